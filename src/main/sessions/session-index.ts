import { applyToConversation } from '../../shared/apply-to-conversation';
import { conversationOf, type Entry } from '../../shared/changes';
import type { Session } from '../../shared/domain';
import { readingFrom } from '../../shared/tables';
import { unlessStopped, type Work } from '../ipc/long-work';
import type { Store } from '../store/store';

/** A session and the customer's address that it is kept under. */
export interface IndexedSession {
  readonly address: string;
  readonly session: Session;
}

/** All sessions of the desk, without their messages. */
export interface SessionIndex {
  /**
   * Reads all conversations the first time; from then on it is kept up to date by what happens. Whoever cancels stops
   * waiting; the reading goes on for others.
   *
   * @throws the signal's reason when the work is cancelled, and what the store throws
   */
  ready(work: Work): Promise<void>;
  get(id: string): IndexedSession | undefined;
  values(): Iterable<IndexedSession>;
  readonly size: number;
  /** The sessions of an address. */
  of(address: string): readonly Session[];
}

/** Makes the list of all sessions. It reads nothing before somebody needs it. */
export function createSessionIndex(store: Pick<Store, 'now' | 'seq' | 'subscribe' | 'allConversations'>): SessionIndex {
  const sessions = new Map<string, IndexedSession>();
  // Messages are not kept here; what the reducer would do to them is passed over.
  const reading = readingFrom({ sessions: (id) => sessions.get(id)?.session });
  const byAddress = new Map<string, Set<string>>();
  /** Addresses that are still to be read: what happens to them is in what will be read. */
  const toRead = new Set<string>();
  /** State that each address was read at. */
  const readAt = new Map<string, number>();
  const waiting = new Set<(done: number, total: number) => void>();
  let building: Promise<void> | null = null;
  let unsubscribe: (() => void) | undefined;

  return {
    async ready(work) {
      building ??= build().catch((error: unknown) => {
        building = null;
        throw error;
      });
      waiting.add(work.report);
      try {
        await unlessStopped(building, work.signal);
      } finally {
        waiting.delete(work.report);
      }
    },
    get: (id) => sessions.get(id),
    values: () => sessions.values(),
    get size() {
      return sessions.size;
    },
    of: (address) => [...(byAddress.get(address) ?? [])].flatMap((id) => sessions.get(id)?.session ?? []),
  };

  async function build(): Promise<void> {
    unsubscribe?.();
    sessions.clear();
    byAddress.clear();
    readAt.clear();
    toRead.clear();
    for (const { _id } of store.now.values('addresses')) toRead.add(_id);
    unsubscribe = store.subscribe(follow);
    const addresses = [...toRead];
    let done = 0;
    for await (const conversation of store.allConversations(addresses)) {
      const { address } = conversation;
      toRead.delete(address);
      readAt.set(address, store.seq);
      for (const session of conversation.sessions()) put(address, session);
      done += 1;
      for (const report of waiting) report(done, addresses.length);
    }
  }

  function follow({ seq, changes }: Entry): void {
    for (const change of changes) {
      const address = conversationOf(change);
      if (address === null || toRead.has(address) || seq <= (readAt.get(address) ?? 0)) continue;
      for (const write of applyToConversation(reading, change)) {
        if (write.table !== 'sessions') continue;
        if (write.doc === null) remove(address, write.id);
        else put(address, write.doc);
      }
    }
  }

  function put(address: string, session: Session): void {
    sessions.set(session._id, { address, session: withoutAnswers(session) });
    let ids = byAddress.get(address);
    if (!ids) byAddress.set(address, (ids = new Set()));
    ids.add(session._id);
  }

  function remove(address: string, id: string): void {
    sessions.delete(id);
    byAddress.get(address)?.delete(id);
  }
}

/** What was answered to the phone company is long, and nobody administers it. */
function withoutAnswers(session: Session): Session {
  return session.call ? { ...session, call: { ...session.call, answers: {} } } : session;
}

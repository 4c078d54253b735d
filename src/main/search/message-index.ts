import { applyToConversation } from '../../shared/apply-to-conversation';
import { conversationOf, type Change, type Entry } from '../../shared/changes';
import { unlessStopped, type Work } from '../ipc/long-work';
import type { Conversation, Store } from '../store/store';
import { createMessageTable, type MessageTable } from './message-table';

/** Messages that are taken in at a time: about two milliseconds of work, then requests have their turn. */
const AT_A_TIME = 100;

/** All messages, to be searched. */
export interface MessageIndex {
  /**
   * Reads what has not been read yet; from then on it is kept up to date by what happens. The reading goes on while
   * somebody waits for it, and later from where it was left.
   *
   * @throws the signal's reason when the work is cancelled, and what the store throws
   */
  ready(work: Work): Promise<void>;
  find: MessageTable['find'];
  /** How many messages can be found. */
  readonly size: number;
}

/** Makes the index of all messages. It reads nothing before somebody needs it. */
export function createMessageIndex(store: Pick<Store, 'now' | 'seq' | 'subscribe' | 'allConversations'>): MessageIndex {
  const table = createMessageTable();
  /** Addresses that are still to be read: what happens to them is in what will be read. Null: nobody asked yet. */
  let toRead: Set<string> | null = null;
  let total = 0;
  /** State that each address was read at. */
  const readAt = new Map<string, number>();
  /** The conversation that is being taken in, and what happened to it meanwhile. */
  let current: { readonly address: string; readonly later: Entry[] } | null = null;
  const waiting = new Set<Work>();
  let reading: Promise<void> | null = null;

  return {
    async ready(work) {
      work.signal.throwIfAborted();
      waiting.add(work);
      try {
        while (!toRead || toRead.size > 0) {
          reading ??= read().finally(() => {
            reading = null;
          });
          await unlessStopped(reading, work.signal);
        }
      } finally {
        waiting.delete(work);
      }
    },
    find: (query) => table.find(query),
    get size() {
      return table.size;
    },
  };

  async function read(): Promise<void> {
    if (!toRead) {
      toRead = new Set(Array.from(store.now.values('addresses'), ({ _id }) => _id));
      total = toRead.size;
      store.subscribe(follow);
    }
    const left = toRead;
    for await (const conversation of store.allConversations([...left])) {
      await takeIn(conversation);
      left.delete(conversation.address);
      for (const { report } of waiting) report(total - left.size, total);
      if (waiting.size === 0) return;
    }
  }

  /** Takes in a conversation as it is now, and then what has happened to it while that was done. */
  async function takeIn(conversation: Conversation): Promise<void> {
    const { address } = conversation;
    readAt.set(address, store.seq);
    const later: Entry[] = [];
    current = { address, later };
    try {
      for (const [n, message] of [...conversation.messages()].entries()) {
        if (n > 0 && n % AT_A_TIME === 0) await new Promise((resolve) => setImmediate(resolve));
        table.put(address, message);
      }
      for (const { changes } of later) for (const change of changes) apply(address, change);
    } finally {
      current = null;
    }
  }

  function follow(entry: Entry): void {
    for (const change of entry.changes) {
      const address = conversationOf(change);
      if (address === null || entry.seq <= (readAt.get(address) ?? 0)) continue;
      if (address === current?.address) current.later.push({ ...entry, changes: [change] });
      else if (!toRead?.has(address)) apply(address, change);
    }
  }

  function apply(address: string, change: Change): void {
    for (const write of applyToConversation(nothing, change)) {
      if (write.table !== 'messages') continue;
      if (write.doc === null) table.remove(write.id);
      else table.put(address, write.doc);
    }
  }
}

/**
 * What changes of a message that is there already (how far it came, its session, its files) is not searched, so the
 * reducer need not find it.
 */
const nothing = { get: () => undefined };

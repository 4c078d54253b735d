import { applyToConversation } from '../../src/shared/apply-to-conversation';
import type { Change } from '../../src/shared/changes';
import type { Message, Session } from '../../src/shared/domain';
import { readingFrom } from '../../src/shared/tables';
import type { Conversation, Store } from '../../src/main/store/store';
import { contactChange } from './session-history';
import { createMemoryStore } from './memory-store';

/** A conversation as a test gives it. */
export interface GivenConversation {
  readonly address: string;
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
}

/** A store of given conversations that can be read, and that remembers what was read. */
export interface ReadingStore extends Pick<
  Store,
  'now' | 'seq' | 'subscribe' | 'commit' | 'allConversations' | 'conversation'
> {
  /** Addresses of the conversations that were read, in order. */
  readonly reads: string[];
  /** Has something said in the newest session of an address, and tells of it. */
  say(address: string, message: Pick<Message, 'sender' | 'content' | 'createdAt'> & Partial<Message>): void;
}

export function createReadingStore(given: readonly GivenConversation[]): ReadingStore {
  const inbox = createMemoryStore();
  const sessions = new Map(given.flatMap((one) => one.sessions.map((session) => [session._id, session] as const)));
  const messages = new Map(given.flatMap((one) => one.messages.map((message) => [message._id, message] as const)));
  const byAddress = new Map(given.map(({ address, messages: own }) => [address, own.map(({ _id }) => _id)]));
  const reads: string[] = [];
  for (const { address, sessions: own, messages: said } of given) {
    inbox.apply(
      contactChange(address),
      ...own.map((session): Change => ({ type: 'session.opened', address, session })),
      ...said.map((message): Change => ({
        ...{ type: 'message.added', address, contact_id: `contact${address}`, message },
      })),
    );
  }
  inbox.publish();

  const conversationAt = (address: string): Conversation => ({
    address,
    sessions: () => [...sessions.values()].filter((one) => one.metadata.fromNumber === address),
    messages: () => (byAddress.get(address) ?? []).flatMap((id) => messages.get(id) ?? []),
    session: (id) => sessions.get(id),
    message: (id) => messages.get(id),
  });

  return {
    now: inbox.now,
    get seq() {
      return inbox.seq;
    },
    subscribe: (listener) => inbox.subscribe(listener),
    commit: (decide) => inbox.commit(decide),
    reads,
    conversation: (address) => Promise.resolve(conversationAt(address)),
    async *allConversations(addresses = [...byAddress.keys()]) {
      for (const address of addresses) {
        await Promise.resolve();
        reads.push(address);
        yield conversationAt(address);
      }
    },
    say(address, said) {
      const session = conversationAt(address).sessions().at(-1);
      const message: Message = {
        ...{ _id: `said-${messages.size}`, session_id: session?._id ?? '', channel_id: session?.channel_id ?? '' },
        ...{ communication_type: session?.communication_type ?? 'sms', status: 'delivered' },
        metadata: { fromNumber: address, toNumber: '+12025550100' },
        ...said,
      };
      const change: Change = { type: 'message.added', address, contact_id: `contact${address}`, message };
      const reading = readingFrom({ sessions: (id) => sessions.get(id), messages: (id) => messages.get(id) });
      for (const { table, id, doc } of applyToConversation(reading, change)) {
        if (table === 'messages' && doc !== null) messages.set(id, doc);
        if (table === 'sessions' && doc !== null) sessions.set(id, doc);
      }
      byAddress.get(address)?.push(message._id);
      inbox.apply(change);
      inbox.publish();
    },
  };
}

import { conversationOf } from '../../shared/changes';
import type { Work } from '../ipc/long-work';
import type { Conversation, Store } from './store';

/** What is taken down of conversations, each read once and again only after something has happened to it. */
export interface KeptOfConversations<T> {
  /**
   * Gives what was taken down, by address: of all conversations, or of those that are named. When it is cancelled, what was
   * read is kept.
   *
   * @throws the signal's reason when the work is cancelled, and what the store throws
   */
  of(work: Work, wanted?: readonly string[]): Promise<ReadonlyMap<string, T>>;
}

/**
 * Makes the place where it is kept. It reads nothing before somebody asks.
 *
 * @param takeDown takes down what is wanted of a conversation
 */
export function keepOfConversations<T>(
  store: Pick<Store, 'now' | 'subscribe' | 'allConversations'>,
  takeDown: (conversation: Conversation) => T,
): KeptOfConversations<T> {
  const kept = new Map<string, T>();
  store.subscribe(({ changes }) => {
    for (const change of changes) {
      const address = conversationOf(change);
      if (address !== null) kept.delete(address);
    }
  });

  return {
    async of(work, wanted) {
      const addresses = wanted ?? Array.from(store.now.values('addresses'), ({ _id }) => _id);
      const given = new Map(
        addresses.flatMap((address) => (kept.has(address) ? [[address, kept.get(address) as T]] : [])),
      );
      const missing = addresses.filter((address) => !given.has(address));
      let done = addresses.length - missing.length;
      for await (const conversation of store.allConversations(missing)) {
        work.signal.throwIfAborted();
        const own = takeDown(conversation);
        kept.set(conversation.address, own);
        given.set(conversation.address, own);
        work.report(++done, addresses.length);
      }
      return given;
    },
  };
}

import { conversationOf } from '../../shared/changes';
import type { Work } from '../ipc/long-work';
import type { Conversation, Store } from '../store/store';

/** What is taken down of conversations, so that they need not be read from the disk each time. */
export interface KeptFacts<F> {
  /**
   * Gives the facts of conversations by address: of all, or of those that are named. Only those are read that have not
   * been yet, or to which something has happened since; when it is cancelled, what was read is kept.
   *
   * @throws the signal's reason when the work is cancelled, and what the store throws
   */
  of(work: Work, wanted?: readonly string[]): Promise<ReadonlyMap<string, F>>;
}

/**
 * Makes the place where facts are kept. It reads nothing before somebody asks.
 *
 * @param take takes down what is wanted of a conversation
 */
export function createKeptFacts<F>(
  store: Pick<Store, 'now' | 'subscribe' | 'allConversations'>,
  take: (conversation: Conversation) => F,
): KeptFacts<F> {
  const facts = new Map<string, F>();
  store.subscribe(({ changes }) => {
    for (const change of changes) {
      const address = conversationOf(change);
      if (address !== null) facts.delete(address);
    }
  });

  return {
    async of(work, wanted) {
      const addresses = wanted ?? Array.from(store.now.values('addresses'), ({ _id }) => _id);
      const given = new Map<string, F>();
      const missing: string[] = [];
      for (const address of addresses) {
        const own = facts.get(address);
        if (own === undefined) missing.push(address);
        else given.set(address, own);
      }
      let done = given.size;
      for await (const conversation of store.allConversations(missing)) {
        work.signal.throwIfAborted();
        const own = take(conversation);
        facts.set(conversation.address, own);
        given.set(conversation.address, own);
        work.report(++done, addresses.length);
      }
      return given;
    },
  };
}

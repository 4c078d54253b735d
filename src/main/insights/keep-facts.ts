import { conversationOf } from '../../shared/changes';
import type { Work } from '../ipc/long-work';
import type { Store } from '../store/store';
import { createDayOf } from './calendar';
import { factsOf, type ConversationFacts } from './conversation-facts';

/** What insights are counted from, of all conversations. */
export interface KeptFacts {
  /**
   * Gives the facts of every conversation. Only those are read that have not been yet, or to which something has happened
   * since; when it is cancelled, what was read is kept.
   *
   * @throws the signal's reason when the work is cancelled, and what the store throws
   */
  all(work: Work): Promise<Iterable<ConversationFacts>>;
}

/** Makes the place where facts are kept. It reads nothing before somebody asks. */
export function createKeptFacts(store: Pick<Store, 'now' | 'subscribe' | 'allConversations'>): KeptFacts {
  const facts = new Map<string, ConversationFacts>();
  const dayOf = createDayOf();
  store.subscribe(({ changes }) => {
    for (const change of changes) {
      const address = conversationOf(change);
      if (address !== null) facts.delete(address);
    }
  });

  return {
    async all(work) {
      const addresses = Array.from(store.now.values('addresses'), ({ _id }) => _id);
      const missing = addresses.filter((address) => !facts.has(address));
      const given = new Map(facts);
      let done = addresses.length - missing.length;
      for await (const conversation of store.allConversations(missing)) {
        work.signal.throwIfAborted();
        const own = factsOf(conversation.sessions(), conversation.messages(), dayOf);
        facts.set(conversation.address, own);
        given.set(conversation.address, own);
        work.report(++done, addresses.length);
      }
      return given.values();
    },
  };
}

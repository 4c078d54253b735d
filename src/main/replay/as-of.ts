import type { KnowledgeEntry, Tables } from '../../shared/domain';
import type { InboxTable } from '../../shared/tables';
import type { Conversation, Now, Store } from '../store/store';

/**
 * Gives a conversation as it stood when a message had come in: with it and what was before it, and nothing later.
 *
 * @param messageId a message of it
 */
export function conversationAsOf(conversation: Conversation, messageId: string): Conversation {
  const all = conversation.messages();
  const messages = all.slice(0, all.findIndex(({ _id }) => _id === messageId) + 1);
  const last = messages.at(-1)?.createdAt ?? '';
  const sessions = conversation.sessions().filter(({ createdAt }) => createdAt <= last);
  return {
    address: conversation.address,
    sessions: () => sessions,
    messages: () => messages,
    session: (id) => sessions.find(({ _id }) => _id === id),
    message: (id) => messages.find(({ _id }) => _id === id),
  };
}

/**
 * Gives a store that holds one conversation as it stood, and the rest as it is now. Nothing can be stored in it.
 *
 * @param entry a knowledge entry that is there besides, or in the place of the one of its id
 */
export function storeAsOf(store: Store, conversation: Conversation, entry: KnowledgeEntry | null): Store {
  const refuse = () => Promise.reject(new Error('Nothing is stored while past questions are answered again.'));
  return {
    seq: store.seq,
    now: entry === null ? store.now : withEntry(store.now, entry),
    problem: store.problem,
    commit: refuse,
    commitTo: refuse,
    conversation: (address) =>
      address === conversation.address
        ? Promise.resolve(conversation)
        : Promise.reject(new Error('Only one conversation is there as it stood.')),
    async *allConversations() {
      yield await Promise.resolve(conversation);
    },
    subscribe: () => () => undefined,
    onProblem: () => () => undefined,
    close: () => Promise.resolve(),
  };
}

function withEntry(now: Now, entry: KnowledgeEntry): Now {
  const isOther = ({ _id }: { readonly _id: string }) => _id !== entry._id;
  return {
    get: <T extends InboxTable>(table: T, id: string) =>
      (table === 'knowledge' && id === entry._id ? entry : now.get(table, id)) as Tables[T] | undefined,
    values: <T extends InboxTable>(table: T) =>
      (table === 'knowledge'
        ? [...[...now.values('knowledge')].filter(isOther), entry]
        : now.values(table)) as Iterable<Tables[T]>,
  };
}

import type {
  FoundMessage,
  MessageQuery,
  MessageRef,
  searchSchemas,
  SearchOutput,
} from '../../shared/contract/search-contract';
import { createMatcher, type Matcher } from '../../shared/search/matcher';
import { parseSearch } from '../../shared/search/wanted';
import { excerptOf } from '../search/excerpt';
import { createMessageIndex } from '../search/message-index';
import { writerOf } from '../search/message-table';
import { createPeopleIndex } from '../search/people-index';
import type { Store } from '../store/store';
import type { LongWork } from './long-work';
import type { Handlers } from './router';

/** Makes the functions by which people and messages are found. */
export function createSearchHandlers(store: Store, work: LongWork): Handlers<typeof searchSchemas, SearchOutput> {
  const people = createPeopleIndex(store);
  const messages = createMessageIndex(store);

  return {
    'search.people': ({ text, limit }) => people.find(text, limit),
    'search.messages': ({ work_id, query }) =>
      work.run(work_id, async (one) => {
        await messages.ready(one);
        return asksForNothing(query) ? { refs: [], total: 0 } : messages.find(query);
      }),
    'search.show': async ({ text, refs }) => {
      const matcher = createMatcher(text);
      return { messages: await Promise.all(refs.map((ref) => show(store, ref, matcher))) };
    },
  };
}

function asksForNothing({ text, kinds, writers, from, before }: MessageQuery): boolean {
  const isFiltered = kinds.length > 0 || writers.length > 0 || from !== null || before !== null;
  return parseSearch(text).length === 0 && !isFiltered;
}

async function show(store: Store, ref: MessageRef, matcher: Matcher): Promise<FoundMessage | null> {
  const entry = store.now.get('addresses', ref.address);
  const contact = entry && store.now.get('contacts', entry.contact_id);
  const message = contact && (await store.conversation(ref.address)).message(ref.message_id);
  if (!message) return null;
  const { joined: _joined, ...person } = contact;
  const { communication_type, status, createdAt } = message;
  return {
    ref,
    contact: { ...person, notes: '' },
    writer: writerOf(message),
    message: { communication_type, status, createdAt },
    excerpt: excerptOf(message.content, matcher),
  };
}

import { MOST_PEOPLE, type FoundPerson } from '../../shared/contract/search-contract';
import type { Change } from '../../shared/changes';
import type { Contact } from '../../shared/domain';
import { createMatcher, type Matcher } from '../../shared/search/matcher';
import { parseSearch } from '../../shared/search/wanted';
import type { Now, Store } from '../store/store';
import { createBestOf } from './best-of';
import { excerptOf } from './excerpt';
import { createTermIndex } from './term-index';

/** People that are taken in at a time, before requests have their turn. */
const AT_A_TIME = 200;
/** Most people of whom it is looked where they fit: more than are ever listed. */
const MOST_LOOKED_AT = 2 * MOST_PEOPLE;

/** All people, to be searched by name, number, tags and notes. */
export interface PeopleIndex {
  /** Gives the best first. The first time everybody is looked at. */
  find(search: string, limit: number): Promise<{ readonly people: readonly FoundPerson[]; readonly total: number }>;
}

/** Makes the index of all people. It looks at nobody before somebody asks. */
export function createPeopleIndex(store: Pick<Store, 'now' | 'subscribe'>): PeopleIndex {
  const { now } = store;
  const terms = createTermIndex();
  const numbers = new Map<string, number>();
  const ids: (string | null)[] = [];
  let building: Promise<void> | null = null;

  return {
    async find(search, limit) {
      await (building ??= build());
      const parts = parseSearch(search);
      if (parts.length === 0) return { people: [], total: 0 };
      const ranks = terms.ranks(parts, ids.length);
      const best = createBestOf<Ranked>(MOST_LOOKED_AT, byRankAndTime);
      let total = 0;
      for (const [number, id] of ids.entries()) {
        const rank = ranks.of(number);
        if (rank === undefined || id === null) continue;
        total += 1;
        best.offer({ id, rank, lastAt: now.get('threads', id)?.last?.at ?? '' });
      }
      const matcher = createMatcher(search);
      const people = best.list().flatMap((one) => candidate(now, one, matcher));
      people.sort(inOrder);
      return { people: people.slice(0, limit).map(({ contact }) => describe(now, contact, matcher)), total };
    },
  };

  async function build(): Promise<void> {
    store.subscribe(({ changes }) => {
      for (const change of changes) for (const id of peopleOf(change)) take(id);
    });
    for (const [n, id] of Array.from(now.values('contacts'), ({ _id }) => _id).entries()) {
      if (n > 0 && n % AT_A_TIME === 0) await new Promise((resolve) => setImmediate(resolve));
      take(id);
    }
  }

  /** Takes in a person as they are now, in the place of what was known of them. */
  function take(id: string): void {
    const before = numbers.get(id);
    if (before !== undefined) ids[before] = null;
    numbers.delete(id);
    const contact = now.get('contacts', id);
    if (!contact) return;
    const number = ids.length;
    numbers.set(id, number);
    ids.push(id);
    for (const text of [...namesOf(now, contact), contact.notes]) terms.add(number, text);
  }
}

interface Ranked {
  readonly id: string;
  readonly rank: number;
  /** When they were last in touch, ISO 8601; empty: never. */
  readonly lastAt: string;
}

interface Candidate extends Ranked {
  readonly contact: Contact;
  /** Whether they fit by name, number or tag, and not just by what is written about them. */
  readonly isNamed: boolean;
}

function candidate(now: Now, ranked: Ranked, matcher: Matcher): Candidate[] {
  const contact = now.get('contacts', ranked.id);
  return contact ? [{ ...ranked, contact, isNamed: matcher.coversAll(namesOf(now, contact)) }] : [];
}

function byRankAndTime(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0);
}

function inOrder(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || Number(b.isNamed) - Number(a.isNamed) || byRankAndTime(a, b);
}

/** What a person is called and reached by: whatever a search is more likely to mean than their notes. */
function namesOf(now: Now, { _id, name, profileName, addresses }: Contact): readonly string[] {
  return [name ?? '', profileName ?? '', ...addresses, ...(now.get('threads', _id)?.tags ?? [])];
}

function describe(now: Now, contact: Contact, matcher: Matcher): FoundPerson {
  const { notes, joined: _joined, ...rest } = contact;
  return {
    contact: { ...rest, notes: '' },
    address: contact.addresses.find((address) => matcher.ranges(address).length > 0) ?? contact.addresses[0] ?? null,
    tags: now.get('threads', contact._id)?.tags ?? [],
    note:
      !matcher.coversAll(namesOf(now, contact)) && matcher.ranges(notes).length > 0 ? excerptOf(notes, matcher) : null,
  };
}

/** Gives the ids of the people whom a change may have changed, as far as they are searched. */
function peopleOf(change: Change): readonly string[] {
  switch (change.type) {
    case 'contact.added':
      return [change.contact._id];
    case 'contact.edited':
    case 'thread.tagged':
      return [change.contact_id];
    case 'contacts.rearranged':
      return [...change.put.map(({ contact }) => contact._id), ...change.removed];
    case 'documents.imported': {
      const { contacts = [], threads = [] } = change.documents;
      return [...contacts, ...threads].map(({ _id }) => _id);
    }
    default:
      return [];
  }
}

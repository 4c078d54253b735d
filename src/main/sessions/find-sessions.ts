import type { SessionQuery, SessionRow } from '../../shared/contract/sessions-contract';
import type { Contact, Session } from '../../shared/domain';
import { foldText } from '../../shared/fold-text';
import { neighboursOf } from '../conversation/neighbours';
import type { Now } from '../store/store';
import type { IndexedSession, SessionIndex } from './session-index';

/** Fewest digits that are looked for in a phone number. */
const FEWEST_DIGITS = 3;

/**
 * Gives the ids of the sessions that a query asks for, in its order. Sessions that are equal in what they are ordered by
 * stand with the newest first.
 */
export function findSessions(index: SessionIndex, now: Now, query: SessionQuery): string[] {
  const people = createPeople(now);
  const isWanted = matching(query, people);
  const found: { readonly id: string; readonly key: string | number; readonly last: string }[] = [];
  for (const one of index.values()) {
    if (!isWanted(one)) continue;
    const { session } = one;
    found.push({ id: session._id, key: keyOf(one, query.sort, people), last: session.last_message_at });
  }
  const turn = query.descending ? -1 : 1;
  found.sort((a, b) => turn * compare(a.key, b.key) || compare(b.last, a.last) || turn * compare(a.id, b.id));
  return found.map(({ id }) => id);
}

/** Gives the row of a session; null when it is gone. */
export function rowOfSession(index: SessionIndex, now: Now, id: string): SessionRow | null {
  const one = index.get(id);
  if (!one) return null;
  const { address, session } = one;
  const { previous, next } = neighboursOf(index.of(address), session);
  return {
    session,
    address,
    contact: contactOf(now, address) ?? null,
    ours: now.get('channels', session.channel_id)?.address ?? '',
    previousId: previous?._id ?? null,
    nextId: next?._id ?? null,
  };
}

/** How long a session has lasted, from its first to its last message or, for a call, as it was billed, in milliseconds. */
function durationOf(session: Session): number {
  const seconds = session.call?.durationSeconds;
  if (seconds != null) return seconds * 1000;
  return Math.max(0, Date.parse(session.last_message_at) - Date.parse(session.metadata.firstMessageAt));
}

/** What people are called, folded once for each of them. */
interface People {
  /** The name that stands in the row. */
  name(address: string): string;
  /** Everything that a person or a number can be found by. */
  words(address: string, channelId: string): string;
}

function createPeople(now: Now): People {
  const names = new Map<string, string>();
  const words = new Map<string, string>();
  const channels = new Map<string, string>();
  for (const { _id, address, name } of now.values('channels')) channels.set(_id, foldText(`${address} ${name}`));
  const fold = (known: Map<string, string>, address: string, make: () => string) => {
    let text = known.get(address);
    if (text === undefined) known.set(address, (text = foldText(make())));
    return text;
  };
  return {
    name: (address) =>
      fold(names, address, () => {
        const contact = contactOf(now, address);
        return contact?.name ?? contact?.profileName ?? address;
      }),
    words: (address, channelId) => {
      const own = fold(words, address, () => {
        const contact = contactOf(now, address);
        return [contact?.name, contact?.profileName, address].filter(Boolean).join(' ');
      });
      return `${own} ${channels.get(channelId) ?? ''}`;
    },
  };
}

function matching(query: SessionQuery, people: People): (one: IndexedSession) => boolean {
  const { kinds, status, from, before, fewest, most } = query;
  const words = wordsOf(query.text);
  return ({ address, session }) => {
    if (kinds.length > 0 && !kinds.includes(session.communication_type)) return false;
    if (status !== null && session.status !== status) return false;
    if (from !== null && session.last_message_at < from) return false;
    if (before !== null && session.metadata.firstMessageAt >= before) return false;
    if (fewest !== null && session.message_count < fewest) return false;
    if (most !== null && session.message_count > most) return false;
    if (words.length === 0) return true;
    const text = `${foldText(session.title)} ${people.words(address, session.channel_id)} ${session._id}`;
    return words.every((word) => text.includes(word));
  };
}

/**
 * Takes a search text apart into words. What looks like a phone number is one word, however it is written: its digits
 * without the zero in front that stands for the own country.
 */
function wordsOf(text: string): string[] {
  const folded = foldText(text);
  if (/^[+()\d\s./-]+$/u.test(folded)) {
    const digits = folded.replace(/\D/g, '').replace(/^0+/, '');
    if (digits.length >= FEWEST_DIGITS) return [digits];
  }
  return folded.split(' ').filter(Boolean);
}

function keyOf({ address, session }: IndexedSession, sort: SessionQuery['sort'], people: People): string | number {
  switch (sort) {
    case 'last':
      return session.last_message_at;
    case 'started':
      return session.metadata.firstMessageAt;
    case 'person':
      return people.name(address);
    case 'title':
      return foldText(session.title);
    case 'kind':
      return session.communication_type;
    case 'messages':
      return session.message_count;
    case 'duration':
      return durationOf(session);
    case 'status':
      return session.status;
  }
}

function contactOf(now: Now, address: string): Contact | undefined {
  const entry = now.get('addresses', address);
  return entry && now.get('contacts', entry.contact_id);
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

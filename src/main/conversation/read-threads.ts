import type { Message, Session, Thread } from '../../shared/domain';
import type { OpenThread, Row, ThreadPage } from '../../shared/ipc-contract';
import { makeRow } from '../../shared/make-row';
import { compareInView, isInView, type ModeDefaults, type View } from '../../shared/views';
import { Problem } from '../ipc/problem';
import type { Conversation, Now, Store } from '../store/store';

/** Newest sessions that are given with an open thread besides those of its messages. */
const NEWEST_SESSIONS = 20;
/** Messages that are given before one that is jumped to, so that it does not stand alone. */
const BEFORE = 20;

/** Gives a page of a view, in its order, after the given thread. */
export function readPage(
  now: Now,
  defaults: ModeDefaults,
  view: View,
  after: string | null,
  limit: number,
): ThreadPage {
  const inView: Thread[] = [];
  for (const thread of now.values('threads')) {
    if (isInView(thread, view, defaults)) inView.push(thread);
  }
  const compare = compareInView(view);
  inView.sort(compare);
  const last = after === null ? undefined : now.get('threads', after);
  const from = last ? firstAfter(inView, last, compare) : 0;
  const page = inView.slice(from, from + limit);
  return { rows: page.flatMap((thread) => rowOf(now, thread)), more: from + limit < inView.length };
}

/** A thread with its person; none when the person is gone. */
function rowOf(now: Now, thread: Thread): Row[] {
  const contact = now.get('contacts', thread._id);
  return contact ? [makeRow(thread, contact, (address) => now.get('addresses', address))] : [];
}

/**
 * Gives a thread with its newest messages, all channels and addresses in order of time.
 *
 * @param at a message or a session that must be among them, if it is there at all
 * @throws Problem when there is no such contact
 */
export async function openThread(store: Store, contactId: string, limit: number, at?: string): Promise<OpenThread> {
  const conversations = await conversationsOf(store, contactId);
  const { now } = store;
  const thread = now.get('threads', contactId);
  const contact = now.get('contacts', contactId);
  if (!thread || !contact) throw gone();
  const messages = merged(conversations);
  const reach = at === undefined ? -1 : messages.findIndex(({ _id, session_id }) => _id === at || session_id === at);
  const from = messages.length - limit;
  const shown = messages.slice(Math.max(0, reach < 0 ? from : Math.min(from, reach - BEFORE)));
  return {
    seq: store.seq,
    ...makeRow(thread, contact, (address) => now.get('addresses', address)),
    addresses: contact.addresses.map((address) => ({
      address,
      optedOut: now.get('addresses', address)?.optedOut ?? {},
    })),
    sessions: sessionsOf(conversations, shown, NEWEST_SESSIONS),
    messages: shown,
    more: shown.length < messages.length,
  };
}

/** Gives messages older than the given one, and the sessions that they are in. */
export async function readOlder(store: Store, contactId: string, before: string, limit: number) {
  const conversations = await conversationsOf(store, contactId);
  const messages = merged(conversations);
  const end = messages.findIndex((message) => message._id === before);
  if (end < 0) throw gone();
  const shown = messages.slice(Math.max(0, end - limit), end);
  return {
    seq: store.seq,
    messages: shown,
    sessions: sessionsOf(conversations, shown, 0),
    more: shown.length < end,
  };
}

async function conversationsOf(store: Store, contactId: string): Promise<Conversation[]> {
  const addresses = store.now.get('contacts', contactId)?.addresses;
  if (!addresses) throw gone();
  return Promise.all(addresses.map((address) => store.conversation(address)));
}

/** All messages in order of time; each conversation is in that order already. */
function merged(conversations: readonly Conversation[]): readonly Message[] {
  const [only] = conversations;
  if (only && conversations.length === 1) return only.messages();
  return conversations
    .flatMap((conversation) => conversation.messages())
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

function sessionsOf(conversations: readonly Conversation[], messages: readonly Message[], newest: number): Session[] {
  const wanted = new Set(messages.map((message) => message.session_id));
  return conversations.flatMap((conversation) => {
    const sessions = conversation.sessions();
    return sessions.filter((session, index) => wanted.has(session._id) || index >= sessions.length - newest);
  });
}

function firstAfter(sorted: readonly Thread[], last: Thread, compare: (a: Thread, b: Thread) => number): number {
  const at = sorted.findIndex((thread) => compare(thread, last) > 0);
  return at < 0 ? sorted.length : at;
}

function gone(): Problem {
  return new Problem('not-found', 'This conversation is not there any more.');
}

import { applyToConversation } from '../../shared/apply-to-conversation';
import { applyToInbox } from '../../shared/apply-to-inbox';
import { conversationOf, type Change, type Entry } from '../../shared/changes';
import type { AddressEntry, Message, Session } from '../../shared/domain';
import type { OpenThread, RequestOutput } from '../../shared/ipc-contract';
import { readingFrom, type Reading, type Write } from '../../shared/tables';

/**
 * What is loaded of the thread on screen: its newest messages back to `from`, complete, with their sessions.
 * Kept in maps that change in place; what the screen shows is taken from it with `messagesOf`.
 */
export interface OpenConversation {
  readonly contactId: string;
  readonly addresses: Map<string, AddressEntry>;
  readonly sessions: Map<string, Session>;
  readonly messages: Map<string, Message>;
  /** Documents that were read in a newer state than the list of changes has reached here, with that state's number. */
  readonly readAt: Map<string, number>;
  /** State that the thread was read at: changes up to it are in. */
  readonly seq: number;
  /** Whether there are older messages than `from`. */
  more: boolean;
  from: Message | null;
}

/** Makes the loaded conversation of an answer to `thread.open`. */
export function openConversation(answer: OpenThread): OpenConversation {
  const contactId = answer.contact._id;
  return {
    contactId,
    addresses: new Map(
      answer.addresses.map(({ address, optedOut }) => [
        address,
        { _id: address, contact_id: contactId, latest: {}, sids: '', optedOut },
      ]),
    ),
    sessions: byId(answer.sessions),
    messages: byId(answer.messages),
    readAt: new Map(),
    seq: answer.seq,
    more: answer.more,
    from: answer.messages[0] ?? null,
  };
}

/**
 * Adds older messages. The caller has made sure that no change to this conversation lies between the state of
 * the answer and the newest change applied here.
 *
 * @param reached the newest change applied here
 */
export function addOlder(open: OpenConversation, answer: RequestOutput['thread.older'], reached: number): void {
  for (const session of answer.sessions) open.sessions.set(session._id, session);
  for (const message of answer.messages) open.messages.set(message._id, message);
  if (answer.seq > reached) {
    for (const { _id } of [...answer.sessions, ...answer.messages]) open.readAt.set(_id, answer.seq);
  }
  open.more = answer.more;
  open.from = answer.messages[0] ?? open.from;
}

/** Applies an entry to what is loaded. Gives whether it touched this conversation. */
export function applyToOpen(open: OpenConversation, entry: Entry): boolean {
  let touched = false;
  for (const change of entry.changes) {
    if (!concerns(open, change)) continue;
    touched = true;
    if (entry.seq <= open.seq) continue;
    const read = reading(open);
    const writes = [...applyToConversation(read, change), ...applyToInbox(read, change)];
    for (const write of writes) carryOut(open, write, entry.seq);
  }
  return touched;
}

/** Whether an entry has anything to do with this conversation. */
export function isTouchedBy(open: OpenConversation, entry: Entry): boolean {
  return entry.changes.some((change) => concerns(open, change));
}

/** Gives the messages in order of time, oldest first. */
export function messagesOf(open: OpenConversation): readonly Message[] {
  return [...open.messages.values()].sort(byTime);
}

/** Gives the sessions in order of their beginning. */
export function sessionsOf(open: OpenConversation): readonly Session[] {
  return [...open.sessions.values()].sort(byTime);
}

function concerns(open: OpenConversation, change: Change): boolean {
  const address = change.type === 'optout.set' ? change.address : conversationOf(change);
  return address !== null && open.addresses.has(address);
}

function reading(open: OpenConversation): Reading {
  return readingFrom({
    addresses: (id) => open.addresses.get(id),
    sessions: (id) => open.sessions.get(id),
    messages: (id) => open.messages.get(id),
  });
}

function carryOut(open: OpenConversation, write: Write, seq: number): void {
  if ((open.readAt.get(write.id) ?? 0) >= seq) return;
  open.readAt.delete(write.id);
  switch (write.table) {
    case 'addresses':
      if (write.doc) open.addresses.set(write.id, write.doc);
      return;
    case 'sessions':
      if (write.doc) open.sessions.set(write.id, write.doc);
      else open.sessions.delete(write.id);
      return;
    case 'messages':
      if (!write.doc) open.messages.delete(write.id);
      else if (isLoaded(open, write.doc)) open.messages.set(write.id, write.doc);
      return;
    default:
      return;
  }
}

/** Whether a message belongs to the part that is loaded; an older one comes with its page. */
function isLoaded(open: OpenConversation, message: Message): boolean {
  return !open.more || !open.from || byTime(message, open.from) >= 0;
}

function byTime(
  a: { readonly createdAt: string; readonly _id: string },
  b: { readonly createdAt: string; readonly _id: string },
): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a._id < b._id ? -1 : a._id > b._id ? 1 : 0;
}

function byId<T extends { readonly _id: string }>(docs: readonly T[]): Map<string, T> {
  return new Map(docs.map((doc) => [doc._id, doc]));
}

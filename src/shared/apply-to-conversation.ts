import type { Change } from './changes';
import type { Message, Session } from './domain';
import { put, putAll, type Reading, type Write } from './tables';

/**
 * The part of the reducer that touches sessions and messages. It reads nothing else, so a conversation
 * that was not loaded when a change happened can be brought up to date later by the same function.
 */
export function applyToConversation(read: Reading, change: Change): Write[] {
  switch (change.type) {
    case 'session.opened':
      return [put('sessions', change.session._id, change.session)];
    case 'session.status':
      return editSession(read, change.session_id, { status: change.status, updatedAt: change.at });
    case 'session.retitled':
      return editSession(read, change.session_id, { title: change.title, updatedAt: change.at });
    case 'session.merged':
      return mergeSessions(read, change);
    case 'session.deleted':
      return [put('sessions', change.session_id, null), ...change.message_ids.map((id) => put('messages', id, null))];
    case 'session.restored':
      return [
        ...change.sessions.map((session) => put('sessions', session._id, session)),
        ...change.messages.map((message) => put('messages', message._id, message)),
      ];
    case 'message.added':
      return addMessage(read, change.message);
    case 'message.answered':
      return editMessage(read, change.message_id, {
        answer: change.twiml,
        ...(change.decision ? { decision: change.decision } : {}),
      });
    case 'message.decided':
      return editMessage(read, change.message_id, { decision: change.decision });
    case 'message.status':
      return changeStatus(read, change);
    case 'message.rescheduled':
      return reschedule(read, change);
    case 'message.withdrawn':
      return withdraw(read, change);
    case 'message.media':
      return editMessage(read, change.message_id, { media: change.media });
    case 'draft.discarded':
      return [put('messages', change.message_id, null)];
    case 'call.progress':
      return editSession(read, change.session_id, { call: change.call, updatedAt: change.at });
    case 'documents.imported':
      return [...putAll('sessions', change.documents.sessions), ...putAll('messages', change.documents.messages)];
    default:
      return [];
  }
}

/** Whether a message counts in its session: what contact, operator and AI said to each other. */
export function isCounted(message: Message): boolean {
  return message.kind === undefined && message.status !== 'draft' && message.sender !== 'system' && !isUnsaid(message);
}

/** Whether a message was really said, as far as is known: one that failed has reached nobody. */
export function wasSaid(message: Message): boolean {
  return isCounted(message) && message.status !== 'failed' && message.status !== 'undelivered';
}

/** Whether an outgoing message waits for its time, or was called off before it came. */
export function isUnsaid(message: Message): boolean {
  return message.sendAt !== undefined;
}

/** Whether a message is of a person, so that it moves `last_message_at`. */
export function isOfPerson(message: Message): boolean {
  return isCounted(message) && message.sender !== 'ai';
}

function addMessage(read: Reading, message: Message): Write[] {
  const writes: Write[] = [put('messages', message._id, message)];
  const session = read.get('sessions', message.session_id);
  if (!session || !isCounted(message)) return writes;
  writes.push(
    put('sessions', session._id, {
      ...session,
      message_count: session.message_count + 1,
      last_message_at: isOfPerson(message)
        ? later(session.last_message_at, message.createdAt)
        : session.last_message_at,
      updatedAt: later(session.updatedAt, message.createdAt),
    }),
  );
  return writes;
}

function changeStatus(read: Reading, change: Change & { type: 'message.status' }): Write[] {
  const message = read.get('messages', change.message_id);
  if (!message) return [];
  const { error: _replaced, ...rest } = message;
  const { twilioMessageSid, earlierSids = [], ...metadata } = message.metadata;
  const sid = change.sid === undefined ? twilioMessageSid : change.sid;
  const earlier = change.sid === null && twilioMessageSid ? [...earlierSids, twilioMessageSid] : earlierSids;
  const next: Message = {
    ...rest,
    ...(change.error ? { error: change.error } : {}),
    status: change.status,
    updatedAt: change.at,
    metadata: {
      ...metadata,
      ...(sid ? { twilioMessageSid: sid } : {}),
      ...(earlier.length > 0 ? { earlierSids: earlier } : {}),
      ...(change.from ? { fromNumber: change.from } : {}),
    },
  };
  return [put('messages', message._id, next)];
}

function reschedule(read: Reading, change: Change & { type: 'message.rescheduled' }): Write[] {
  const message = read.get('messages', change.message_id);
  if (!message) return [];
  const { sendAt: _before, held: _held, ...rest } = message;
  const next = change.sendAt === null ? rest : { ...rest, sendAt: change.sendAt };
  return [put('messages', message._id, { ...next, updatedAt: change.at })];
}

function withdraw(read: Reading, change: Change & { type: 'message.withdrawn' }): Write[] {
  const { message_id, session_id } = change;
  const message = read.get('messages', message_id);
  const session = read.get('sessions', session_id);
  const writes: Write[] = [put('messages', message_id, null)];
  if (!session || !message || !isCounted(message)) return writes;
  const message_count = session.message_count - 1;
  return [...writes, put('sessions', session_id, { ...session, message_count, updatedAt: change.at })];
}

function mergeSessions(read: Reading, change: Change & { type: 'session.merged' }): Write[] {
  const from = read.get('sessions', change.from);
  const into = read.get('sessions', change.into);
  if (!from || !into) return [];
  return [
    put('sessions', from._id, null),
    ...change.message_ids.flatMap((id) => editMessage(read, id, { session_id: into._id })),
    put('sessions', into._id, joinSessions(from, into, change.at)),
  ];
}

/** Gives a session with another one in it. Whether it is over is as with the later of the two. */
export function joinSessions(from: Session, into: Session, at: string): Session {
  return {
    ...into,
    status: from.last_message_at > into.last_message_at ? from.status : into.status,
    message_count: into.message_count + from.message_count,
    last_message_at: later(into.last_message_at, from.last_message_at),
    metadata: {
      ...into.metadata,
      firstMessageAt: earlier(into.metadata.firstMessageAt, from.metadata.firstMessageAt),
    },
    createdAt: earlier(into.createdAt, from.createdAt),
    updatedAt: at,
  };
}

function editSession(read: Reading, id: string, patch: Partial<Session>): Write[] {
  const session = read.get('sessions', id);
  return session ? [put('sessions', id, { ...session, ...patch })] : [];
}

function editMessage(read: Reading, id: string, patch: Partial<Message>): Write[] {
  const message = read.get('messages', id);
  return message ? [put('messages', id, { ...message, ...patch })] : [];
}

/** The later of two ISO 8601 UTC times of the same form, which sort as text. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

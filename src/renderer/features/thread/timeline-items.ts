import type { Message, Session } from '../../../shared/domain';
import { dayKey } from '../../components/time-words';

/** One row of the thread. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | {
      readonly kind: 'session';
      readonly key: string;
      readonly session: Session;
      /** How the session comes in here: new, after a pause since the last one, or between messages of another. */
      readonly how: 'started' | 'resumed' | 'continued';
      /** Milliseconds since the last message on the same channel, where it was resumed. */
      readonly pauseMs: number | null;
      /** The session before it on the same channel, which it can be merged with. */
      readonly previousId: string | null;
    }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** Whether it follows the same sender closely, so that the name need not be repeated. */
      readonly follows: boolean;
    };

/** Messages of one sender closer than this stand together. */
const TOGETHER_MS = 3 * 60_000;

/**
 * Lays out a thread: messages in order of time, divided by days and by sessions. Notes and drafts never divide; a draft
 * stands in the composer, not here.
 *
 * @param messages oldest first
 * @param sessions in order of their beginning
 */
export function layOut(messages: readonly Message[], sessions: readonly Session[]): readonly TimelineItem[] {
  const byId = new Map(sessions.map((session) => [session._id, session]));
  const items: TimelineItem[] = [];
  const seen = new Set<string>();
  let day = '';
  let sessionId = '';
  let before: Message | null = null;
  const sessionBefore = sessionsBefore(sessions);
  for (const message of messages) {
    if (message.status === 'draft') continue;
    if (dayKey(message.createdAt) !== day) {
      day = dayKey(message.createdAt);
      items.push({ kind: 'day', key: `day-${day}`, at: message.createdAt });
      before = null;
    }
    const session = byId.get(message.session_id);
    if (session && session._id !== sessionId && message.kind !== 'note') {
      sessionId = session._id;
      const previous = sessionBefore.get(session._id);
      items.push({
        kind: 'session',
        key: `session-${session._id}-${message._id}`,
        session,
        how: seen.has(session._id) ? 'continued' : previous ? 'resumed' : 'started',
        pauseMs: previous ? pauseBefore(session, previous) : null,
        previousId: previous?._id ?? null,
      });
      seen.add(session._id);
      before = null;
    }
    items.push({ kind: 'message', key: message._id, message, follows: isTogether(before, message) });
    before = message;
  }
  return items;
}

/** Gives for each session the one before it of the same address on the same channel, by its id. */
function sessionsBefore(sessions: readonly Session[]): ReadonlyMap<string, Session> {
  const before = new Map<string, Session>();
  const newest = new Map<string, Session>();
  for (const session of sessions) {
    const key = `${session.channel_id} ${session.metadata.fromNumber}`;
    const previous = newest.get(key);
    if (previous) before.set(session._id, previous);
    newest.set(key, session);
  }
  return before;
}

function pauseBefore(session: Session, previous: Session): number {
  return Math.max(0, Date.parse(session.metadata.firstMessageAt) - Date.parse(previous.last_message_at));
}

function isTogether(before: Message | null, message: Message): boolean {
  return (
    before !== null &&
    before.sender === message.sender &&
    before.kind === message.kind &&
    message.kind !== 'event' &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS
  );
}

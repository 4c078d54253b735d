import { isDeepStrictEqual } from 'node:util';
import { isCounted, isOfPerson, joinSessions, later } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Message, Preview, Session, SessionHead, Thread } from '../../shared/domain';
import { previewOf } from '../../shared/preview';
import { Problem } from '../ipc/problem';
import type { Conversation, Now } from '../store/store';
import { headOf, latestOf, threadOf } from './head-after';

/** What was there before a session was deleted, or merged into another one. */
export type Undo = {
  readonly address: string;
  readonly session: Session;
  readonly messages: readonly Message[];
  readonly thread: Thread;
  readonly latest: SessionHead | undefined;
} & (
  | { readonly kind: 'deletion' }
  | {
      readonly kind: 'merge';
      readonly into: Session;
      /** When it was done, ISO 8601. */
      readonly at: string;
    }
);

/**
 * Gives the change that brings back what a deletion or a merge took away. What has happened since stays: only
 * what is not there any more is put back.
 *
 * @throws Problem when something has happened since that leaves nothing to come back to
 */
export function undoSession(now: Now, conversation: Conversation, undo: Undo): Change {
  if (conversation.session(undo.session._id)) throw noLonger();
  return undo.kind === 'deletion' ? undoDeletion(now, conversation, undo) : undoMerge(now, conversation, undo);
}

export function noLonger(): Problem {
  return new Problem('not-found', 'This can no longer be undone.');
}

function undoDeletion(now: Now, conversation: Conversation, undo: Undo & { kind: 'deletion' }): Change {
  const { address, thread: before } = undo;
  const { channel_id } = undo.session;
  const thread = threadOf(now, address);
  // There is one draft at a time, and the one that was written since is the newer one.
  const messages = thread.draft_id === null ? undo.messages : undo.messages.filter((one) => one.status !== 'draft');
  const back = new Set(messages.map((message) => message._id));
  const known = [undo.latest, headOf(now, address, channel_id)];
  const latest = latestOf([...conversation.sessions(), undo.session], channel_id, known);
  const draft = thread.draft_id ?? (before.draft_id !== null && back.has(before.draft_id) ? before.draft_id : null);
  return {
    type: 'session.restored',
    address,
    channel_id,
    sessions: [latest?.session_id === undo.session._id ? undo.session : { ...undo.session, status: 'closed' }],
    messages,
    after: {
      contact_id: thread._id,
      last: newestOf(thread.last, messages, before.last),
      messageCount: thread.messageCount + messages.filter(isCounted).length,
      latest,
      pendingIds: together(before.pendingIds, thread.pendingIds, back),
      failedIds: together(before.failedIds, thread.failedIds, back),
      draft_id: draft,
    },
  };
}

function undoMerge(now: Now, conversation: Conversation, undo: Undo & { kind: 'merge' }): Change {
  const { address, session, into } = undo;
  const { channel_id } = session;
  const merged = conversation.session(into._id);
  if (!merged) throw noLonger();
  const thread = threadOf(now, address);
  const moved = new Set(undo.messages.map((message) => message._id));
  const messages = conversation.messages().filter((one) => moved.has(one._id));
  const others = conversation.sessions().filter((one) => one._id !== into._id);
  const known = [undo.latest, headOf(now, address, channel_id)];
  const isUntouched = isDeepStrictEqual(merged, joinSessions(session, into, undo.at));
  const pair = isUntouched ? [session, into] : [session, without(conversation, merged, into, moved)];
  const winner = latestOf([...others, ...pair], channel_id, known)?.session_id;
  const sessions = isUntouched ? pair : pair.map((one) => ({ ...one, status: statusOf(one) }));
  return {
    type: 'session.restored',
    address,
    channel_id,
    sessions,
    messages: messages.map((one) => ({ ...one, session_id: session._id })),
    after: {
      contact_id: thread._id,
      last: thread.last,
      messageCount: thread.messageCount,
      latest: latestOf([...others, ...sessions], channel_id, known),
    },
  };

  /** The newer of the two goes on as the merged session did; only the newest session of a channel is open. */
  function statusOf(one: Session): Session['status'] {
    return one._id === winner && merged ? merged.status : 'closed';
  }
}

/** Gives a merged session as it is without the messages that move out again. */
function without(conversation: Conversation, merged: Session, into: Session, moved: ReadonlySet<string>): Session {
  const rest = conversation.messages().filter((one) => one.session_id === into._id && !moved.has(one._id));
  return {
    ...merged,
    message_count: rest.filter(isCounted).length,
    last_message_at: rest
      .filter(isOfPerson)
      .reduce((last, { createdAt }) => later(last, createdAt), into.last_message_at),
    metadata: { ...merged.metadata, firstMessageAt: into.metadata.firstMessageAt },
    createdAt: into.createdAt,
  };
}

/** What the list shows once messages are back: the newest of them, unless what it shows already is newer. */
function newestOf(shown: Preview | null, back: readonly Message[], before: Preview | null): Preview | null {
  const newest = back.findLast((one) => one.status !== 'draft');
  if (!newest) return shown;
  if (!shown || newest.createdAt > shown.at) return previewOf(newest);
  return newest.createdAt === shown.at && before?.message_id === newest._id ? before : shown;
}

/** Ids as they stood before, where they are back or still there, and then those that came since. */
function together(before: readonly string[], now: readonly string[], back: ReadonlySet<string>): string[] {
  const old = before.filter((id) => back.has(id) || now.includes(id));
  return [...old, ...now.filter((id) => !old.includes(id))];
}

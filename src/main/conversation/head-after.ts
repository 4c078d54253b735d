import { isCounted } from '../../shared/apply-to-conversation';
import type { HeadAfter } from '../../shared/changes';
import type { Message, Session, SessionHead, Thread } from '../../shared/domain';
import { previewOf } from '../../shared/preview';
import { goesOnFrom } from '../../shared/session-rule';
import { Problem } from '../ipc/problem';
import type { Conversation, Now } from '../store/store';

/** Which session goes, and with which of its messages. */
export interface Leaving {
  readonly session: Session;
  readonly messages: readonly Message[];
}

/** Gives how the head of a thread stands once a session is gone, and the messages that go with it. */
export function headAfter(now: Now, conversation: Conversation, leaving: Leaving): HeadAfter {
  const { session, messages } = leaving;
  const { address } = conversation;
  const thread = threadOf(now, address);
  const ids = new Set(messages.map((message) => message._id));
  const stays = (id: string) => !ids.has(id);
  const isLastGone = thread.last !== null && ids.has(thread.last.message_id);
  const left = conversation.messages().findLast((one) => one.status !== 'draft' && stays(one._id));
  const sessions = conversation.sessions().filter((one) => one._id !== session._id);
  return {
    contact_id: thread._id,
    last: isLastGone ? (left ? previewOf(left) : null) : thread.last,
    messageCount: thread.messageCount - messages.filter(isCounted).length,
    latest: latestOf(sessions, session.channel_id, [headOf(now, address, session.channel_id)]),
    pendingIds: thread.pendingIds.filter(stays),
    failedIds: thread.failedIds.filter(stays),
    draft_id: thread.draft_id !== null && stays(thread.draft_id) ? thread.draft_id : null,
  };
}

/**
 * Gives the newest session of a channel: the one that was last gone on with.
 *
 * @param known heads that may know more of it than its document says
 */
export function latestOf(
  sessions: readonly Session[],
  channelId: string,
  known: readonly (SessionHead | undefined)[],
): SessionHead | null {
  let latest: SessionHead | null = null;
  for (const { _id: session_id, channel_id, status, last_message_at } of sessions) {
    if (channel_id !== channelId) continue;
    const reopenedAt = known.find((one) => one?.session_id === session_id)?.reopenedAt;
    const head = { session_id, status, last_message_at, ...(reopenedAt === undefined ? {} : { reopenedAt }) };
    if (!latest || goesOnFrom(head) >= goesOnFrom(latest)) latest = head;
  }
  return latest;
}

/** The newest session of an address on a channel, as it is known without its conversation. */
export function headOf(now: Now, address: string, channelId: string): SessionHead | undefined {
  return now.get('addresses', address)?.latest[channelId];
}

/** The thread that an address belongs to. @throws Problem when there is none (any more) */
export function threadOf(now: Now, address: string): Thread {
  const entry = now.get('addresses', address);
  const thread = entry && now.get('threads', entry.contact_id);
  if (!thread) throw new Problem('not-found', 'This conversation is not known any more.');
  return thread;
}

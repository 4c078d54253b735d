import { isCounted, isUnsaid, later } from './apply-to-conversation';
import type { Change } from './changes';
import type { Message, Thread } from './domain';
import { isPending } from './message-status';
import { previewOf } from './preview';

/** How many automatic replies the breaker can look back on. */
const KEPT_AUTO_REPLIES = 20;
/** How many incoming texts the breaker compares, and how much of each. */
const KEPT_TEXTS = 3;
const KEPT_TEXT_LENGTH = 200;
/** Gives the head of a thread in which nothing has happened yet. */
export function emptyThread(contactId: string): Thread {
  return {
    _id: contactId,
    state: 'open',
    snoozedUntil: null,
    unread: 0,
    last: null,
    replyTo: null,
    lastInboundAt: null,
    waitingSince: null,
    needsHuman: null,
    mode: null,
    owner: null,
    tags: [],
    draft_id: null,
    pendingIds: [],
    failedIds: [],
    autoReplies: [],
    lastTexts: [],
    messageCount: 0,
  };
}

/** Gives the head after a message has come into the thread. */
export function afterMessage(thread: Thread, message: Message, address: string): Thread {
  if (message.status === 'draft') return { ...thread, draft_id: message._id };
  if (message.kind === 'event') return thread;
  if (isUnsaid(message)) {
    return isPending(message.status) ? { ...thread, pendingIds: [...thread.pendingIds, message._id] } : thread;
  }
  const shown: Thread =
    thread.last && thread.last.at > message.createdAt ? thread : { ...thread, last: previewOf(message) };
  if (!isCounted(message)) return shown;
  const counted: Thread = {
    ...shown,
    messageCount: thread.messageCount + 1,
    pendingIds: isPending(message.status) ? [...thread.pendingIds, message._id] : thread.pendingIds,
  };
  switch (message.sender) {
    case 'contact':
      return {
        ...counted,
        state: 'open',
        snoozedUntil: null,
        unread: thread.unread + 1,
        replyTo: { channel_id: message.channel_id, address },
        lastInboundAt: later(thread.lastInboundAt ?? '', message.createdAt),
        waitingSince: thread.waitingSince ?? message.createdAt,
        lastTexts: [...thread.lastTexts, message.content.trim().slice(0, KEPT_TEXT_LENGTH)].slice(-KEPT_TEXTS),
      };
    case 'ai':
      return {
        ...counted,
        waitingSince: null,
        autoReplies: [...thread.autoReplies, message.createdAt].slice(-KEPT_AUTO_REPLIES),
      };
    default:
      return {
        ...counted,
        state: 'open',
        snoozedUntil: null,
        waitingSince: null,
        needsHuman: null,
        missedCallAt: null,
      };
  }
}

/** Gives the head after the state of a message has changed. */
export function withStatus(thread: Thread, change: Change & { type: 'message.status' }): Thread {
  const failed = change.status === 'failed' || change.status === 'undelivered';
  const others = thread.failedIds.filter((id) => id !== change.message_id);
  const pending = thread.pendingIds.filter((id) => id !== change.message_id);
  return {
    ...thread,
    pendingIds: isPending(change.status) ? [...pending, change.message_id] : pending,
    failedIds: failed ? [...others, change.message_id] : others,
    last: thread.last?.message_id === change.message_id ? { ...thread.last, status: change.status } : thread.last,
  };
}

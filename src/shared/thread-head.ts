import { isCounted, isUnsaid, later } from './apply-to-conversation';
import type { Change } from './changes';
import type { AddressEntry, Message, ModeChoice, Pending, Thread, ThreadState } from './domain';
import { isPending } from './message-status';
import { previewOf } from './preview';

/** How many automatic replies the breaker can look back on. */
const KEPT_AUTO_REPLIES = 20;
/** How many incoming texts the breaker looks at, and how much of each. */
export const KEPT_TEXTS = 6;
const KEPT_TEXT_LENGTH = 200;
/** A pause that ends a row of automatic replies: a night. Who comes back after it begins anew; machines do not sleep. */
const ROW_PAUSE_MS = 6 * 3_600_000;
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

/**
 * Gives the head after a message has come into the thread.
 *
 * @param isOwedAnswer whether an incoming message lets its writer wait for an answer
 */
export function afterMessage(thread: Thread, message: Message, address: string, isOwedAnswer = true): Thread {
  if (message.status === 'draft') return { ...thread, draft_id: message._id };
  if (message.kind === 'event') return thread;
  if (isUnsaid(message)) {
    return isPending(message.status) ? { ...thread, pendingIds: [...thread.pendingIds, message._id] } : thread;
  }
  const shown: Thread =
    thread.last && thread.last.at > message.createdAt ? thread : { ...thread, last: previewOf(message) };
  if (!isCounted(message)) return shown;
  const counted: Thread = {
    ...withoutBeforeDone(shown),
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
        waitingSince: thread.waitingSince ?? (isOwedAnswer ? message.createdAt : null),
        lastTexts: [...thread.lastTexts, message.content.trim().slice(0, KEPT_TEXT_LENGTH)].slice(-KEPT_TEXTS),
      };
    case 'ai':
      return {
        ...counted,
        ...(shown.beforeDone ? { beforeDone: { ...shown.beforeDone, waitingSince: null } } : {}),
        waitingSince: null,
        autoReplies: [...thread.autoReplies, message.createdAt].slice(-KEPT_AUTO_REPLIES),
        repliesInARow: repliesInARow(thread, Date.parse(message.createdAt)) + 1,
      };
    default:
      return {
        ...counted,
        state: 'open',
        snoozedUntil: null,
        waitingSince: null,
        needsHuman: null,
        missedCallAt: null,
        ...anew(thread),
      };
  }
}

/** What has nothing to leave out stays as it is: to copy all but one field takes long. */
function withoutBeforeDone(thread: Thread): Thread {
  if (!('beforeDone' in thread)) return thread;
  const { beforeDone: _settled, ...others } = thread;
  return others;
}

/**
 * Counts the automatic replies in a row that another one would follow.
 *
 * @param at milliseconds since 1970
 */
export function repliesInARow({ autoReplies, repliesInARow: count = 0 }: Thread, at: number): number {
  const last = autoReplies.at(-1);
  // A clock that was set counts neither for a pause nor against one, unless by more than that.
  return count > 0 && last !== undefined && Math.abs(at - Date.parse(last)) < ROW_PAUSE_MS ? count : 0;
}

/** A person has had a hand in it: the row of automatic replies begins anew. */
function anew({ repliesInARow: count = 0 }: Thread): Pick<Thread, 'repliesInARow'> {
  return count > 0 ? { repliesInARow: 0 } : {};
}

/**
 * Gives the head in another mode. Where a limit had switched the AI off and a person lets it go on, what the customer wrote
 * until then is not held against them any more.
 */
export function withMode(thread: Thread, mode: ModeChoice): Thread {
  const isLetGoOn = thread.mode?.by === 'rule' && thread.mode.value === 'off' && mode.value !== 'off';
  const isOfPerson = mode.by !== 'ai' && mode.by !== 'rule';
  return { ...thread, mode, ...(isLetGoOn ? { lastTexts: [] } : {}), ...(isOfPerson ? anew(thread) : {}) };
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
    ...withoutFailures(thread, (id) => id !== change.message_id),
  };
}

/** What is known of failures in a thread that is done, without those that are none any more. */
export function withoutFailures({ beforeDone }: Thread, isLeft: (id: string) => boolean): Pick<Thread, 'beforeDone'> {
  return beforeDone ? { beforeDone: { ...beforeDone, failedIds: beforeDone.failedIds.filter(isLeft) } } : {};
}

/** Gives the head in another state. Done settles what was still to be done; opened again by hand, it is to be done again. */
export function withState(thread: Thread, state: ThreadState, until: string | null): Thread {
  const { beforeDone, ...others } = thread;
  const moved: Thread = { ...others, state, snoozedUntil: until };
  if (state === 'done') {
    const aside = thread.state === 'done' ? beforeDone : pendingOf(thread);
    const settled = { waitingSince: null, needsHuman: null, failedIds: [], unread: 0, missedCallAt: null };
    return { ...moved, ...settled, ...(aside ? { beforeDone: aside } : {}) };
  }
  if (thread.state !== 'done' || !beforeDone) return moved;
  return {
    ...moved,
    waitingSince: beforeDone.waitingSince ?? moved.waitingSince,
    needsHuman: beforeDone.needsHuman ?? moved.needsHuman,
    failedIds: [...new Set([...beforeDone.failedIds, ...moved.failedIds])],
    missedCallAt: moved.missedCallAt ?? beforeDone.missedCallAt ?? null,
  };
}

/** Gives the head as it says whether the customer has unsubscribed where they wrote last. */
export function withOptOut(thread: Thread, entry: AddressEntry): Thread {
  if (thread.replyTo?.address !== entry._id) return thread;
  if (Object.hasOwn(entry.optedOut, thread.replyTo.channel_id)) return { ...thread, optedOut: true };
  if (!('optedOut' in thread)) return thread;
  const { optedOut: _before, ...others } = thread;
  return others;
}

/** Gives the head of somebody who is blocked: they wait for nobody. */
export function ofBlocked(thread: Thread): Thread {
  return { ...withoutBeforeDone(thread), waitingSince: null };
}

function pendingOf({ waitingSince, needsHuman, failedIds, missedCallAt = null }: Thread): Pending | null {
  const isSettled = waitingSince === null && needsHuman === null && failedIds.length === 0 && missedCallAt === null;
  return isSettled ? null : { waitingSince, needsHuman, failedIds, missedCallAt };
}

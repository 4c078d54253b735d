import { isCounted } from '../../shared/apply-to-conversation';
import type { Chosen, Message, Thread } from '../../shared/domain';
import { foldHeads } from '../store/fold-heads';
import type { Conversation } from '../store/store';

/**
 * Takes a thread apart into that of some conversations and that of the others: counted anew from the messages. What
 * operators chose (tags, owner, mode, state) stays with the others; the new thread has what was chosen for it before it
 * was merged in, or begins with nothing. What is still to be done goes where its message is.
 *
 * @param thread the head of them all
 * @param partId the id of the new thread
 * @param before what was chosen for it before it was merged in; null where nobody knows
 */
export function splitHeads(
  thread: Thread,
  partId: string,
  part: readonly Conversation[],
  rest: readonly Conversation[],
  before: Chosen | null,
): { readonly part: Thread; readonly rest: Thread } {
  const unread = unreadIds(thread.unread, [...part, ...rest]);
  const inPart = countHead(thread, partId, part, unread);
  const inRest = countHead(thread, thread._id, rest, unread);
  const isNeededInPart = inPart.waitingSince !== null;
  const nobodyWaits = !isNeededInPart && inRest.waitingSince === null;
  const missedInPart = thread.missedCallAt != null && hasCallOf(part, thread.missedCallAt);
  const lostUnread = thread.unread - inPart.unread - inRest.unread;
  const missed = (isHere: boolean) =>
    thread.missedCallAt != null && isHere ? { missedCallAt: thread.missedCallAt } : {};
  return {
    part: {
      ...inPart,
      ...choicesOf(thread, inPart, before),
      needsHuman: isNeededInPart ? thread.needsHuman : null,
      ...missed(missedInPart),
    },
    rest: {
      ...inRest,
      unread: inRest.unread + Math.max(0, lostUnread),
      waitingSince: nobodyWaits ? thread.waitingSince : inRest.waitingSince,
      needsHuman: isNeededInPart && inRest.waitingSince === null ? null : thread.needsHuman,
      ...missed(!missedInPart),
    },
  };
}

/** What was put off or settled since they were one stays so, and what the customer has written into since is open. */
function choicesOf(thread: Thread, part: Thread, before: Chosen | null): Partial<Thread> {
  const { mode = null, owner = null, tags = [] } = before ?? {};
  const isAsBefore =
    before?.lastInboundAt === part.lastInboundAt && (thread.state === 'open' || thread.state === before.state);
  const { state, snoozedUntil } = isAsBefore ? before : thread;
  return { mode, owner, tags, state, snoozedUntil };
}

function countHead(
  thread: Thread,
  id: string,
  conversations: readonly Conversation[],
  unread: ReadonlySet<string>,
): Thread {
  const histories = conversations.map((one) => ({
    address: one.address,
    sessions: one.sessions(),
    messages: one.messages(),
  }));
  const counted = foldHeads(id, histories).thread;
  const messages = histories.flatMap((one) => one.messages);
  const ids = new Set(messages.map(({ _id }) => _id));
  const drafts = messages.filter(({ status }) => status === 'draft');
  const { state, snoozedUntil, mode, owner, tags, draft_id } = thread;
  return {
    ...counted,
    ...{ state, snoozedUntil, mode, owner, tags },
    unread: messages.filter(({ _id }) => unread.has(_id)).length,
    waitingSince: thread.waitingSince === null ? null : counted.waitingSince,
    draft_id: draft_id !== null && ids.has(draft_id) ? draft_id : (drafts.at(-1)?._id ?? null),
    pendingIds: thread.pendingIds.filter((one) => ids.has(one)),
    failedIds: thread.failedIds.filter((one) => ids.has(one)),
    needsHuman: null,
  };
}

/** The newest incoming messages, as many as nobody has looked at. */
function unreadIds(count: number, conversations: readonly Conversation[]): Set<string> {
  const incoming = conversations
    .flatMap((one) => one.messages())
    .filter((message) => message.sender === 'contact' && isCounted(message))
    .sort(newestFirst);
  return new Set(incoming.slice(0, count).map(({ _id }) => _id));
}

function newestFirst(a: Message, b: Message): number {
  return a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0;
}

function hasCallOf(conversations: readonly Conversation[], at: string): boolean {
  return conversations.some((one) => one.sessions().some(({ call }) => call?.startedAt === at));
}

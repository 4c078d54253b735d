import { KEPT_TEXTS } from '../../shared/thread-head';
import type { Chosen, Contact, JoinedContact, Mode, ModeChoice, Pending, Thread } from '../../shared/domain';

/** How far the breaker looks back, as in the reducer. */
const KEPT_AUTO_REPLIES = 20;
/** The more cautious comes first; without a choice of its own a thread does as the settings say. */
const caution: readonly (Mode | null)[] = ['off', 'draft', null, 'auto'];

/** Gives the head of two threads as one. What somebody waits for, or must not get, outlasts what is settled. */
export function mergeHeads(into: Thread, from: Thread): Thread {
  const [older, newer] = (into.lastInboundAt ?? '') < (from.lastInboundAt ?? '') ? [into, from] : [from, into];
  const state = into.state === 'open' || from.state === 'open' ? 'open' : earlierState(into, from);
  const missedCallAt = latest(into.missedCallAt ?? null, from.missedCallAt ?? null);
  const beforeDone = state === 'done' ? bothPending(into.beforeDone, from.beforeDone) : undefined;
  const { missedCallAt: _missed, beforeDone: _settled, optedOut: _optedOut, ...rest } = into;
  const repliesInARow = Math.max(into.repliesInARow ?? 0, from.repliesInARow ?? 0);
  return {
    ...rest,
    state,
    snoozedUntil: state === 'snoozed' ? earliest(into.snoozedUntil, from.snoozedUntil) : null,
    unread: into.unread + from.unread,
    last: from.last && (!into.last || from.last.at > into.last.at) ? from.last : into.last,
    replyTo: newer.replyTo ?? older.replyTo,
    lastInboundAt: latest(into.lastInboundAt, from.lastInboundAt),
    waitingSince: earliest(into.waitingSince, from.waitingSince),
    needsHuman: earlierNeed(into.needsHuman, from.needsHuman),
    mode: moreCautious(into.mode, from.mode),
    owner: into.owner ?? from.owner,
    tags: [...new Set([...into.tags, ...from.tags])],
    draft_id: newer.draft_id ?? older.draft_id,
    pendingIds: [...new Set([...into.pendingIds, ...from.pendingIds])],
    failedIds: [...new Set([...into.failedIds, ...from.failedIds])],
    autoReplies: [...into.autoReplies, ...from.autoReplies].sort().slice(-KEPT_AUTO_REPLIES),
    ...(repliesInARow > 0 ? { repliesInARow } : {}),
    lastTexts: [...older.lastTexts, ...newer.lastTexts].slice(-KEPT_TEXTS),
    messageCount: into.messageCount + from.messageCount,
    ...(missedCallAt === null ? {} : { missedCallAt }),
    ...(beforeDone ? { beforeDone } : {}),
    ...((newer.replyTo ? newer : older).optedOut ? { optedOut: true as const } : {}),
  };
}

/** Gives what was chosen for a thread, to be had again once it is one of its own again. */
export function chosenIn({ state, snoozedUntil, mode, owner, tags, lastInboundAt }: Thread): Chosen {
  return { state, snoozedUntil, mode, owner, tags, lastInboundAt };
}

/**
 * Gives two people as one, who remembers the one that was merged in. What operators wrote of either is kept.
 *
 * @param chosen what was chosen for the thread of the one who is merged in
 */
export function mergeContacts(into: Contact, from: Contact, chosen: Chosen, at: string): Contact {
  const { joined: joinedBefore = [], ...own } = from;
  const taken = new Set(joinedBefore.flatMap(({ addresses }) => addresses));
  const self: JoinedContact = { ...own, addresses: own.addresses.filter((address) => !taken.has(address)), chosen };
  return {
    ...into,
    name: into.name ?? from.name,
    profileName: into.profileName ?? from.profileName,
    addresses: [...into.addresses, ...from.addresses.filter((address) => !into.addresses.includes(address))],
    notes: joinNotes(into.notes, from.notes),
    blocked: into.blocked || from.blocked,
    joined: [...(into.joined ?? []), ...joinedBefore, self],
    createdAt: from.createdAt < into.createdAt ? from.createdAt : into.createdAt,
    updatedAt: at,
  };
}

/** Gives the notes without those that a merge had put at their end, where they still stand there. */
export function withoutNotes(notes: string, joined: string): string {
  if (joined === '') return notes;
  if (notes === joined) return '';
  return notes.endsWith(`\n\n${joined}`) ? notes.slice(0, -joined.length - 2) : notes;
}

function bothPending(a: Pending | undefined, b: Pending | undefined): Pending | undefined {
  if (!a || !b) return a ?? b;
  return {
    waitingSince: earliest(a.waitingSince, b.waitingSince),
    needsHuman: earlierNeed(a.needsHuman, b.needsHuman),
    failedIds: [...new Set([...a.failedIds, ...b.failedIds])],
    missedCallAt: latest(a.missedCallAt ?? null, b.missedCallAt ?? null),
  };
}

function joinNotes(a: string, b: string): string {
  return a === '' || b === '' ? a + b : `${a}\n\n${b}`;
}

function earlierState(into: Thread, from: Thread): Thread['state'] {
  return into.state === 'snoozed' || from.state === 'snoozed' ? 'snoozed' : 'done';
}

function earlierNeed(a: Thread['needsHuman'], b: Thread['needsHuman']): Thread['needsHuman'] {
  if (!a || !b) return a ?? b;
  return b.since < a.since ? b : a;
}

function moreCautious(a: ModeChoice | null, b: ModeChoice | null): ModeChoice | null {
  const rank = (choice: ModeChoice | null) => caution.indexOf(choice?.value ?? null);
  return rank(b) < rank(a) ? b : a;
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return b > a ? b : a;
}

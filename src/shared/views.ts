import type { Mode, Thread } from './domain';

/** The views of the inbox, in the order in which they are shown. */
export const views = ['needs-human', 'ai', 'waiting', 'snoozed', 'failed', 'missed', 'done', 'all'] as const;
export type View = (typeof views)[number];

/** How many threads each view has, and how many incoming messages nobody has looked at. */
export type ViewCounts = Readonly<Record<View | 'unread', number>>;

/** What decides who answers a thread whose own mode is not set. */
export interface ModeDefaults {
  readonly aiEnabled: boolean;
  readonly defaultMode: Mode;
}

/**
 * The mode that is in force in a thread: its own or the default, and `off` while the global switch is off. Where a person
 * has the thread in hand, the AI does not answer by itself.
 */
export function effectiveMode(thread: Thread | undefined, defaults: ModeDefaults): Mode {
  return defaults.aiEnabled ? modeOf(thread, defaults) : 'off';
}

/** The same, whatever the global switch says. */
export function modeOf(thread: Thread | undefined, { defaultMode }: Pick<ModeDefaults, 'defaultMode'>): Mode {
  const mode = thread?.mode?.value ?? defaultMode;
  return mode === 'auto' && thread != null && thread.owner !== null ? 'draft' : mode;
}

/** Who is to do something next in an open thread. */
export type Turn = 'person' | 'ai' | 'customer';

/**
 * Says whose turn it is, so that nobody is forgotten: a person's who is called, or whose customer has had no answer and
 * gets none from the AI; else the AI's where it answers by itself; else the customer's.
 */
export function turnOf(thread: Thread, defaults: ModeDefaults): Turn {
  if (thread.needsHuman !== null) return 'person';
  if (effectiveMode(thread, defaults) === 'auto' && !thread.optedOut) return 'ai';
  return thread.waitingSince === null ? 'customer' : 'person';
}

/** Whether the global switch and the default mode decide which threads stand in a view. */
export function isByMode(view: View): boolean {
  return view === 'needs-human' || view === 'ai' || view === 'waiting';
}

/** Whether a thread stands in a view. A thread may stand in several, and one that is open stands in one at least. */
export function isInView(thread: Thread, view: View, defaults: ModeDefaults): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'done':
      return thread.state === 'done';
    case 'snoozed':
      return thread.state === 'snoozed';
    case 'missed':
      return thread.missedCallAt != null;
    case 'failed':
      return thread.failedIds.length > 0;
    case 'needs-human':
      return thread.state === 'open' && turnOf(thread, defaults) === 'person';
    case 'ai':
      return thread.state === 'open' && turnOf(thread, defaults) === 'ai';
    case 'waiting':
      return thread.state === 'open' && waitsForCustomer(thread, defaults);
  }
}

/** An operator's last word waits for the customer too where the AI would answer them. */
function waitsForCustomer(thread: Thread, defaults: ModeDefaults): boolean {
  const turn = turnOf(thread, defaults);
  return turn === 'customer' || (turn === 'ai' && thread.last?.sender === 'operator' && thread.waitingSince === null);
}

/**
 * Order of threads in a view: where people wait, those that were called out again first and then the longest wait; else
 * the newest message first.
 */
export function compareInView(view: View): (a: Thread, b: Thread) => number {
  return view === 'needs-human'
    ? (a, b) => escalated(b) - escalated(a) || order(waitOf(a), waitOf(b)) || order(a._id, b._id)
    : (a, b) => order(b.last?.at ?? '', a.last?.at ?? '') || order(a._id, b._id);
}

function escalated(thread: Thread): number {
  return thread.needsHuman?.escalatedAt === undefined ? 0 : 1;
}

function waitOf(thread: Thread): string {
  return thread.waitingSince ?? thread.needsHuman?.since ?? '';
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

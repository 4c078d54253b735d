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

/** The mode that is in force in a thread: its own or the default, and `off` while the global switch is off. */
export function effectiveMode(thread: Thread | undefined, defaults: ModeDefaults): Mode {
  return defaults.aiEnabled ? (thread?.mode?.value ?? defaults.defaultMode) : 'off';
}

/** Whether a thread stands in a view. A thread may stand in several. */
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
      return thread.state === 'open' && thread.needsHuman !== null;
    case 'ai':
      return thread.state === 'open' && thread.needsHuman === null && effectiveMode(thread, defaults) === 'auto';
    case 'waiting':
      return thread.state === 'open' && thread.needsHuman === null && thread.last?.sender === 'operator';
  }
}

/** Order of threads in a view: the longest wait first where people wait, else the newest message first. */
export function compareInView(view: View): (a: Thread, b: Thread) => number {
  return view === 'needs-human'
    ? (a, b) => order(waitOf(a), waitOf(b)) || order(a._id, b._id)
    : (a, b) => order(b.last?.at ?? '', a.last?.at ?? '') || order(a._id, b._id);
}

function waitOf(thread: Thread): string {
  return thread.waitingSince ?? thread.needsHuman?.since ?? '';
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

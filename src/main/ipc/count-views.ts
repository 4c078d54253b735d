import type { Thread } from '../../shared/domain';
import { isInView, views, type ModeDefaults, type ViewCounts } from '../../shared/views';

/** Numbers beside the views, kept up to date thread by thread. */
export interface ViewCounter {
  /** One thread is no longer what it was. Undefined: it was not there, or is not there any more. */
  replace(before: Thread | undefined, after: Thread | undefined): void;
  /** The numbers now. The same object as before when nothing changed. */
  counts(): ViewCounts;
}

/** Counts all threads anew. */
export function countViews(threads: Iterable<Thread>, defaults: ModeDefaults): ViewCounts {
  const counts = noCounts();
  for (const thread of threads) add(counts, thread, defaults, 1);
  return counts;
}

/**
 * Makes a counter that looks at no more than the thread that changed. Only when the global switch or the default mode
 * changes are all threads counted anew, since any of them may then stand elsewhere.
 *
 * @param threads gives all threads, with everything applied that `replace` was told of
 * @param defaults the switch and the mode in force now
 */
export function createViewCounter(threads: () => Iterable<Thread>, defaults: () => ModeDefaults): ViewCounter {
  let counted = { ...defaults() };
  let counts: ViewCounts | null = null;

  return {
    replace(before, after) {
      if (counts === null || before === after) return;
      const next = { ...counts };
      if (before) add(next, before, counted, -1);
      if (after) add(next, after, counted, 1);
      counts = next;
    },
    counts() {
      const current = defaults();
      if (counts === null || current.aiEnabled !== counted.aiEnabled || current.defaultMode !== counted.defaultMode) {
        counted = { aiEnabled: current.aiEnabled, defaultMode: current.defaultMode };
        counts = countViews(threads(), counted);
      }
      return counts;
    },
  };
}

type Counting = { -readonly [K in keyof ViewCounts]: number };

function noCounts(): Counting {
  return { 'needs-human': 0, ai: 0, waiting: 0, snoozed: 0, failed: 0, missed: 0, done: 0, all: 0, unread: 0 };
}

function add(counts: Counting, thread: Thread, defaults: ModeDefaults, sign: 1 | -1): void {
  for (const view of views) {
    if (isInView(thread, view, defaults)) counts[view] += sign;
  }
  counts.unread += sign * thread.unread;
}

import type { Clock } from '../../src/main/app/clock';

export interface ManualClock extends Clock {
  /** Moves time on, calling back whatever falls due, in order. */
  advance(ms: number): void;
  /** Sets the time without calling anything back that is not due. */
  set(iso: string): void;
  /** How many callbacks wait. */
  readonly waiting: number;
  /** Resolves when at least so many callbacks wait. */
  untilWaiting(count: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/**
 * A clock that stands still until a test moves it.
 *
 * @param start ISO 8601, or milliseconds since 1970
 */
export function createManualClock(start: string | number = '2025-01-15T10:00:00.000Z'): ManualClock {
  let time = new Date(start).getTime();
  const timers = new Set<Timer>();
  const watchers = new Set<() => void>();

  function moveTo(target: number): void {
    for (;;) {
      const due = [...timers].filter((timer) => timer.at <= target).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers.delete(due);
      time = Math.max(time, due.at);
      due.callback();
    }
    time = Math.max(time, target);
  }

  return {
    now: () => time,
    after(ms, callback) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      for (const watch of watchers) watch();
      return () => {
        timers.delete(timer);
      };
    },
    advance: (ms) => moveTo(time + ms),
    set: (iso) => moveTo(Date.parse(iso)),
    get waiting() {
      return timers.size;
    },
    untilWaiting(count) {
      return new Promise((resolve) => {
        const watch = () => {
          if (timers.size < count) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      });
    },
  };
}

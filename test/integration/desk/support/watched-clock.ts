import { createManualClock, type ManualClock } from '../../../support/manual-clock';

/** A clock that a test moves, and that says when a part has begun to wait for a time of its own. */
export interface WatchedClock extends ManualClock {
  /** Resolves when somebody waits for exactly so many milliseconds. Other parts' timers do not matter. */
  untilTimer(ms: number): Promise<void>;
  /** How many wait for exactly so many milliseconds. */
  timers(ms: number): number;
  /** Moves time on, a tenth of a second for each turn of the event loop, until a promise is settled. Gives its result. */
  runUntil<T>(promise: Promise<T>): Promise<T>;
}

export function createWatchedClock(start?: string): WatchedClock {
  const clock = createManualClock(start);
  const counts = new Map<number, number>();
  const watchers = new Set<() => void>();
  const count = (ms: number, by: number) => {
    counts.set(ms, (counts.get(ms) ?? 0) + by);
    for (const watch of [...watchers]) watch();
  };
  return {
    ...clock,
    get waiting() {
      return clock.waiting;
    },
    after(ms, callback) {
      let isOver = false;
      const end = () => {
        if (isOver) return;
        isOver = true;
        count(ms, -1);
      };
      const cancel = clock.after(ms, () => {
        end();
        callback();
      });
      count(ms, 1);
      return () => {
        end();
        cancel();
      };
    },
    timers: (ms) => counts.get(ms) ?? 0,
    async runUntil(promise) {
      const state = { isSettled: false };
      const settle = () => {
        state.isSettled = true;
      };
      promise.then(settle, settle);
      for (;;) {
        await nextTurn();
        if (state.isSettled) return promise;
        clock.advance(100);
      }
    },
    untilTimer(ms) {
      return new Promise((resolve) => {
        const watch = () => {
          if ((counts.get(ms) ?? 0) < 1) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      });
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

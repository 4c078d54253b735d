import type { Clock } from '../app/clock';

/** Waits that can be ended together. */
export interface Pauses {
  /** Waits; ends early when all pauses are ended, and at once when they are closed. */
  pause(ms: number): Promise<void>;
  /** Ends all that are under way. */
  end(): void;
  /** Ends them and all to come. */
  close(): void;
}

export function createPauses(clock: Clock): Pauses {
  const underWay = new Set<() => void>();
  let isClosed = false;
  const endAll = () => {
    for (const end of [...underWay]) end();
  };
  return {
    pause(ms) {
      if (isClosed) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(ms, end);
        underWay.add(end);
        function end(): void {
          cancel();
          underWay.delete(end);
          resolve();
        }
      });
    },
    end: endAll,
    close() {
      isClosed = true;
      endAll();
    },
  };
}

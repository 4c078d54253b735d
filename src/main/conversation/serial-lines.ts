import type { Clock } from '../app/clock';

/** Work done one after the other for each key, and side by side for different keys. */
export interface SerialLines {
  /** Puts work at the end of a key's line. */
  enqueue(key: string, work: () => Promise<void>): void;
  /** Waits; ends early when the lines are closed. */
  pause(ms: number): Promise<void>;
  readonly closed: boolean;
  /** Takes no more work, ends all pauses, and waits for what is under way. */
  close(): Promise<void>;
}

/** Makes empty lines. Work that throws is reported and does not hold up what stands behind it. */
export function createSerialLines(clock: Clock, onError: (error: unknown) => void): SerialLines {
  const lines = new Map<string, Promise<void>>();
  const pauses = new Set<() => void>();
  let closed = false;

  return {
    enqueue(key, work) {
      if (closed) return;
      const before = lines.get(key) ?? Promise.resolve();
      const next = before.then(() => (closed ? undefined : work())).catch(onError);
      lines.set(key, next);
      void next.then(() => {
        if (lines.get(key) === next) lines.delete(key);
      });
    },
    pause(ms) {
      if (closed) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(ms, end);
        pauses.add(end);
        function end(): void {
          cancel();
          pauses.delete(end);
          resolve();
        }
      });
    },
    get closed() {
      return closed;
    },
    async close() {
      closed = true;
      for (const end of [...pauses]) end();
      await Promise.all(lines.values());
    },
  };
}

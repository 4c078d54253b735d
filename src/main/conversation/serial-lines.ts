/** Work done one after the other for each key, and side by side for different keys. */
export interface SerialLines {
  /** Puts work at the end of a key's line. */
  enqueue(key: string, work: () => Promise<void>): void;
  isClosed(): boolean;
  /** Takes no more work and waits for what is under way. */
  close(): Promise<void>;
}

/** Makes empty lines. Work that throws is reported and does not hold up what stands behind it. */
export function createSerialLines(onError: (error: unknown) => void): SerialLines {
  const lines = new Map<string, Promise<void>>();
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
    isClosed: () => closed,
    async close() {
      closed = true;
      await Promise.all(lines.values());
    },
  };
}

/** Work that has begun and is not over. */
export interface WorkUnderWay {
  /** Notes a piece of work; gives it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Is fulfilled when there is none. */
  settled(): Promise<void>;
}

/** Makes an empty list of work. */
export function createWorkUnderWay(): WorkUnderWay {
  const under = new Set<Promise<unknown>>();
  return {
    track(work) {
      under.add(work);
      const done = () => under.delete(work);
      work.then(done, done);
      return work;
    },
    async settled() {
      // What has just happened may be about to cause more.
      do {
        await Promise.allSettled(under);
        await new Promise((resolve) => setImmediate(resolve));
      } while (under.size > 0);
    },
  };
}

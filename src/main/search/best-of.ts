/** Keeps the first of many in an order, without sorting or keeping all of them. */
export interface BestOf<T> {
  offer(one: T): void;
  /** In their order. */
  list(): readonly T[];
}

/** Makes a list of the first `most` in an order. It is quickest where most of what comes early is first, too. */
export function createBestOf<T>(most: number, compare: (a: T, b: T) => number): BestOf<T> {
  let kept: T[] = [];
  /** The last of the first `most` so far: what comes after it need not be kept. */
  let last: T | undefined;
  const tidy = () => {
    kept = kept.sort(compare).slice(0, most);
    last = kept[most - 1];
  };
  return {
    offer(one) {
      if (last !== undefined && compare(one, last) >= 0) return;
      kept.push(one);
      if (kept.length >= 2 * most) tidy();
    },
    list() {
      tidy();
      return kept;
    },
  };
}

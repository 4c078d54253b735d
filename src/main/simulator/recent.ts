/** The newest things by id, in the order in which they began; older ones are forgotten. */
export interface Recent<T> {
  /** Keeps a thing, in place of the one with this id if there is one. */
  put(id: string, thing: T): void;
  get(id: string): T | undefined;
  last(): T | undefined;
  list(): readonly T[];
}

/** Makes an empty list of at most `limit` things. */
export function createRecent<T>(limit: number): Recent<T> {
  const things = new Map<string, T>();
  return {
    put(id, thing) {
      things.set(id, thing);
      const oldest = things.keys().next();
      if (things.size > limit && !oldest.done) things.delete(oldest.value);
    },
    get: (id) => things.get(id),
    last: () => [...things.values()].at(-1),
    list: () => [...things.values()],
  };
}

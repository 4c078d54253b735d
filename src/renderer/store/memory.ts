/**
 * What a window remembers between two starts: half-written texts and ways of working. Nothing depends on it, so a
 * store that is full or forbidden only forgets.
 */
export interface Memory {
  get(key: string): string | null;
  /** Null forgets it. */
  set(key: string, value: string | null): void;
}

/** Makes the memory on a store of the page. */
export function createMemory(store: Storage): Memory {
  return {
    get(key) {
      try {
        return store.getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) store.removeItem(key);
        else store.setItem(key, value);
      } catch {
        // Full or forbidden.
      }
    },
  };
}

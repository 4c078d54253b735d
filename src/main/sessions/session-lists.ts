/** How many lists are kept: the one on screen, and some that answers may still be on their way for. */
const KEPT = 8;

/** Lists of sessions in the order in which they were found, by their cursors. */
export interface SessionLists {
  /** Keeps a list and gives its cursor. */
  keep(ids: readonly string[]): string;
  /** Undefined when the list has been forgotten. */
  get(cursor: string): readonly string[] | undefined;
}

/** Makes the place where found lists are kept; the oldest are forgotten. */
export function createSessionLists(newId: () => string): SessionLists {
  const lists = new Map<string, readonly string[]>();
  return {
    keep(ids) {
      const cursor = newId();
      lists.set(cursor, ids);
      for (const oldest of lists.keys()) {
        if (lists.size <= KEPT) break;
        lists.delete(oldest);
      }
      return cursor;
    },
    get: (cursor) => lists.get(cursor),
  };
}

interface Dated {
  readonly _id: string;
  readonly createdAt: string;
}

/**
 * Documents by id and in order of time; those of the same instant in the order in which they came. What
 * nearly always happens, one more at the end, costs the same however many there are.
 */
export class OrderedDocuments<T extends Dated> {
  private readonly byId = new Map<string, T>();
  private readonly ordered: T[];

  /** @param documents in the order in which they came */
  constructor(documents: readonly T[] = []) {
    for (const document of documents) this.byId.set(document._id, document);
    this.ordered = inOrder([...this.byId.values()]);
  }

  get size(): number {
    return this.ordered.length;
  }

  get(id: string): T | undefined {
    return this.byId.get(id);
  }

  /** In order, as they are now: a live view, not a copy. */
  list(): readonly T[] {
    return this.ordered;
  }

  put(document: T): void {
    const before = this.byId.get(document._id);
    this.byId.set(document._id, document);
    if (before) {
      const at = this.indexOf(before);
      if (before.createdAt === document.createdAt) {
        this.ordered[at] = document;
        return;
      }
      this.ordered.splice(at, 1);
    }
    const at = this.firstAfter(document.createdAt);
    if (at === this.ordered.length) this.ordered.push(document);
    else this.ordered.splice(at, 0, document);
  }

  remove(id: string): void {
    const before = this.byId.get(id);
    if (!before) return;
    this.byId.delete(id);
    this.ordered.splice(this.indexOf(before), 1);
  }

  private indexOf(document: T): number {
    let at = this.firstAfter(document.createdAt) - 1;
    while (at >= 0 && this.ordered[at]?._id !== document._id) at -= 1;
    return at >= 0 ? at : this.ordered.findIndex(({ _id }) => _id === document._id);
  }

  /** Position after all documents that are not later than `createdAt`. */
  private firstAfter(createdAt: string): number {
    let high = this.ordered.length;
    const newest = this.ordered[high - 1];
    if (!newest || newest.createdAt <= createdAt) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ordered[middle]?.createdAt ?? '') <= createdAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Gives documents in order of time, those of the same instant as they came. ISO 8601 times of the same form stand in
 * the order of their UTF-16 units.
 */
export function inOrder<T extends { readonly createdAt: string }>(documents: readonly T[]): T[] {
  return [...documents].sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

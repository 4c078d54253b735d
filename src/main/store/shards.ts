/** In how many documents contacts, addresses and thread heads are kept. Part of the form on disk. */
export const SHARDS = 64;
/** Counts like one more shard: the document of channels, knowledge and settings (desk.json). */
export const DESK = 64;

/**
 * Gives the shard that a contact's documents are kept in: FNV-1a over the UTF-16 units of its id.
 * Part of the form on disk. Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function shardOf(contactId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < contactId.length; at++) hash = Math.imul(hash ^ contactId.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % SHARDS;
}

/** Which documents lack changes that are in memory, and since which change. */
export class DirtySince<K> {
  private readonly since = new Map<K, number>();

  get(key: K): number | undefined {
    return this.since.get(key);
  }

  mark(key: K, seq: number): void {
    const since = this.since.get(key);
    if (since === undefined || seq < since) this.since.set(key, seq);
  }

  clear(key: K): void {
    this.since.delete(key);
  }

  keys(): K[] {
    return [...this.since.keys()];
  }

  get size(): number {
    return this.since.size;
  }

  /** The oldest change that some document lacks; Infinity when none does. */
  oldest(): number {
    let oldest = Infinity;
    for (const since of this.since.values()) if (since < oldest) oldest = since;
    return oldest;
  }
}

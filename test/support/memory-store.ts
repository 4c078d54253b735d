import type { Decision, EntryListener, Now, Store } from '../../src/main/store/store';
import { applyToInbox } from '../../src/shared/apply-to-inbox';
import type { Change, Entry } from '../../src/shared/changes';
import type { TableName, Tables } from '../../src/shared/domain';
import { inboxTables, type InboxTable, type Reading, type Write } from '../../src/shared/tables';

/** The inbox part of a store, in memory: applies at once like the real one, and tells of it when the test says so. */
export interface MemoryStore extends Pick<Store, 'now' | 'seq' | 'subscribe' | 'commit'> {
  /** Makes changes true together, without telling anybody yet. */
  apply(...changes: readonly Change[]): void;
  /** Tells of so many entries (all, if not said) that nobody was told of yet. */
  publish(count?: number): void;
  /** From now on commits are refused, as on a full disk. */
  breakDown(error: Error): void;
}

export function createMemoryStore(): MemoryStore {
  const tables = Object.fromEntries(inboxTables.map((table) => [table, new Map<string, unknown>()]));
  const listeners = new Set<EntryListener>();
  const waiting: { readonly entry: Entry; readonly written: readonly Write[] }[] = [];
  let broken: Error | null = null;
  let seq = 0;

  const reading: Reading = {
    get: <T extends TableName>(table: T, id: string) => tables[table]?.get(id) as Tables[T] | undefined,
  };
  const now: Now = {
    get: <T extends InboxTable>(table: T, id: string) => reading.get(table, id),
    values: <T extends InboxTable>(table: T) => (tables[table]?.values() ?? []) as Iterable<Tables[T]>,
  };

  function apply(...changes: readonly Change[]): void {
    const written: Write[] = [];
    for (const change of changes) {
      for (const write of applyToInbox(reading, change)) {
        const { table, id, doc } = write;
        written.push(write);
        if (doc === null) tables[table]?.delete(id);
        else tables[table]?.set(id, doc);
      }
    }
    seq += 1;
    waiting.push({ entry: { seq, changes }, written });
  }

  function publish(count = waiting.length): void {
    for (const { entry, written } of waiting.splice(0, count)) {
      for (const listener of listeners) listener(entry, written);
    }
  }

  return {
    now,
    get seq() {
      return seq;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async commit<R>(decide: (now: Now) => Decision<R>): Promise<R> {
      if (broken) throw broken;
      const { changes, result } = decide(now);
      if (changes.length > 0) {
        apply(...changes);
        await Promise.resolve();
        publish();
      }
      return result;
    },
    apply,
    publish,
    breakDown(error) {
      broken = error;
    },
  };
}

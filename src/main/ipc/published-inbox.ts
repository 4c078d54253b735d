import type { AddressEntry, Contact, Thread } from '../../shared/domain';
import type { Row } from '../../shared/ipc-contract';
import { makeRow } from '../../shared/make-row';
import type { Write } from '../../shared/tables';
import type { Store } from '../store/store';

/** A thread that an entry changed. */
export interface TouchedThread {
  readonly id: string;
  readonly before: Thread | undefined;
}

/**
 * Threads and contacts as of the newest entry that was published. The store is ahead of that: it applies a change at
 * once and tells of it when it is on the disk. What a window gets with an entry must be of that very entry, or it would
 * apply the next one to something that holds it already.
 */
export interface PublishedInbox {
  /** Number of the newest entry that is in here. */
  readonly seq: number;
  readonly threads: ReadonlyMap<string, Thread>;
  /** Takes in what the next entry left behind. Gives the threads that it changed, or whose contact it changed, once each. */
  take(seq: number, written: readonly Write[]): readonly TouchedThread[];
  row(id: string): Row | undefined;
}

/** Makes it as of everything that the store has applied so far. The documents are the store's own, not copies. */
export function createPublishedInbox(store: Pick<Store, 'now' | 'seq'>): PublishedInbox {
  const threads = new Map<string, Thread>();
  const contacts = new Map<string, Contact>();
  const addresses = new Map<string, AddressEntry>();
  for (const thread of store.now.values('threads')) threads.set(thread._id, thread);
  for (const contact of store.now.values('contacts')) contacts.set(contact._id, contact);
  for (const entry of store.now.values('addresses')) addresses.set(entry._id, entry);
  let seq = store.seq;

  return {
    get seq() {
      return seq;
    },
    threads,
    take(newest, written) {
      seq = newest;
      const touched = new Map<string, Thread | undefined>();
      const touch = (id: string): void => {
        if (!touched.has(id)) touched.set(id, threads.get(id));
      };
      for (const { table, id, doc } of written) {
        if (table === 'threads') {
          touch(id);
          put(threads, id, doc);
        } else if (table === 'contacts') {
          touch(id);
          put(contacts, id, doc);
        } else if (table === 'addresses') {
          // A row shows whether somebody has opted out.
          if (doc && doc.optedOut !== addresses.get(id)?.optedOut) touch(doc.contact_id);
          put(addresses, id, doc);
        }
      }
      return Array.from(touched, ([id, before]) => ({ id, before }));
    },
    row(id) {
      const thread = threads.get(id);
      const contact = contacts.get(id);
      return thread && contact && makeRow(thread, contact, (address) => addresses.get(address));
    },
  };
}

function put<T>(table: Map<string, T>, id: string, doc: T | null): void {
  if (doc === null) table.delete(id);
  else table.set(id, doc);
}

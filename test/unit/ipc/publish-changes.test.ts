import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countViews } from '../../../src/main/ipc/count-views';
import { createPublisher } from '../../../src/main/ipc/publish-changes';
import { FRAME_MS, MOST_WAITING } from '../../../src/main/ipc/publish-batch';
import { applyToInbox } from '../../../src/shared/apply-to-inbox';
import type { Change } from '../../../src/shared/changes';
import type { ConnectionState } from '../../../src/shared/connection';
import type { TableName, Tables, Thread } from '../../../src/shared/domain';
import type { DeskEvent, PublishedEntry } from '../../../src/shared/ipc-contract';
import type { ModeDefaults } from '../../../src/shared/views';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store';
import { anyChange } from './arbitrary-changes';

const read: Change = { type: 'thread.read', contact_id: 'c1' };
const on: ModeDefaults = { aiEnabled: true, defaultMode: 'auto' };

function setUp(store: MemoryStore = createMemoryStore()) {
  const clock = createManualClock();
  const sent: (readonly DeskEvent[])[] = [];
  const current = { defaults: on };
  const publisher = createPublisher({
    store,
    clock,
    defaults: () => current.defaults,
    send: (events) => sent.push(events),
  });
  const entries = (): PublishedEntry[] =>
    sent.flat().flatMap((event) => (event.type === 'entries' ? event.entries : []));
  const happen = (...changes: Change[]) => {
    store.apply(...changes);
    store.publish();
  };
  return { store, clock, sent, current, publisher, entries, happen };
}

const seqs = (entries: readonly PublishedEntry[]) => entries.map((entry) => entry.seq);
const connection = (accepted: number) =>
  ({ type: 'connection', connection: { webhook: { accepted } } as unknown as ConnectionState }) as const;

describe('publisher', () => {
  it('sends the first entry at once, and what follows within the frame together at its end', () => {
    const { publisher, happen, clock, sent, entries } = setUp();
    publisher.listening();
    happen(read);
    expect(seqs(entries())).toEqual([1]);
    happen(read);
    happen(read);
    expect(sent).toHaveLength(1);
    clock.advance(FRAME_MS);
    expect(sent).toHaveLength(2);
    expect(seqs(entries())).toEqual([1, 2, 3]);
    clock.advance(FRAME_MS);
    happen(read);
    expect(seqs(entries())).toEqual([1, 2, 3, 4]);
  });

  it('keeps everything until the page listens, in order', () => {
    const { publisher, happen, sent, entries } = setUp();
    happen(read);
    happen(read);
    publisher.publish({ type: 'show-thread', contact_id: 'c1' });
    expect(sent).toEqual([]);
    publisher.listening();
    expect(seqs(entries())).toEqual([1, 2]);
    expect(sent.flat().at(-1)).toEqual({ type: 'show-thread', contact_id: 'c1' });
  });

  it('throws away what waited for a page that is gone, and sends the new one what comes after', () => {
    const { publisher, happen, clock, entries } = setUp();
    publisher.listening();
    happen(read);
    happen(read);
    publisher.away();
    clock.advance(10 * FRAME_MS);
    expect(seqs(entries())).toEqual([1]);
    happen(read);
    publisher.listening();
    expect(seqs(entries())).toEqual([1, 3]);
  });

  it('lets a page that listened too late see by the numbers that entries are missing', () => {
    const { publisher, happen, entries } = setUp();
    for (let count = 0; count < MOST_WAITING + 10; count += 1) happen(read);
    publisher.listening();
    const numbers = seqs(entries());
    expect(numbers.length).toBeLessThanOrEqual(MOST_WAITING);
    expect(numbers[0]).toBeGreaterThan(1);
    expect(numbers.at(-1)).toBe(MOST_WAITING + 10);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('sends only the newest of states, but every line of the log', () => {
    const { publisher, clock, sent } = setUp();
    publisher.listening();
    const line = (text: string) =>
      ({ type: 'activity', lines: [{ at: '', level: 'info', text, contact_id: null }] }) as const;
    publisher.publish(connection(1));
    publisher.publish(connection(2));
    publisher.publish(line('a'));
    publisher.publish(connection(3));
    publisher.publish(line('b'));
    clock.advance(FRAME_MS);
    expect(sent).toEqual([
      [connection(1)],
      [connection(3), { ...line('a'), lines: [...line('a').lines, ...line('b').lines] }],
    ]);
  });

  it('does not send entries that were applied before it began', () => {
    const store = createMemoryStore();
    store.apply(read);
    const { publisher, entries, happen } = setUp(store);
    publisher.listening();
    store.publish();
    happen(read);
    expect(seqs(entries())).toEqual([2]);
  });

  // Bug caught: somebody who has unsubscribed in what was imported, shown as if they had not until the next start.
  it('sends the row of whoever has opted out, however that came', () => {
    const { publisher, happen, entries, clock } = setUp();
    publisher.listening();
    const contact = { name: null, profileName: null, notes: '', blocked: false, createdAt: '', updatedAt: '' };
    happen({ type: 'contact.added', contact: { _id: 'c1', addresses: ['+1'], ...contact } });
    const entry = { _id: '+1', contact_id: 'c1', latest: {}, sids: '', optedOut: { ch: { at: '', keyword: 'STOP' } } };
    happen({ type: 'documents.imported', address: null, documents: { addresses: [entry] } });
    clock.advance(FRAME_MS);
    expect(entries().at(-1)?.rows).toMatchObject([{ contact: { _id: 'c1' }, optedOut: true }]);
  });

  it('stops when it is closed', () => {
    const { publisher, happen, sent, clock } = setUp();
    publisher.listening();
    publisher.close();
    happen(read);
    clock.advance(FRAME_MS);
    expect(sent).toEqual([]);
    expect(clock.waiting).toBe(0);
  });

  it('counts anew when the global switch or the default mode changes', () => {
    const { publisher, happen, current } = setUp();
    const contact = {
      name: null,
      profileName: null,
      addresses: [],
      notes: '',
      blocked: false,
      createdAt: '',
      updatedAt: '',
    };
    happen({ type: 'contact.added', contact: { _id: 'c1', ...contact } });
    expect(publisher.counts().ai).toBe(1);
    current.defaults = { aiEnabled: false, defaultMode: 'auto' };
    expect(publisher.counts().ai).toBe(0);
    current.defaults = { aiEnabled: true, defaultMode: 'draft' };
    expect(publisher.counts().ai).toBe(0);
    current.defaults = on;
    happen({ type: 'contact.added', contact: { _id: 'c2', ...contact } });
    expect(publisher.counts().ai).toBe(2);
  });
});

/** What an independent reader makes of the same entries: the reducer over everything up to a number, counted anew. */
function expected(entries: readonly (readonly Change[])[], upTo: number, defaults: ModeDefaults) {
  const tables = new Map<string, unknown>();
  const key = (table: string, id: string) => `${table}/${id}`;
  const reading = {
    get: <T extends TableName>(table: T, id: string) => tables.get(key(table, id)) as Tables[T] | undefined,
  };
  for (const change of entries.slice(0, upTo).flat()) {
    for (const { table, id, doc } of applyToInbox(reading, change)) {
      if (doc === null) tables.delete(key(table, id));
      else tables.set(key(table, id), doc);
    }
  }
  const threads = [...tables].filter(([name]) => name.startsWith('threads/')).map(([, thread]) => thread as Thread);
  return { reading, counts: countViews(threads, defaults) };
}

describe('publisher, whatever happens', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.array(anyChange, { minLength: 1, maxLength: 3 }).map((changes) => ({ changes })) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }).map((publish) => ({ publish })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.boolean(), fc.constantFrom('auto' as const, 'draft' as const, 'off' as const))
        .map(([aiEnabled, defaultMode]) => ({ defaults: { aiEnabled, defaultMode } })),
    },
  );

  it('gives counts and rows of the very entry they come with, though the store is ahead', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { store, clock, publisher, current, entries } = setUp();
        const all: (readonly Change[])[] = [];
        publisher.listening();
        for (const one of steps) {
          if ('changes' in one) {
            store.apply(...one.changes);
            all.push(one.changes);
          } else if ('publish' in one) {
            store.publish(one.publish);
          } else {
            current.defaults = one.defaults;
          }
          expect(publisher.counts()).toEqual(expected(all, all.length, current.defaults).counts);
        }
        store.publish();
        clock.advance(FRAME_MS);
        expect(entries()).toHaveLength(all.length);
        for (const entry of entries()) {
          const { reading } = expected(all, entry.seq, on);
          for (const { thread, contact } of entry.rows) {
            expect(thread).toEqual(reading.get('threads', thread._id));
            expect(contact).toEqual(reading.get('contacts', contact._id));
          }
        }
        publisher.close();
      }),
      { numRuns: 300 },
    );
  });

  it('counts thread by thread as if it counted all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyChange, { minLength: 1, maxLength: 3 }), { maxLength: 40 }), (all) => {
        const { happen, clock, publisher, entries } = setUp();
        publisher.listening();
        for (const changes of all) happen(...changes);
        clock.advance(FRAME_MS);
        expect(seqs(entries())).toEqual(all.map((_, index) => index + 1));
        for (const entry of entries()) expect(entry.counts).toEqual(expected(all, entry.seq, on).counts);
        publisher.close();
      }),
      { numRuns: 300 },
    );
  });
});

import type { DeskEvent, Row } from '../../shared/ipc-contract';
import type { ModeDefaults, ViewCounts } from '../../shared/views';
import type { Clock } from '../app/clock';
import type { Store } from '../store/store';
import { countViews, createViewCounter } from './count-views';
import { createDeskEventBox } from './desk-event-box';
import { createBatch } from './publish-batch';
import { createPublishedInbox } from './published-inbox';

export interface PublisherOptions {
  readonly store: Pick<Store, 'now' | 'seq' | 'subscribe'>;
  /** The switch and the default mode in force now. */
  readonly defaults: () => ModeDefaults;
  readonly clock: Clock;
  /** Gives events to the operator's window, if there is one. */
  readonly send: (events: readonly DeskEvent[]) => void;
}

/** Tells the operator's window what happens. */
export interface Publisher {
  /** Something other than an entry happened. Of states (`connection`, `ai`) the newest is enough. */
  publish(event: Exclude<DeskEvent, { type: 'entries' }>): void;
  /** The page listens: what waited is sent, and all that follows. */
  listening(): void;
  /** The page is gone or begins anew; it will take a snapshot, so what waited for it is thrown away. */
  away(): void;
  /** The numbers beside the views, as of everything that the store has applied (`store.seq`). */
  counts(): ViewCounts;
  close(): void;
}

/**
 * Sends every entry once it is durable, with the numbers beside the views and the rows of the threads that it touched,
 * all as of that very entry. Entries come in order, batched per frame, none left out; where they must be (a page that
 * never listens) the window can tell by their numbers.
 */
export function createPublisher(options: PublisherOptions): Publisher {
  const { store, defaults, clock, send } = options;
  const inbox = createPublishedInbox(store);
  const counter = createViewCounter(() => inbox.threads.values(), defaults);
  const batch = createBatch({ clock, box: createDeskEventBox(), send });

  const unsubscribe = store.subscribe((entry, written) => {
    // Applied before this began: in every snapshot that a window can have.
    if (entry.seq <= inbox.seq) return;
    const touched = inbox.take(entry.seq, written);
    for (const { id, before } of touched) counter.replace(before, inbox.threads.get(id));
    const rows = touched.map(({ id }) => inbox.row(id)).filter((row): row is Row => row !== undefined);
    const { seq, changes } = entry;
    batch.add({ type: 'entries', entries: [{ seq, changes, counts: counter.counts(), rows }] });
  });

  return {
    publish: (event) => batch.add(event),
    listening: () => batch.release(),
    away: () => batch.hold(),
    counts: () => (store.seq === inbox.seq ? counter.counts() : countViews(store.now.values('threads'), defaults())),
    close() {
      unsubscribe();
      batch.close();
    },
  };
}

import type { Change } from '../../shared/changes';
import type { Thread } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';

/** How often threads are looked over, in milliseconds. */
const INTERVAL_MS = 5_000;

/**
 * Wakes what was set for a time: snoozed threads open again, and a mode that was chosen for a while ends. Gives the
 * function that stops it.
 */
export function wakeThreads(store: Store, clock: Clock, onError: (error: unknown) => void): () => void {
  let cancel = clock.after(0, look);
  let stopped = false;
  return () => {
    stopped = true;
    cancel();
  };

  function look(): void {
    store
      .commit((now) => ({
        changes: [...now.values('threads')].flatMap((thread) => dueChanges(thread, isoNow(clock))),
        result: null,
      }))
      .catch(onError)
      .finally(() => {
        if (!stopped) cancel = clock.after(INTERVAL_MS, look);
      });
  }
}

function dueChanges(thread: Thread, at: string): Change[] {
  const { _id: contact_id, state, snoozedUntil, mode } = thread;
  return [
    ...(state === 'snoozed' && snoozedUntil !== null && snoozedUntil <= at
      ? [{ type: 'thread.state' as const, contact_id, state: 'open' as const, until: null }]
      : []),
    ...(mode?.until && mode.until.at <= at
      ? [{ type: 'mode.set' as const, contact_id, mode: { value: mode.until.then, by: 'rule', at } }]
      : []),
  ];
}

import type { Change } from '../../shared/changes';
import type { Thread } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Now, Store } from '../store/store';

/** How often threads are looked over, in milliseconds. */
const INTERVAL_MS = 5_000;

/**
 * Wakes what was set for a time: snoozed threads open again and ask for the person who put them off, and what an operator
 * took over for a while goes back to the AI. Gives the function that stops it.
 */
export function wakeThreads(store: Store, clock: Clock, onError: (error: unknown) => void): () => void {
  let cancel = clock.after(0, look);
  let stopped = false;
  return () => {
    stopped = true;
    cancel();
  };

  function look(): void {
    const at = isoNow(clock);
    store
      .commit((now) => ({
        changes: [...now.values('threads')].flatMap((thread) => dueChanges(thread, now, at)),
        result: null,
      }))
      .catch(onError)
      .finally(() => {
        if (!stopped) cancel = clock.after(INTERVAL_MS, look);
      });
  }
}

function dueChanges(thread: Thread, now: Now, at: string): Change[] {
  const { _id: contact_id, state, snoozedUntil, mode, owner } = thread;
  const isOver = mode?.until?.at != null && mode.until.at <= at;
  return [
    ...(state === 'snoozed' && snoozedUntil !== null && snoozedUntil <= at
      ? [{ type: 'thread.state' as const, contact_id, state: 'open' as const, until: null }, ...askFor(thread, now, at)]
      : []),
    ...(isOver ? [{ type: 'mode.set' as const, contact_id, mode: { value: mode.until.then, by: 'rule', at } }] : []),
    ...(isOver && owner !== null ? [{ type: 'thread.owned' as const, contact_id, owner: null }] : []),
  ];
}

/** At its old place in the list nobody would see that it is back. Why it needed a person before says more. */
function askFor({ _id: contact_id, needsHuman }: Thread, now: Now, at: string): Change[] {
  if (now.get('contacts', contact_id)?.blocked) return [];
  return [
    { type: 'thread.flagged', contact_id, needsHuman: needsHuman ?? { reason: 'Put off until now.', since: at } },
  ];
}

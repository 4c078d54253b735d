import { z } from 'zod';
import type { Change } from '../../shared/changes';
import { isoNow, type Clock } from '../app/clock';
import type { Now, Store } from '../store/store';
import { countDeskReplies } from './count-desk-replies';

/** Where it is kept. */
const KEY = 'deskBreaker';
/** The limit is one of replies in an hour, so after an hour of pause none of those that reached it counts any more. */
const PAUSE_MS = 3_600_000;

const kept = z.object({
  tripped: z.object({ at: z.iso.datetime(), reason: z.string().max(500) }).nullable(),
  resetAt: z.iso.datetime().nullable(),
});
type Kept = z.output<typeof kept>;
const fresh: Kept = { tripped: null, resetAt: null };

/** The limit on the automatic replies of the whole desk. It is kept with the messages, so a restart does not lift it. */
export interface DeskBreaker {
  /** Automatic replies of the last hour, or since the limit was reset. */
  replies(now: Now): number;
  /** Since when the desk pauses, and why; null while it does not. */
  tripped(now: Now): Kept['tripped'];
  /** What is kept when the limit has been reached. */
  trip(reason: string, at: string): Change;
  /** Lets the AI go on, with a count that begins anew. @throws Error of the store */
  reset(): Promise<void>;
}

export function createDeskBreaker(store: Store, clock: Clock): DeskBreaker {
  const count = countDeskReplies(store, clock);
  let read: { readonly value: unknown; readonly kept: Kept } = { value: undefined, kept: fresh };

  function stateOf(now: Now): Kept {
    const value = now.get('settings', KEY)?.value;
    if (read.value !== value) read = { value, kept: kept.catch(fresh).parse(value ?? fresh) };
    return read.kept;
  }

  return {
    replies: (now) => count(stateOf(now).resetAt),
    tripped(now) {
      const { tripped } = stateOf(now);
      // A clock that was set back must not make a pause of days.
      return tripped && Math.abs(clock.now() - Date.parse(tripped.at)) < PAUSE_MS ? tripped : null;
    },
    trip: (reason, at) => ({
      type: 'setting.set',
      key: KEY,
      value: { tripped: { at, reason }, resetAt: null },
      by: 'rule',
      at,
    }),
    async reset() {
      const at = isoNow(clock);
      await store.commit(() => ({
        changes: [{ type: 'setting.set', key: KEY, value: { tripped: null, resetAt: at }, by: 'operator', at }],
        result: null,
      }));
    },
  };
}

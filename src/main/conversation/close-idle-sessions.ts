import { endsAt } from '../../shared/session-rule';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';

/** How often sessions are looked over, in milliseconds. */
const INTERVAL_MS = 15_000;

/**
 * Closes sessions whose gap has passed, so that a list of sessions tells the truth before the next message.
 * Gives the function that stops it.
 */
export function closeIdleSessions(
  store: Store,
  clock: Clock,
  gapMs: () => number,
  onError: (error: unknown) => void,
): () => void {
  let cancel = clock.after(0, look);
  let stopped = false;
  return () => {
    stopped = true;
    cancel();
  };

  function look(): void {
    closeIdle(store, clock, gapMs())
      .catch(onError)
      .finally(() => {
        if (!stopped) cancel = clock.after(INTERVAL_MS, look);
      });
  }
}

async function closeIdle(store: Store, clock: Clock, gapMs: number): Promise<void> {
  await store.commit((now) => {
    const at = isoNow(clock);
    const changes = [...now.values('addresses')].flatMap((entry) =>
      Object.entries(entry.latest)
        .filter(([, head]) => head.status === 'active' && endsAt(head, gapMs) <= clock.now())
        .map(([channel_id, head]) => ({
          type: 'session.status' as const,
          address: entry._id,
          session_id: head.session_id,
          channel_id,
          status: 'closed' as const,
          at,
        })),
    );
    return { changes, result: null };
  });
}

import type { Clock } from '../app/clock';
import type { Job } from './outbox';

/** Clocks are set and machines sleep, so times are looked over at least this often, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;
/** After trouble with the disk it is tried again after so long. */
const RETRY_MS = 5_000;

/** What is due when. */
export interface WaitingTimes {
  /** @param at ISO 8601 */
  set(job: Job, at: string): void;
  forget(messageId: string): void;
  readonly jobs: readonly Job[];
  /** Calls nothing any more and waits for what is under way. */
  close(): Promise<void>;
}

/** Makes an empty list of times. Each job is called once when it is due, and again later if that failed. */
export function createWaitingTimes(
  clock: Clock,
  onDue: (job: Job) => Promise<void>,
  onError: (error: unknown) => void,
): WaitingTimes {
  const waiting = new Map<string, { readonly job: Job; readonly at: number }>();
  const underWay = new Set<Promise<void>>();
  let cancel: (() => void) | null = null;
  let closed = false;

  function arm(): void {
    cancel?.();
    cancel = null;
    if (closed || waiting.size === 0) return;
    const next = Math.min(...[...waiting.values()].map(({ at }) => at));
    cancel = clock.after(Math.max(0, Math.min(next - clock.now(), LONGEST_WAIT_MS)), look);
  }

  function look(): void {
    for (const [id, { job, at }] of [...waiting]) {
      if (at > clock.now()) continue;
      waiting.delete(id);
      const work: Promise<void> = onDue(job)
        .catch((error: unknown) => {
          onError(error);
          if (!closed) waiting.set(id, { job, at: clock.now() + RETRY_MS });
        })
        .finally(() => {
          underWay.delete(work);
          arm();
        });
      underWay.add(work);
    }
    arm();
  }

  return {
    set(job, at) {
      waiting.set(job.message_id, { job, at: Date.parse(at) });
      arm();
    },
    forget(messageId) {
      if (waiting.delete(messageId)) arm();
    },
    get jobs() {
      return [...waiting.values()].map(({ job }) => job);
    },
    async close() {
      closed = true;
      cancel?.();
      await Promise.all(underWay);
    },
  };
}

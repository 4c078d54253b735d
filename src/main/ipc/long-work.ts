import type { WorkProgress } from '../../shared/contract/work-contract';
import { Problem } from './problem';

/** What a long work reports to, and is stopped by. */
export interface Work {
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}

/** Long works that a window waits for, by the ids that it gave them. */
export interface LongWork {
  /**
   * Carries out a work; it can be asked about and cancelled by its id until it is over.
   *
   * @throws Problem when it was cancelled and gave no result for that
   */
  run<R>(workId: string, work: (work: Work) => Promise<R>): Promise<R>;
  progress(workId: string): WorkProgress | null;
  /** Has a work stop; content when there is none of this id (any more). */
  cancel(workId: string): void;
}

/** Makes the list of long works. */
export function createLongWork(): LongWork {
  const running = new Map<string, { readonly abort: AbortController; progress: WorkProgress | null }>();
  return {
    async run(workId, work) {
      running.get(workId)?.abort.abort();
      const one = { abort: new AbortController(), progress: null as WorkProgress | null };
      running.set(workId, one);
      try {
        return await work({
          signal: one.abort.signal,
          report: (done, total) => {
            one.progress = { done, total };
          },
        });
      } catch (error) {
        if (one.abort.signal.aborted) throw new Problem('refused', 'This was stopped before it was finished.');
        throw error;
      } finally {
        if (running.get(workId) === one) running.delete(workId);
      }
    },
    progress: (workId) => running.get(workId)?.progress ?? null,
    cancel: (workId) => running.get(workId)?.abort.abort(),
  };
}

/**
 * Waits for what goes on for others too: whoever is cancelled stops waiting for it.
 *
 * @throws the signal's reason when it is cancelled, and what is waited for throws
 */
export async function unlessStopped<R>(going: Promise<R>, signal: AbortSignal): Promise<R> {
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason as Error);
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([going, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

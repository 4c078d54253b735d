import type { Store } from '../store/store';

/**
 * Gives an answer that was found once everything decided until now is on the disk: while the disk takes nothing, what is
 * in memory may be there alone.
 *
 * @throws StoreUnavailableError while the disk takes nothing
 */
export async function whenDurable<T>(store: Store, answer: T): Promise<T> {
  await store.commit(() => ({ changes: [], result: null }));
  return answer;
}

/** What a message that is not answered asks of people. Past the breaker the AI stays off until it is handed back. */

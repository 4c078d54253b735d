import type { OutboxState } from '../../shared/connection';
import type { Now } from '../store/store';

/** Counts what is on its way out and what failed, over all threads. */
export function countOutbox(now: Now): OutboxState {
  let pending = 0;
  let failed = 0;
  for (const thread of now.values('threads')) {
    pending += thread.pendingIds.length;
    failed += thread.failedIds.length;
  }
  return { pending, failed };
}

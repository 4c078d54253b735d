import { isCounted } from '../../shared/apply-to-conversation';
import type { Clock } from '../app/clock';
import type { Store } from '../store/store';

const HOUR_MS = 3_600_000;

/**
 * Counts the desk's automatic replies of the last hour, or after a later time (ISO 8601), for the breaker. Starts from what
 * the threads remember. What a clock that was wrong has put into the future does not hold up the count.
 */
export function countDeskReplies(store: Store, clock: Clock): (after: string | null) => number {
  const times: number[] = [];
  for (const thread of store.now.values('threads')) {
    times.push(...thread.autoReplies.map((at) => Date.parse(at)));
  }
  times.sort((a, b) => a - b);
  let first = 0;
  store.subscribe((entry) => {
    for (const change of entry.changes) {
      if (change.type !== 'message.added') continue;
      const { sender, createdAt } = change.message;
      if (sender === 'ai' && isCounted(change.message)) times.push(Date.parse(createdAt));
    }
  });
  return (after) => {
    const now = clock.now();
    const since = now - HOUR_MS;
    const isOver = (time: number | undefined) => time !== undefined && (time <= since || time > now);
    while (isOver(times[first])) first += 1;
    if (first > 10_000) {
      times.splice(0, first);
      first = 0;
    }
    if (after === null) return times.length - first;
    const resetAt = Date.parse(after);
    let from = first;
    while (from < times.length && (times[from] ?? 0) <= resetAt) from += 1;
    return times.length - from;
  };
}

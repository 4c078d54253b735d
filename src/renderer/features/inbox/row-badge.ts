import type { Thread } from '../../../shared/domain';

/** The one thing about a thread that cannot wait, in words. */
export interface RowBadge {
  readonly tone: 'bad' | 'warn';
  readonly text: string;
}

const MINUTE = 60_000;

/** Gives the most urgent badge of a row: failed, then a person needed, then a customer who waits. */
export function badgeOf(thread: Thread, now: number): RowBadge | null {
  if (thread.failedIds.length > 0) return { tone: 'bad', text: 'Failed' };
  if (thread.state === 'open' && thread.needsHuman) return { tone: 'warn', text: 'Needs human' };
  if (thread.state !== 'done' && thread.waitingSince) {
    const minutes = Math.floor((now - Date.parse(thread.waitingSince)) / MINUTE);
    if (minutes >= 1) return { tone: 'warn', text: `Waiting ${waitWords(minutes)}` };
  }
  return null;
}

function waitWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

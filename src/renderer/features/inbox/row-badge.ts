import type { Channel, Thread } from '../../../shared/domain';
import type { View } from '../../../shared/views';
import { WINDOW_CLOSES_SOON_MS, windowLeft } from '../../../shared/whatsapp-window';
import { durationWords } from '../../components/time-words';

/** The one thing about a thread that cannot wait, in words. */
export interface RowBadge {
  readonly tone: 'bad' | 'warn';
  readonly text: string;
}

const MINUTE = 60_000;

/** What the badge depends on besides the thread. */
export interface BadgeFacts {
  readonly optedOut?: boolean;
  /** A reply would go by WhatsApp. */
  readonly onWhatsApp?: boolean;
}

/**
 * Gives the most urgent badge of a row: failed, then opted out, then a person needed, then a WhatsApp window that closes,
 * then a customer who waits.
 */
export function badgeOf(thread: Thread, now: number, facts: BadgeFacts = {}): RowBadge | null {
  if (thread.failedIds.length > 0) return { tone: 'bad', text: 'Failed' };
  if (facts.optedOut) return { tone: 'bad', text: 'Opted out' };
  if (thread.state === 'open' && thread.needsHuman) return { tone: 'warn', text: 'Needs human' };
  if (thread.missedCallAt != null) return { tone: 'warn', text: 'Missed call' };
  if (thread.state === 'done') return null;
  const left = facts.onWhatsApp && thread.lastInboundAt ? windowLeft(thread.lastInboundAt, now) : null;
  if (left !== null && left > 0 && left < WINDOW_CLOSES_SOON_MS) {
    return { tone: 'warn', text: `Closes in ${durationWords(left)}` };
  }
  if (thread.waitingSince) {
    const minutes = Math.floor((now - Date.parse(thread.waitingSince)) / MINUTE);
    if (minutes >= 1) return { tone: 'warn', text: `Waiting ${waitWords(minutes)}` };
  }
  return null;
}

/**
 * Gives what else is said of a thread. One that is done says so where others stand beside it; a draft in it is not waited
 * for.
 */
export function chipsOf(thread: Thread, view: View): readonly ('Done' | 'Draft')[] {
  if (thread.state === 'done') return view === 'done' ? [] : ['Done'];
  return thread.draft_id === null ? [] : ['Draft'];
}

/** Whether the team has more than one number: which of them a customer wrote to says something only then. */
export function hasSeveralNumbers(channels: ReadonlyMap<string, Pick<Channel, 'address' | 'verified'>>): boolean {
  return new Set([...channels.values()].filter(({ verified }) => !verified).map(({ address }) => address)).size > 1;
}

function waitWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

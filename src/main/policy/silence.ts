import type { HoursState } from './facts';

/** What decides about a customer who was handed over to people and has heard nothing of them. */
export interface SilenceFacts {
  /** Milliseconds since 1970: when the AI handed over. */
  readonly since: number;
  readonly now: number;
  /** 0: never. */
  readonly minutes: number;
  /** It was called out before. */
  readonly isEscalated: boolean;
  /** The conversation is done, snoozed, closed by hand, taken by a person, or answered or commented on by one. */
  readonly isSeenTo: boolean;
  readonly hours: HoursState;
  /** Something forbids to write to the customer by itself: consent, a limit, the switch, shadow mode, WhatsApp's window. */
  readonly mayTell: boolean;
}

export type Silence = 'wait' | 'over' | 'escalate' | 'tell';

/**
 * Decides what becomes of a hand-over that nobody has taken up: it waits, it is over, it is called out again, or the
 * customer is told as well. Both happen once, and only while people can be expected.
 */
export function decideSilence(facts: SilenceFacts): Silence {
  if (facts.minutes === 0 || facts.isEscalated || facts.isSeenTo) return 'over';
  if (facts.now < facts.since + facts.minutes * 60_000 || facts.hours !== 'open') return 'wait';
  return facts.mayTell ? 'tell' : 'escalate';
}

import type { Explanation } from './domain';

/** What can become of an incoming message. */
export type DecisionKind = 'answer' | 'draft' | 'hand over' | 'stay silent';

/** What was decided about an incoming message, and why. */
export interface DecisionRecord {
  readonly kind: DecisionKind;
  /** The name of the rule that decided. */
  readonly rule: string;
  /** Why, in a sentence for people. */
  readonly reason: string;
  readonly at: string;
  /** In shadow mode: what would have been done, had the AI been let loose. */
  readonly would?: WouldHave;
}

/** What the AI would have done with a message. */
export interface WouldHave {
  readonly kind: DecisionKind;
  /** What it would have said; null when nothing. */
  readonly text: string | null;
  /** Absent where nothing was written. */
  readonly explanation?: Explanation;
}

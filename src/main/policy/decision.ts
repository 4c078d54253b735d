import type { DecisionKind } from '../../shared/decision';
import type { RuleName } from './rules';

/** What is to become of a message of a customer. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly rule: RuleName;
  /** Why, in a sentence for people. */
  readonly reason: string;
  /** Why a person is called; null where none is. */
  readonly calls: string | null;
  /** Whether why somebody was called before says more than this. */
  readonly isMinor: boolean;
  /** Who switches the AI off there until an operator hands it back; null where it stays as it is. */
  readonly off: 'ai' | 'rule' | null;
  /** What the customer is told besides, or instead of, an answer; null: nothing. */
  readonly tells: Tells | null;
  /** In shadow mode: what would have been done. Nothing is said then. */
  readonly would: DecisionKind | null;
}

/** The team's text for outside business hours, or the line that a person takes over. */
export type Tells = 'hours' | 'hand-off';

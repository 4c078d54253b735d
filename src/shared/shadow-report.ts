import type { DecisionKind } from './decision';
import type { CommunicationType } from './domain';

/** What is found when the AI’s texts that nobody sent are held against what people sent. */

/** So many answers are needed before a share of them says anything. */
export const ENOUGH_PAIRS = 20;

/**
 * What became of a text of the AI: people sent the same, nearly the same or something else; nobody has answered; or the
 * customer wrote again first, so that what people sent is an answer to more.
 */
export type Outcome = 'unchanged' | 'edited' | 'different' | 'waiting' | 'overtaken';
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export const outcomes = [
  'unchanged',
  'edited',
  'different',
  'waiting',
  'overtaken',
] as const satisfies readonly Outcome[];

/** A text of the AI beside what a person sent. */
export interface ShadowPair {
  readonly contact_id: string;
  readonly name: string;
  /** What the conversation is kept under. */
  readonly address: string;
  /** The customer’s message that both answer, and the first one that a person sent. */
  readonly message_id: string;
  readonly answer_id: string;
  readonly at: string;
  readonly communication_type: CommunicationType;
  readonly outcome: Extract<Outcome, 'unchanged' | 'edited' | 'different'>;
  /** How much of the words is the same, from 0 to 1. */
  readonly similarity: number;
  readonly question: string;
  readonly ai: string;
  readonly human: string;
}

export interface ShadowReport {
  readonly from: string;
  readonly to: string;
  /** Null: all kinds. */
  readonly kind: CommunicationType | null;
  /** What the AI would have said in shadow mode. */
  readonly shadow: OutcomeCounts;
  /** The same for the drafts of Draft mode; `different` are those that people answered in words of their own. */
  readonly drafts: OutcomeCounts;
  readonly wouldHandOver: number;
  /** Where the AI stayed silent, in shadow mode or not, by the rule that had it so. */
  readonly silences: readonly { readonly rule: string; readonly count: number }[];
  /** By kind of communication, for all kinds that there are. */
  readonly byKind: Readonly<Record<CommunicationType, OutcomeCounts>>;
  /** The least alike first, as many as were asked for. */
  readonly pairs: readonly ShadowPair[];
}

/** How many questions people have answered. */
export function answeredIn({ unchanged, edited, different }: OutcomeCounts): number {
  return unchanged + edited + different;
}

/** What was decided on one day, by kind and rule. */
export interface DecisionCount {
  readonly kind: DecisionKind;
  readonly rule: string;
  readonly count: number;
  /** The newest of them. */
  readonly newest: readonly DecidedMessage[];
}

export interface DecidedMessage {
  readonly contact_id: string;
  readonly name: string;
  readonly message_id: string;
  readonly at: string;
}

import type { DecisionKind } from '../../../shared/decision';
import type { Message } from '../../../shared/domain';
import { wordsOfRule } from '../../../shared/rule-words';

/** What the card of a message is opened by. */
export interface DecisionMark {
  readonly words: string;
  /** Whether it stands there for everybody to see, or only once the message is pointed at or reached by the keyboard. */
  readonly isQuiet: boolean;
}

const didWords: Readonly<Record<DecisionKind, string>> = {
  answer: 'AI answered',
  draft: 'AI wrote a draft',
  'hand over': 'AI handed over',
  'stay silent': 'AI stayed silent',
};

const wouldWords: Readonly<Record<DecisionKind, string>> = {
  answer: 'AI would have answered',
  draft: 'AI would have written a draft',
  'hand over': 'AI would have handed over',
  'stay silent': 'AI would have stayed silent',
};

/** What was done, in a sentence. */
export const deedWords: Readonly<Record<DecisionKind, string>> = {
  answer: 'The AI answered by itself',
  draft: 'The AI wrote a draft for you to check',
  'hand over': 'The AI handed over to a person',
  'stay silent': 'The AI stayed silent',
};

/** What would have been done, in a sentence. */
export const wouldDeedWords: Readonly<Record<DecisionKind, string>> = {
  answer: 'Let loose, it would have answered:',
  draft: 'Let loose, it would have written a draft:',
  'hand over': 'Let loose, it would have handed over to a person.',
  'stay silent': 'Let loose, it would have stayed silent.',
};

/**
 * Gives how the card of a message is offered; null where there is nothing to tell. On a text of the AI it is “Why?”. On the
 * customer's, only what a person would wonder about stands there openly: what would have been said, that it was handed over,
 * or a silence that is not plain from what stands around it.
 */
export function markOf({ sender, decision, explanation }: Message): DecisionMark | null {
  if (sender !== 'contact') return decision || explanation ? { words: 'Why?', isQuiet: false } : null;
  if (!decision) return null;
  const { kind, rule, would } = decision;
  if (would) return { words: wouldWords[would.kind], isQuiet: would.kind === 'stay silent' };
  if (kind === 'hand over') return { words: didWords[kind], isQuiet: false };
  return { words: didWords[kind], isQuiet: kind !== 'stay silent' || !wordsOfRule(rule).isWorthSaying };
}

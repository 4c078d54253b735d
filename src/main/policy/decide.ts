import type { Decision } from './decision';
import type { Facts } from './facts';
import { SHADOW_REASON } from './reasons';
import { plain, rules } from './rules';

/**
 * Decides what becomes of a message: the first rule of the table that fires (`rules.ts`, in its order), else it is
 * answered. In shadow mode, what would be said to the customer or taken out of the AI's hands is only noted. Total and
 * deterministic: the same facts give the same decision, and there always is one. Asked when the message arrives and again
 * just before anything leaves, then with what has come to pass since.
 */
export function decide(facts: Facts): Decision {
  const decided = firstOf(facts);
  return facts.isShadow && isAct(decided) ? inShadow(decided) : decided;
}

function firstOf(facts: Facts): Decision {
  for (const { name, decide: of } of rules) {
    const found = of(facts);
    if (found) return { ...found, rule: name };
  }
  return answer;
}

/** Nothing stands against it. */
const answer: Decision = {
  ...plain,
  kind: 'answer',
  rule: 'auto',
  reason: 'The conversation is on Auto, and nothing stands against an answer.',
};

function isAct({ kind, tells }: Decision): boolean {
  return kind === 'answer' || kind === 'hand over' || tells !== null;
}

function inShadow({ kind }: Decision): Decision {
  return {
    ...plain,
    kind: 'stay silent',
    rule: 'shadow',
    reason: SHADOW_REASON,
    calls: SHADOW_REASON,
    isMinor: true,
    would: kind,
  };
}

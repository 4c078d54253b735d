import { answeredIn, ENOUGH_PAIRS, type OutcomeCounts } from './shadow-report';

export interface Verdict {
  /** What was found, in a sentence. */
  readonly found: string;
  /** What that is good for, and what to do next. */
  readonly advice: string;
  /** Whether there is enough to judge by. */
  readonly isEnough: boolean;
}

/** Says what a report means, in sentences that a person can act on and that claim no more than the number allows. */
export function verdictOf(counts: OutcomeCounts): Verdict {
  const { unchanged, edited, different } = counts;
  const answered = answeredIn(counts);
  if (answered === 0) {
    return {
      found: 'There is nothing to compare yet.',
      advice: `Answer your customers as always. From ${ENOUGH_PAIRS} answers on, the comparison says something.`,
      isEnough: false,
    };
  }
  const found =
    `Of ${answered} ${answered === 1 ? 'question' : 'questions'} you answered, ` +
    `${part(unchanged, answered)} would have gone out word for word, ` +
    `${part(edited, answered)} nearly so, and ${part(different, answered)} you answered differently.`;
  if (answered < ENOUGH_PAIRS) {
    const left = ENOUGH_PAIRS - answered;
    return {
      found,
      advice: `That is too few to judge by: ${left} more ${left === 1 ? 'answer is' : 'answers are'} needed before a share means anything.`,
      isEnough: false,
    };
  }
  const { low, high } = shareRange(unchanged + edited, answered);
  const range = `With so many answers, the true share of those that are the same or nearly so lies between ${percent(low)} and ${percent(high)}.`;
  const next =
    different === 0
      ? 'None was different: let it answer by itself on one number first, and look here again.'
      : `Read the ${different === 1 ? 'one that differs' : `${different} that differ`} below: where the AI was wrong, teach it the answer; where it was as good as yours, it can answer by itself.`;
  return { found, advice: `${range} ${next}`, isEnough: true };
}

/**
 * Gives between which shares the true one lies with 95 % certainty.
 * Source: Wilson 1927, score interval, which holds for small numbers too
 *
 * @returns both from 0 to 1
 */
export function shareRange(count: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

function part(count: number, of: number): string {
  return `${count} (${percent(count / of)})`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

import type { Decision } from './decision';
import type { BreakerFacts, Facts, MachineSign } from './facts';
import type { LimitRuleName, Rule } from './rules';

const signs: Readonly<Record<Exclude<MachineSign, 'automatic-words' | 'one-time-code'>, string>> = {
  identical: 'The same text three times in a row: this may be a machine.',
  'near-identical': 'Four texts in a row that differ only in a number or a few letters: this may be a machine.',
  alternating: 'The same two texts again and again: this may be a machine.',
};

/**
 * The limits on automatic replies (the breaker). Past one of them nothing is said, not even that a person takes over: it
 * would be one automatic reply more, and mostly to a machine.
 */
export const limitRules: readonly Rule[] = [
  limit('desk-limit', (breaker) => {
    if (breaker.deskTripped !== null) return { reason: breaker.deskTripped };
    if (breaker.deskReplies < breaker.perDeskHour) return null;
    return { reason: deskReason(breaker.perDeskHour) };
  }),
  limit('contact-limit', ({ replies, perContact, perContactMinutes }) =>
    replies >= perContact
      ? {
          reason: `${perContact} automatic replies within ${perContactMinutes} minutes: a person should look.`,
          off: 'rule',
        }
      : null,
  ),
  limit('row-limit', ({ repliesInARow, perRow }) =>
    repliesInARow >= perRow
      ? { reason: `${perRow} automatic replies in a row, with no person in between: one should look.`, off: 'rule' }
      : null,
  ),
  ...(Object.keys(signs) as (keyof typeof signs)[]).map((sign) =>
    limit(sign, ({ machine }) => (machine === sign ? { reason: signs[sign], off: 'rule' } : null)),
  ),
  limit('automatic-words', ({ machine }) => {
    const reason = 'This reads like an automatic reply, which the AI does not answer.';
    return machine === 'automatic-words' ? { reason, kind: 'stay silent' } : null;
  }),
  limit('one-time-code', ({ machine }) => {
    const reason = 'A one-time code that a service has sent: there is nothing to answer.';
    return machine === 'one-time-code' ? { reason, kind: 'stay silent', calls: null } : null;
  }),
];

function deskReason(perDeskHour: number): string {
  return `The desk sent ${perDeskHour} automatic replies within an hour: the AI pauses.`;
}

function limit(
  name: LimitRuleName,
  reached: (breaker: BreakerFacts) => (Pick<Decision, 'reason'> & Partial<Decision>) | null,
): Rule {
  return {
    name,
    decide: ({ breaker }: Facts) => {
      const found = breaker.enabled ? reached(breaker) : null;
      if (!found) return null;
      return {
        kind: 'hand over',
        calls: found.reason,
        // Of a conversation that the limit itself does not switch off, every text would call a person anew.
        isMinor: found.off === undefined,
        off: null,
        tells: null,
        would: null,
        ...found,
      };
    },
  };
}

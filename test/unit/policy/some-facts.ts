import type { BreakerFacts, Facts, Since } from '../../../src/main/policy/facts';

/** A text on an ordinary day that nothing stands against. */
export const plainFacts: Facts = {
  isVoice: false,
  isKeyword: false,
  isOwnNumber: false,
  canBeAnswered: true,
  isBlocked: false,
  hasOptedOut: false,
  isMediaOnly: false,
  isRecovered: false,
  aiEnabled: true,
  mode: 'auto',
  isOwned: false,
  breaker: {
    enabled: true,
    replies: 0,
    perContact: 10,
    perContactMinutes: 10,
    repliesInARow: 0,
    perRow: 50,
    deskReplies: 0,
    perDeskHour: 1000,
    deskTripped: null,
    machine: null,
  },
  hours: 'open',
  outsideHours: 'answer',
  isToldOfHours: false,
  isToldOfHandOff: false,
  isShadow: false,
  since: null,
};

export function facts(more: Partial<Facts>): Facts {
  return { ...plainFacts, ...more };
}

export function limits(more: Partial<BreakerFacts>): Partial<Facts> {
  return { breaker: { ...plainFacts.breaker, ...more } };
}

/** The moment just before an answer leaves, with nothing having happened since. */
export function written(more: Partial<Since> = {}): Partial<Facts> {
  return {
    since: {
      isGone: false,
      isAnswered: false,
      isSuperseded: false,
      hasPersonAnswered: false,
      isSessionOver: false,
      isDone: false,
      begun: 'auto',
      written: { kind: 'reply', handOff: null },
      ...more,
    },
  };
}

import type { Decision } from './decision';
import type { Facts } from './facts';
import { limitRules } from './limit-rules';
import { CLOSED_REASON, DRAFT_REASON, SWITCHED_REASON } from './reasons';

/** One rule: what it decides of these facts; null where it does not fire. */
export interface Rule {
  readonly name: RuleName;
  readonly decide: (facts: Facts) => Omit<Decision, 'rule'> | null;
}

export type RuleName =
  | 'gone'
  | 'answered'
  | 'keyword'
  | 'own-number'
  | 'short-code'
  | 'person-answered'
  | 'done'
  | 'superseded'
  | 'not-written'
  | 'blocked'
  | 'opted-out'
  | 'ai-off'
  | 'mode-off'
  | 'session-closed'
  | LimitRuleName
  | 'media-only'
  | 'recovered'
  | 'owned'
  | 'mode-draft'
  | 'begun-otherwise'
  | 'quiet-hours'
  | 'outside-hours'
  | 'hand-off'
  /** Not of the table: a hand-over that nobody has taken up (`silence.ts`). */
  | 'human-silence'
  /** Not of the table either: a draft that an operator asked for (`regenerate-draft.ts`). */
  | 'regenerated'
  | 'shadow'
  | 'auto';

export type LimitRuleName =
  | 'desk-limit'
  | 'contact-limit'
  | 'row-limit'
  | 'identical'
  | 'near-identical'
  | 'alternating'
  | 'automatic-words'
  | 'one-time-code';

/** What most decisions have: nobody is called, nothing is switched, nothing is told. */
export const plain = { calls: null, isMinor: false, off: null, tells: null, would: null } as const;

/** Nothing is said and nothing is written. */
function silent(reason: string, more: Partial<Decision> = {}): Omit<Decision, 'rule'> {
  return { ...plain, kind: 'stay silent', reason, ...more };
}

/** Nothing is said. What is written already is put before a person as a draft, so that it is not lost. */
function silentOrDraft(facts: Facts, reason: string, late: string, calls: string | null): Omit<Decision, 'rule'> {
  if (facts.since) return { ...plain, kind: 'draft', reason: late, calls: late, isMinor: true };
  return silent(reason, { calls });
}

/** The AI only drafts: a person is called once there is something to check. */
function drafted({ since }: Facts, reason: string): Omit<Decision, 'rule'> {
  if (!since) return { ...plain, kind: 'draft', reason };
  return since.begun === 'draft'
    ? { ...plain, kind: 'draft', reason, calls: DRAFT_REASON }
    : { ...plain, kind: 'draft', reason: SWITCHED_REASON, calls: SWITCHED_REASON, isMinor: true };
}

/**
 * The rules in their order: the first that fires decides. What must never be answered comes before what a person has chosen,
 * that before the limits, those before what the AI may do at this hour and in this mode. Who fires last is `decide.ts`.
 */
export const rules: readonly Rule[] = [
  {
    name: 'gone',
    decide: ({ since }) => (since?.isGone ? silent('The message was deleted meanwhile.') : null),
  },
  {
    name: 'answered',
    decide: ({ since }) => (since?.isAnswered ? silent('It has been answered already.') : null),
  },
  {
    // Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out (Twilio answers these itself)
    name: 'keyword',
    decide: ({ isKeyword }) => (isKeyword ? silent('A word of consent, which Twilio itself answers.') : null),
  },
  {
    name: 'own-number',
    decide: ({ isOwnNumber }) => (isOwnNumber ? silent('It came from one of your own numbers.') : null),
  },
  {
    name: 'short-code',
    decide: (facts) => (facts.canBeAnswered ? null : silent('It came from a short code or a name: a machine.')),
  },
  {
    name: 'superseded',
    decide: ({ since }) =>
      since?.isSuperseded ? silent('The customer wrote more, and is answered to all of it at once.') : null,
  },
  {
    name: 'person-answered',
    decide: ({ since }) =>
      since?.hasPersonAnswered
        ? {
            ...plain,
            kind: since.written?.kind === 'reply' ? 'draft' : 'stay silent',
            reason: 'A person answered first.',
          }
        : null,
  },
  {
    // Every text of the customer opens it again, so a person did that since.
    name: 'done',
    decide: ({ since }) =>
      since?.isDone
        ? {
            ...plain,
            kind: since.written?.kind === 'reply' ? 'draft' : 'stay silent',
            reason: 'A person marked the conversation as done.',
          }
        : null,
  },
  {
    // A failure is the machine's and not the conversation's: the customer is promised nothing in its name, a person is
    // called with the reason, and the next text is asked about again.
    name: 'not-written',
    decide: ({ since }) =>
      since?.written?.kind === 'failed'
        ? { ...plain, kind: 'hand over', reason: since.written.reason, calls: since.written.reason }
        : null,
  },
  {
    name: 'blocked',
    decide: (facts) =>
      facts.isBlocked
        ? silentOrDraft(facts, 'This person is blocked.', 'The contact was blocked before the AI could answer.', null)
        : null,
  },
  {
    name: 'opted-out',
    decide: (facts) => {
      const wrote = 'Wrote although they have unsubscribed with STOP.';
      return facts.hasOptedOut
        ? silentOrDraft(facts, wrote, 'The customer unsubscribed before the AI could answer.', wrote)
        : null;
    },
  },
  { name: 'ai-off', decide: (facts) => (facts.aiEnabled ? null : switchedOff(facts, 'The AI is switched off.')) },
  {
    name: 'mode-off',
    decide: (facts) => (facts.mode === 'off' ? switchedOff(facts, 'The AI is off in this conversation.') : null),
  },
  {
    name: 'session-closed',
    decide: ({ since }) =>
      since?.isSessionOver
        ? { ...plain, kind: 'draft', reason: CLOSED_REASON, calls: CLOSED_REASON, isMinor: true }
        : null,
  },
  ...limitRules,
  {
    name: 'media-only',
    decide: (facts) => {
      const reason = 'Sent something to look at, which the AI cannot do.';
      return facts.isMediaOnly ? silent(reason, { calls: reason }) : null;
    },
  },
  {
    // What was recovered is answered late: whether that still helps, a person decides.
    name: 'recovered',
    decide: (facts) =>
      facts.isRecovered
        ? {
            ...plain,
            kind: 'draft',
            reason: 'It arrived while the console was offline, so a person decides what to say.',
            calls: facts.since ? DRAFT_REASON : null,
            isMinor: true,
          }
        : null,
  },
  {
    name: 'owned',
    decide: (facts) => (facts.isOwned ? drafted(facts, 'A person has this conversation in hand.') : null),
  },
  {
    name: 'mode-draft',
    decide: (facts) => (facts.mode === 'draft' ? drafted(facts, 'The AI only drafts in this conversation.') : null),
  },
  {
    name: 'quiet-hours',
    decide: (facts) =>
      facts.hours === 'quiet' ? drafted(facts, 'These are quiet hours: nothing is sent by itself.') : null,
  },
  {
    name: 'outside-hours',
    decide: (facts) => (facts.hours === 'closed' ? outsideHours(facts) : null),
  },
  {
    // Begun for a person to check, and nobody has chosen since that this very text goes out.
    name: 'begun-otherwise',
    decide: (facts) =>
      facts.since && facts.since.begun !== 'auto' && !facts.isShadow
        ? { ...plain, kind: 'draft', reason: SWITCHED_REASON, calls: SWITCHED_REASON, isMinor: true }
        : null,
  },
  { name: 'hand-off', decide: handOff },
];

function handOff({ since, isToldOfHandOff }: Facts): Omit<Decision, 'rule'> | null {
  const reason = since?.written?.kind === 'reply' ? since.written.handOff : null;
  if (reason === null) return null;
  return { ...plain, kind: 'hand over', reason, calls: reason, off: 'ai', tells: isToldOfHandOff ? null : 'hand-off' };
}

function switchedOff(facts: Facts, reason: string): Omit<Decision, 'rule'> {
  if (!facts.since) return silent(reason, { calls: reason, isMinor: true });
  return { ...plain, kind: 'draft', reason: SWITCHED_REASON, calls: SWITCHED_REASON, isMinor: true };
}

const OUTSIDE = 'Wrote outside business hours.';

/**
 * The customer is told once in a session; then it depends on what the team wants. A call is not told. What was begun
 * within the hours is finished, and what was not begun as an answer does not become one by the hour.
 */
function outsideHours(facts: Facts): Omit<Decision, 'rule'> | null {
  const { since, outsideHours: wanted } = facts;
  if (since && (since.begun === 'draft') !== (wanted === 'draft')) return null;
  if (since?.begun === 'shadow' && !facts.isShadow) return null;
  const tells = facts.isVoice || facts.isToldOfHours ? null : ('hours' as const);
  switch (wanted) {
    case 'answer': {
      if (handOff(facts)) return null;
      return { ...plain, kind: 'answer', reason: 'Outside business hours, where the AI goes on answering.', tells };
    }
    case 'draft':
      return {
        ...plain,
        kind: 'draft',
        reason: 'Outside business hours the AI only drafts.',
        calls: since ? DRAFT_REASON : null,
        tells: since ? null : tells,
      };
    case 'silent':
      if (since) return null;
      return tells
        ? { ...plain, kind: 'hand over', reason: OUTSIDE, calls: OUTSIDE, isMinor: true, tells }
        : silent(OUTSIDE, { calls: OUTSIDE, isMinor: true });
  }
}

import type { DecisionRecord } from '../../src/shared/decision';
import type { Message } from '../../src/shared/domain';
import { historyOf, type History } from './seed-import';
import { channelChange, contactChange, sessionChanges } from './session-history';

/** A question in shadow mode: what the customer wrote, what the AI would have said, and what a person sent. */
export type Noted = readonly [name: string, question: string, ai: string, human: string | null];

/** Answers as a small shop gives them: most as the AI would, some changed, some quite different, one not given yet. */
const noted: readonly Noted[] = [
  ['Amelia Hart', 'When do you open tomorrow?', 'We open at nine and close at five.', 'We open at nine and close at five.'],
  ['Benoît Laurent', 'Where is my order 48102?', 'Please send us your order number.', 'It left yesterday and arrives on Thursday.'],
  ['Chiara Conti', 'Can I pay by card?', 'Yes, all cards are fine.', 'Yes, all cards are fine!'],
  ['David Okafor', 'Do you deliver to Leeds?', 'Yes, we deliver to Leeds within two days.', 'Yes, we deliver to Leeds within three days.'],
  ['Elif Demir', 'Is the blue mug back?', 'The blue mug is in stock again.', null],
]; // prettier-ignore

const HOUR = 3_600_000;

/** Gives some days of shadow mode, the newest question an hour ago; what is given besides is older. */
export function judgedDays(ours: string, until: number, more: readonly Noted[] = []): History {
  const all = [...noted, ...more];
  const numberOf = (n: number) => `+1202555${String(300 + n).padStart(4, '0')}`;
  const made = historyOf([
    channelChange('sms', ours),
    ...all.flatMap(([name], n) => [contactChange(numberOf(n), name)]),
    ...all.flatMap(([, question, , human], n) =>
      sessionChanges({
        id: `f${n}`.padEnd(24, '0'),
        address: numberOf(n),
        status: 'closed',
        at: new Date(until - (n + 1) * HOUR).toISOString(),
        said: [['contact', question], ...(human === null ? [] : [['operator', human] as const])],
      }),
    ),
  ]);
  return { ...made, messages: made.messages.map((message) => withDecision(message, all)) };
}

function withDecision(message: Message, all: readonly Noted[]): Message {
  const ai = all.find(([, question]) => question === message.content)?.[2];
  if (message.sender !== 'contact' || ai === undefined) return message;
  const decision: DecisionRecord = {
    kind: 'stay silent',
    rule: 'shadow',
    reason: 'Shadow mode: the AI has only noted what it would have done.',
    at: message.createdAt,
    would: {
      kind: 'answer',
      text: ai,
      explanation: {
        ...{ provider: 'openai', model: 'gpt-5.4-mini', durationMs: 1240, rule: null, knowledge: [], tokens: 812 },
        ...{ costUsd: 0.0006, changed: ['A link that is not on your list was left out.'] },
      },
    },
  };
  return { ...message, decision };
}

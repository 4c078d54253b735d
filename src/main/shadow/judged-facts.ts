import { isUnsaid } from '../../shared/apply-to-conversation';
import type { DecisionKind, DecisionRecord } from '../../shared/decision';
import type { CommunicationType, Message } from '../../shared/domain';
import type { Outcome } from '../../shared/shadow-report';
import { compareTexts } from './compare-texts';

/**
 * What is taken down of a message with a decision, not what it says: of the customer’s, and for answers of the AI’s own, since
 * an answer is kept with what was said.
 */
export interface JudgedMessage {
  readonly message_id: string;
  readonly at: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly communication_type: CommunicationType;
  readonly kind: DecisionKind;
  readonly rule: string;
  /** What would have been done, in shadow mode. */
  readonly would: DecisionKind | null;
  /** What became of what the AI wrote for people to see or for the report; null where it wrote nothing of the kind. */
  readonly text: JudgedText | null;
}

export interface JudgedText {
  readonly from: 'shadow' | 'draft';
  readonly outcome: Outcome;
  /** Null where nothing is compared. */
  readonly similarity: number | null;
  /** What people sent. */
  readonly answer_ids: readonly string[];
}

/** Texts that a person sends within this time are one answer. */
const ONE_ANSWER_MS = 5 * 60_000;

/**
 * Takes down what was decided about the messages of a conversation, and what people then sent. An answer is what people
 * sent on the same channel after the customer’s message and before the next one, in this session or, since a person who
 * answers late opens another one, in a later one.
 *
 * @param messages oldest first
 * @param dayOf gives the day that a time falls on, `YYYY-MM-DD`
 */
export function judgedMessagesOf(messages: readonly Message[], dayOf: (iso: string) => string): JudgedMessage[] {
  const judged: JudgedMessage[] = [];
  messages.forEach((message, index) => {
    const { decision } = message;
    if (!decision || message.kind !== undefined || !isCounted(message, decision)) return;
    judged.push({
      message_id: message._id,
      at: message.createdAt,
      day: dayOf(message.createdAt),
      communication_type: message.communication_type,
      kind: decision.kind,
      rule: decision.rule,
      would: decision.would?.kind ?? null,
      text: textOf(decision, () => answerTo(messages, index)),
    });
  });
  return judged;
}

/** Whether a decision is counted where it is kept, so that each counts once. */
function isCounted({ sender, status }: Message, { kind }: DecisionRecord): boolean {
  return kind === 'answer' ? sender === 'ai' && status !== 'draft' : sender === 'contact';
}

/** What people sent, or why there is nothing to compare. */
type Answer = readonly Message[] | 'waiting' | 'overtaken';

function textOf({ kind, rule, would }: DecisionRecord, answer: () => Answer): JudgedText | null {
  // What was written too late for a person to use is no draft that they threw away.
  if (would === undefined) return kind === 'draft' && rule !== 'person-answered' ? draftOf(answer()) : null;
  const isSaid = would.text !== null && (would.kind === 'answer' || would.kind === 'draft');
  return isSaid ? shadowOf(would.text, answer()) : null;
}

function shadowOf(ai: string, answer: Answer): JudgedText {
  if (typeof answer === 'string') return uncompared('shadow', answer);
  return { from: 'shadow', ...compareTexts(ai, joined(answer)), answer_ids: answer.map(({ _id }) => _id) };
}

/** The draft itself is gone once it was used; whether it was changed is written on what was sent. */
function draftOf(answer: Answer): JudgedText {
  if (typeof answer === 'string') return uncompared('draft', answer);
  const used = answer.find((one) => one.metadata.fromDraft !== undefined)?.metadata.fromDraft;
  return {
    from: 'draft',
    outcome: used ?? 'different',
    similarity: null,
    answer_ids: answer.map(({ _id }) => _id),
  };
}

function uncompared(from: JudgedText['from'], outcome: 'waiting' | 'overtaken'): JudgedText {
  return { from, outcome, similarity: null, answer_ids: [] };
}

function answerTo(messages: readonly Message[], index: number): Answer {
  const question = messages[index];
  const answer: Message[] = [];
  for (const one of messages.slice(index + 1)) {
    const isSaid = one.kind === undefined && one.status !== 'draft' && one.sender !== 'system' && !isUnsaid(one);
    if (!isSaid || one.channel_id !== question?.channel_id) continue;
    if (one.sender !== 'operator') return answer.length > 0 ? answer : 'overtaken';
    const begun = answer[0];
    if (begun && Date.parse(one.createdAt) - Date.parse(begun.createdAt) > ONE_ANSWER_MS) break;
    answer.push(one);
  }
  return answer.length > 0 ? answer : 'waiting';
}

/** What several texts say together. */
export function joined(texts: readonly Message[]): string {
  return texts.map(({ content }) => content).join('\n');
}

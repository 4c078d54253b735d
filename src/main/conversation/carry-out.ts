import { wasSaid } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { DecisionRecord, WouldHave } from '../../shared/decision';
import type { Message, Need } from '../../shared/domain';
import { showAddress } from '../../shared/phone-address';
import { shownName } from '../../shared/shown-name';
import type { NewId } from '../app/clock';
import type { Decision } from '../policy/decision';
import { summarise, type SaidLine } from '../policy/summarise';
import type { Conversation, Now } from '../store/store';
import type { DeskBreaker } from './desk-breaker';
import { addMessage, callBesides, isCalled, type Answerable } from './reply-message';

export interface CarryOutParts {
  readonly newId: NewId;
  readonly breaker: Pick<DeskBreaker, 'tripped' | 'trip'>;
}

export interface Deciding {
  readonly now: Now;
  /** Null where it is not at hand: then a summary knows the message only. */
  readonly conversation: Conversation | null;
  readonly to: Answerable;
  readonly decision: Decision;
  /** ISO 8601. */
  readonly at: string;
}

/** Gives what is kept of a decision with its message. */
export function recordOf({ kind, rule, reason }: Decision, at: string, would?: WouldHave): DecisionRecord {
  return { kind, rule, reason, at, ...(would ? { would } : {}) };
}

/**
 * Gives the changes that a decision makes besides what is said: a person is called, with a summary and a line in the thread
 * where the AI hands over; the AI is switched off there; the whole desk pauses.
 */
export function carryOut(parts: CarryOutParts, deciding: Deciding): Change[] {
  const { now, decision, at, to } = deciding;
  const { contact_id } = to;
  return [
    ...pauseDesk(parts, now, decision, at),
    ...callPerson(parts, deciding),
    ...(decision.off === null
      ? []
      : [
          {
            type: 'mode.set' as const,
            contact_id,
            mode: {
              value: 'off' as const,
              by: decision.off,
              at,
              ...(decision.off === 'rule' ? { tripped: { rule: decision.rule, reason: decision.reason } } : {}),
            },
          },
        ]),
  ];
}

/** Where a decision is that the whole desk has said enough, its pause begins, unless it has begun already. */
export function pauseDesk({ breaker }: CarryOutParts, now: Now, { rule, reason }: Decision, at: string): Change[] {
  return rule === 'desk-limit' && breaker.tripped(now) === null ? [breaker.trip(reason, at)] : [];
}

function callPerson(parts: CarryOutParts, { now, conversation, to, decision, at }: Deciding): Change[] {
  const { calls, isMinor, kind } = decision;
  const { contact_id } = to;
  if (calls === null || (isMinor && isCalled(now, contact_id))) return [];
  if (kind !== 'hand over') return [callBesides(now, contact_id, calls, at)];
  // A call that is handed over always ends with a line that says so.
  const isTold = decision.tells === 'hand-off' || to.message.communication_type === 'voice';
  const summary = summarise(nameOf(now, to), saidIn(conversation?.messages() ?? [], to.message), isTold);
  const need: Need = { reason: calls, since: at, summary };
  const flagged: Change = { type: 'thread.flagged', contact_id, needsHuman: need };
  // Where the AI stays on, the conversation has not changed hands.
  if (decision.off === null) return [flagged];
  const line = `The AI handed over. ${calls} ${summary}`;
  return [flagged, addMessage(to, eventMessage(parts.newId(), to.message, line, at))];
}

function eventMessage(
  id: string,
  { session_id, channel_id, communication_type, metadata }: Message,
  content: string,
  at: string,
): Message {
  return {
    _id: id,
    session_id,
    channel_id,
    content,
    sender: 'system',
    communication_type,
    status: 'received',
    kind: 'event',
    metadata: { fromNumber: metadata.toNumber, toNumber: metadata.fromNumber },
    createdAt: at,
  };
}

function nameOf(now: Now, { contact_id, address }: Answerable): string {
  const contact = now.get('contacts', contact_id);
  return shownName(contact?.name ?? null) ?? shownName(contact?.profileName ?? null) ?? showAddress(address);
}

/** What was said in the session, with the message in question last, whether it is kept already or not. */
function saidIn(messages: readonly Message[], message: Message): SaidLine[] {
  const before = messages.filter(
    (one) => one.session_id === message.session_id && one._id !== message._id && wasSaid(one) && isWorthSumming(one),
  );
  return [...before, message].map(({ sender, content }) => ({
    who: sender === 'contact' ? 'customer' : sender === 'ai' ? 'ai' : 'operator',
    text: content,
  }));
}

/** Of the AI's texts only answers: that a person takes over, or that the team is away, has helped nobody. */
function isWorthSumming({ sender, decision }: Message): boolean {
  return sender !== 'ai' || decision === undefined || decision.kind === 'answer';
}

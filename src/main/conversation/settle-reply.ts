import type { Change } from '../../shared/changes';
import type { DecisionRecord } from '../../shared/decision';
import type { Message } from '../../shared/domain';
import type { Decision as Decided } from '../policy/decision';
import type { Begun } from '../policy/facts';
import type { Conversation, Decision, Now } from '../store/store';
import { EMPTY_TWIML, renderReply } from '../webhook/render-twiml';
import { carryOut, recordOf, type CarryOutParts } from './carry-out';
import type { DeskSettings } from './desk-settings';
import { addMessage, callFor, explain, isCalled, replyMessage, type Answerable } from './reply-message';
import type { ReplyRules } from './reply-rules';
import type { ReportLinks } from './report-links';
import { noLongerUnanswered } from './take-up-unanswered';
import { wouldHave, writtenFact } from './written-fact';
import type { Written } from './write-reply';

export interface SettleParts extends CarryOutParts {
  readonly rules: ReplyRules;
  readonly reports: ReportLinks;
}

export interface Settling {
  readonly to: Answerable;
  readonly begun: Begun;
  readonly written: Written;
  readonly settings: DeskSettings;
  /** ISO 8601. */
  readonly at: string;
}

export interface Settled {
  /** What the message's webhook is answered (or was already). */
  readonly twiml: string;
  /** What was said to the customer, if anything. */
  readonly said: string | null;
}

/**
 * Decides, on the newest state, what becomes of a written reply: sent with the webhook's answer, sent by REST when that
 * answer is already out, kept as a draft when the AI no longer has the word, only noted, or nothing. It is one decision
 * with the webhook's answer, so it is never both TwiML and REST, and never twice; and it asks the same rules as when the
 * message arrived, with what has come to pass since.
 */
export function settleReply(
  parts: SettleParts,
  now: Now,
  conversation: Conversation,
  settling: Settling,
): Decision<Settled> {
  const { written, settings, at, begun } = settling;
  // As it stands now: its session may have been merged into another one meanwhile, and so may its contact.
  const message = conversation.message(settling.to.message._id) ?? settling.to.message;
  const contact_id = now.get('addresses', settling.to.address)?.contact_id ?? settling.to.contact_id;
  const to: Answerable = { ...settling.to, contact_id, message };
  const late = { begun, written: writtenFact(written) };
  const decision = parts.rules(now, { ...to, conversation, isStored: true, late }, settings);
  const given = message.answer;
  const unsaid: Settled = { twiml: given ?? EMPTY_TWIML, said: null };
  if (decision.rule === 'gone' || decision.rule === 'answered') return { changes: [], result: unsaid };

  const said = textOf(decision, written, settings);
  const more = carryOut(parts, { now, conversation, to, decision, at });
  if (written.kind === 'failed' || (said === null && decision.kind !== 'draft')) {
    const record = recordOf(decision, at, wouldHave(decision, written));
    return { changes: [...settle(to, given, EMPTY_TWIML, record), ...more], result: unsaid };
  }
  const { reply } = written;
  const id = parts.newId();
  const options = { id, at, explanation: explain(written.provider, reply, written.durationMs) };
  const record = recordOf(decision, at);
  const old = withoutDraft(now, conversation, to);
  if (said === null) {
    const draft = replyMessage(to, reply.text, { ...options, status: 'draft', decision: record });
    return {
      // Kept with the question too: the draft itself is gone once it was used or thrown away.
      changes: [...old, addMessage(to, draft), ...settle(to, given, EMPTY_TWIML, record), ...more],
      result: unsaid,
    };
  }
  const twiml = renderReply(said, parts.reports.message(id));
  const answer = replyMessage(to, said, {
    ...options,
    status: given === undefined ? 'sent' : 'queued',
    decision: record,
    ...(decision.tells === 'hours' ? { hours: true } : {}),
  });
  const answered = noLongerUnanswered(now, conversation, to);
  return {
    changes: [
      ...old,
      addMessage(to, answer),
      ...settle(to, given, twiml, decision.kind === 'hand over' ? record : null),
      ...answered,
      ...more,
      ...callFor(
        contact_id,
        reply,
        at,
        decision.calls !== null || (isCalled(now, contact_id) && answered.length === 0),
      ),
    ],
    result: { twiml: given ?? twiml, said },
  };
}

/** What is said to the customer; null: nothing. */
export function textOf(decision: Decided, written: Written, { hoursReply }: DeskSettings): string | null {
  if (written.kind === 'failed') return null;
  if (decision.kind === 'hand over') return decision.tells === 'hand-off' ? written.reply.text : null;
  if (decision.kind !== 'answer') return null;
  return decision.tells === 'hours' ? `${hoursReply}\n\n${written.reply.text}` : written.reply.text;
}

/** What is written or sent now takes the place of the draft before. */
function withoutDraft(now: Now, conversation: Conversation, { address, contact_id }: Answerable): Change[] {
  const old = now.get('threads', contact_id)?.draft_id;
  return old && conversation.message(old) ? [{ type: 'draft.discarded', address, contact_id, message_id: old }] : [];
}

/** Records what a message's webhook is answered, if it was not yet, and what was decided about it, if that is to be kept. */
function settle(to: Answerable, given: Message['answer'], twiml: string, decision: DecisionRecord | null): Change[] {
  if (given === undefined) return [answered(to, twiml, decision)];
  const { address, message } = to;
  return decision ? [{ type: 'message.decided', address, message_id: message._id, decision }] : [];
}

/** Records what a message's webhook is answered. */
export function answered(to: Answerable, twiml: string, decision: DecisionRecord | null = null): Change {
  return {
    type: 'message.answered',
    address: to.address,
    message_id: to.message._id,
    twiml,
    ...(decision ? { decision } : {}),
  };
}

import type { CallRecord, Message, Session } from '../../shared/domain';
import { isoNow } from '../app/clock';
import { plain } from '../policy/rules';
import type { InboundCall } from '../webhook/parse-inbound';
import { renderVoice, type VoiceAnswer } from '../webhook/render-voice';
import { callLines } from './call-lines';
import { carryOut, recordOf, type CarryOutParts } from './carry-out';
import { callProgress, closeSession, requireCall } from './find-call';
import { addMessage, callFor, explain, isCalled, replyLine, replyMessage } from './reply-message';
import type { ReplyRules } from './reply-rules';
import { turnMessage } from './turn-message';
import { writeReply, type WriteReplyParts } from './write-reply';

/** Turns after which a call is handed to a person, so that it cannot go on for ever. */
const MOST_TURNS = 20;
/** A caller waits at most so long for an answer; Twilio itself gives up after 15 s. */
const ANSWER_LIMIT_MS = 10_000;

export interface CallParts extends WriteReplyParts, CarryOutParts {
  readonly rules: ReplyRules;
  readonly log: (line: string, contactId: string) => void;
}

interface Turn {
  readonly contact_id: string;
  readonly session: Session;
  readonly record: CallRecord;
  readonly message: Message;
}

const askedReason = 'The caller asked for a person.';
const unexplained = { model: null, durationMs: 0, rule: 'call', knowledge: [], tokens: null };

/** Makes the function that keeps what a caller said, answers it, and gives the TwiML. */
export function createAnswerTurn(parts: CallParts): (call: InboundCall, step: string) => Promise<string> {
  const { store, clock, settings, newId } = parts;

  /** The caller said something: it is kept first, then answered. */
  return async function turn(call: InboundCall, step: string): Promise<string> {
    const kept = await keep(call, step);
    const asking = { address: call.from, contact_id: kept.contact_id, message: kept.message };
    const { signal } = new AbortController();
    const written = await writeReply(parts, { to: asking, signal, limitMs: ANSWER_LIMIT_MS });
    return store.commitTo(call.from, (now, conversation) => {
      const at = isoNow(clock);
      const { session, record } = requireCall(conversation, call.sid);
      const decision = parts.rules(now, { ...asking, isStored: true, conversation }, settings());
      const talks = decision.kind === 'answer' && call.digits !== '0' && record.turns < MOST_TURNS;
      const reply = talks && written.kind === 'reply' ? written.reply : null;
      const answer: VoiceAnswer =
        reply && !reply.handOff
          ? { kind: 'listen', say: reply.text, step: nextStep(record) }
          : { kind: 'end', say: reply?.text ?? (talks ? callLines.trouble : callLines.person) };
      const twiml = renderVoice(answer);
      const contact_id = now.get('addresses', call.from)?.contact_id ?? kept.contact_id;
      const to = { ...asking, contact_id };
      const silent = decision.kind === 'answer' ? null : decision;
      const failed = written.kind === 'failed' ? written.reason : null;
      const reason = reply?.handOff?.reason ?? silent?.calls ?? silent?.reason ?? failed ?? askedReason;
      const rule = silent?.rule ?? 'hand-off';
      const handedOver = { ...plain, kind: 'hand over', rule, reason, calls: reason } as const;
      // The call itself is handed over. Where a rule kept the AI silent, what is switched stays as that rule says: a person
      // has chosen it, or the hour has.
      const given =
        silent?.off === 'rule' || silent?.rule === 'shadow'
          ? silent
          : { ...handedOver, off: silent ? null : ('ai' as const) };
      const isOver = answer.kind === 'end';
      const decided = recordOf(isOver ? given : decision, at);
      const said = replyMessage(to, answer.say, {
        id: newId(),
        status: 'sent',
        at,
        explanation:
          written.kind === 'reply' && reply
            ? explain(written.provider, reply, written.durationMs)
            : { ...unexplained, provider: parts.provider().name },
        decision: decided,
      });
      if (reply) parts.log(replyLine(reply.text), kept.contact_id);
      const turns = record.turns + 1;
      const answers = { ...record.answers, [step]: twiml };
      return {
        changes: [
          addMessage(to, said),
          callProgress(call.from, session._id, { ...record, silentTurns: 0, turns, answers }, at),
          ...(isOver
            ? [
                {
                  type: 'message.decided' as const,
                  address: call.from,
                  message_id: kept.message._id,
                  decision: decided,
                },
                ...carryOut(parts, { now, conversation, to, decision: given, at }),
                ...closeSession(call.from, session, at),
              ]
            : reply
              ? callFor(contact_id, reply, at, isCalled(now, contact_id))
              : []),
        ],
        result: twiml,
      };
    });
  };

  function keep(call: InboundCall, step: string): Promise<Turn> {
    return store.commitTo(call.from, (now, conversation) => {
      const { session, record } = requireCall(conversation, call.sid);
      const contact_id = now.get('addresses', call.from)?.contact_id ?? '';
      const before = conversation
        .messages()
        .find((one) => one.metadata.twilioCallSid === call.sid && one.metadata.step === step);
      if (before) {
        return { changes: [], result: { contact_id, session, record, message: before } };
      }
      const place = { _id: newId(), session_id: session._id, channel_id: session.channel_id };
      const spoken = turnMessage(call, place, isoNow(clock));
      const message = { ...spoken, metadata: { ...spoken.metadata, step } };
      return {
        changes: [{ type: 'message.added', address: call.from, contact_id, message }],
        result: { contact_id, session, record, message },
      };
    });
  }
}

/** The name of the step after the one that is being answered. */
export function nextStep(record: CallRecord): string {
  return `turn-${record.turns + 2}`;
}

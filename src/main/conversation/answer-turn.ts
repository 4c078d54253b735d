import type { CallRecord, Message, Session } from '../../shared/domain';
import { isoNow } from '../app/clock';
import type { Decision } from '../policy/decision';
import { plain } from '../policy/rules';
import type { Conversation, Now } from '../store/store';
import type { InboundCall } from '../webhook/parse-inbound';
import { renderVoice, type VoiceAnswer } from '../webhook/render-voice';
import { callLines } from './call-lines';
import { carryOut, recordOf, type CarryOutParts } from './carry-out';
import { callProgress, closeSession, requireCall } from './find-call';
import { addMessage, callFor, explain, isCalled, replyLine, replyMessage, type Answerable } from './reply-message';
import type { ReplyRules } from './reply-rules';
import { turnMessage } from './turn-message';
import { writeReply, type WriteReplyParts, type Written } from './write-reply';
import { writtenFact } from './written-fact';

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

interface Spoken {
  readonly asking: Answerable;
  readonly written: Written;
  /** Why the call goes to a person whatever the AI has to say; null where it does not. */
  readonly wish: string | null;
}

const askedReason = 'The caller asked for a person.';
const longReason = `The call went on for ${MOST_TURNS} turns, so a person should take it up.`;
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
      const wish = wishOf(call, record);
      const given = decide(now, conversation, { asking, written, wish });
      const isSaid = wish === null && (given.kind === 'answer' || given.rule === 'hand-off');
      const reply = isSaid && written.kind === 'reply' ? written.reply : null;
      const isOver = given.kind !== 'answer';
      const answer: VoiceAnswer = isOver
        ? { kind: 'end', say: reply?.text ?? (given.rule === 'not-written' ? callLines.trouble : callLines.person) }
        : { kind: 'listen', say: reply?.text ?? '', step: nextStep(record) };
      const twiml = renderVoice(answer);
      const contact_id = now.get('addresses', call.from)?.contact_id ?? kept.contact_id;
      const to = { ...asking, contact_id };
      const decided = recordOf(given, at);
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

  /**
   * What becomes of a call after a turn, by the same rules as a text: whether the AI may talk, then what of that which was
   * written. What happens in the thread beside it leaves the caller on the line, so it is not asked about.
   */
  function decide(now: Now, conversation: Conversation, { asking, written, wish }: Spoken): Decision {
    const may = parts.rules(now, { ...asking, isStored: true, conversation }, settings());
    if (may.kind !== 'answer') return handedOver(may);
    if (wish !== null) return { ...plain, kind: 'hand over', rule: 'hand-off', reason: wish, calls: wish, off: 'ai' };
    const late = { begun: 'auto', written: writtenFact(written) } as const;
    return parts.rules(now, { ...asking, isStored: true, late }, settings());
  }

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

function wishOf({ digits }: InboundCall, { turns }: CallRecord): string | null {
  return digits === '0' ? askedReason : turns >= MOST_TURNS ? longReason : null;
}

/**
 * A call in which the AI may not go on is handed over. What is switched stays as the rule says that kept it silent: a person
 * has chosen it, or the hour has.
 */
function handedOver(silent: Decision): Decision {
  if (silent.off === 'rule' || silent.rule === 'shadow') return silent;
  const reason = silent.calls ?? silent.reason;
  return { ...plain, kind: 'hand over', rule: silent.rule, reason, calls: reason };
}

/** The name of the step after the one that is being answered. */
export function nextStep(record: CallRecord): string {
  return `turn-${record.turns + 2}`;
}

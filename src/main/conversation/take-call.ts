import type { CallRecord } from '../../shared/domain';
import { isoNow } from '../app/clock';
import type { Decision } from '../policy/decision';
import type { Now } from '../store/store';
import type { InboundCall } from '../webhook/parse-inbound';
import { renderVoice, type VoiceAnswer } from '../webhook/render-voice';
import { createAnswerTurn, nextStep, type CallParts } from './answer-turn';
import { callLines } from './call-lines';
import { pauseDesk } from './carry-out';
import { callProgress, closeSession, findCall, requireCall } from './find-call';
import { missedCall } from './missed-call';
import { placeLines, placeMessage } from './place-message';
import { turnMessage } from './turn-message';
import { whenDurable } from './when-durable';

/** Silent turns in a row that end a call. */
const SILENT_TURNS = 2;
export interface TakeCall {
  /** Answers a step of a call with TwiML. The same step again gives the same bytes and nothing else happens. */
  step(call: InboundCall, step: string): Promise<string>;
}

/** Makes the part that talks on the phone, turn by turn. */
export function createTakeCall(parts: CallParts): TakeCall {
  const { store, clock, settings, newId } = parts;
  const answerTurn = createAnswerTurn(parts);
  const inFlight = new Map<string, Promise<string>>();

  return {
    step(call, step) {
      const key = `${call.sid} ${step}`;
      const running = inFlight.get(key);
      if (running) return running;
      const answer = take(call, step).finally(() => inFlight.delete(key));
      inFlight.set(key, answer);
      return answer;
    },
  };

  async function take(call: InboundCall, step: string): Promise<string> {
    const conversation = await store.conversation(call.from);
    const session = findCall(conversation, call.sid);
    const given = session?.call?.answers ?? {};
    if (Object.hasOwn(given, step)) return whenDurable(store, given[step] ?? '');
    if (!session) return open(call, step);
    if (step === 'incoming') return renderVoice({ kind: 'end', say: callLines.trouble });
    return call.speech || call.digits ? answerTurn(call, step) : silence(call, step);
  }

  /** The call begins: a session is opened for it and the caller is greeted. */
  async function open(call: InboundCall, step: string): Promise<string> {
    const at = isoNow(clock);
    const opened = await store.commit((now) => {
      const record: CallRecord = {
        sid: call.sid,
        status: 'in-progress',
        startedAt: at,
        durationSeconds: null,
        silentTurns: 0,
        turns: 0,
        answers: {},
      };
      const { gapMs } = settings();
      const placing = { type: 'voice', address: call.from, ours: call.to, at, gapMs } as const;
      // A call is never a continuation of an earlier one, so no gap is small enough to join them.
      const place = placeMessage(now, { ...placing, profileName: null, gapMs: -1, call: record }, newId);
      const silent = place.opened && whySilent(now, call, place.contact._id, place.channel._id);
      const answer: VoiceAnswer = silent
        ? { kind: 'end', say: callLines.nobody }
        : { kind: 'listen', say: callLines.greeting, step: 'turn-1' };
      const twiml = renderVoice(answer);
      const changes = [
        ...place.changes,
        callProgress(call.from, place.session_id, { ...record, answers: { incoming: twiml, [step]: twiml } }, at),
        ...(silent ? pauseDesk(parts, now, silent, at) : []),
        ...(silent
          ? missedCall(now, {
              ...{ call, place, at, id: newId(), line: 'Missed call.' },
              reason: `Called. ${whyNot(silent)}`,
              ...(silent.off === 'rule' ? { tripped: { rule: silent.rule, reason: silent.reason } } : {}),
            })
          : []),
      ];
      return { changes, result: { twiml, place } };
    });
    for (const line of placeLines(opened.place, 'voice', settings().gapMs)) {
      parts.log(line, opened.place.contact._id);
    }
    return opened.twiml;
  }

  /** What keeps the AI from talking to this caller; null when it does. */
  function whySilent(now: Now, call: InboundCall, contact_id: string, channelId: string): Decision | null {
    const message = turnMessage(call, { _id: '', session_id: '', channel_id: channelId }, isoNow(clock));
    const decision = parts.rules(now, { address: call.from, contact_id, message, isStored: false }, settings());
    return decision.kind === 'answer' ? null : decision;
  }

  /** The caller said or pressed nothing. */
  function silence(call: InboundCall, step: string): Promise<string> {
    return store.commitTo(call.from, (_now, conversation) => {
      const { session, record } = requireCall(conversation, call.sid);
      const silentTurns = record.silentTurns + 1;
      const next = nextStep(record);
      const answer: VoiceAnswer =
        silentTurns >= SILENT_TURNS
          ? { kind: 'end', say: callLines.goodbye }
          : { kind: 'listen', say: callLines.again, step: next };
      const twiml = renderVoice(answer);
      const turns = record.turns + 1;
      const answers = { ...record.answers, [step]: twiml };
      return {
        changes: [
          callProgress(call.from, session._id, { ...record, silentTurns, turns, answers }, isoNow(clock)),
          ...(answer.kind === 'end' ? closeSession(call.from, session, isoNow(clock)) : []),
        ],
        result: twiml,
      };
    });
  }
}

function whyNot({ kind, calls }: Decision): string {
  if (kind === 'draft') return 'The AI only writes drafts here, which a call cannot wait for.';
  return calls ?? 'The AI does not answer this caller.';
}

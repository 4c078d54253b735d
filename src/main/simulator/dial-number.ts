import { isE164 } from '../../shared/phone-address';
import { durationOf, isOver, type CallRecord } from './call-log';
import { CallInterrupted, type LiveCall } from './live-call';
import type { Verb } from './parse-twiml';
import { ringPhone } from './ring-phone';
import { secondsOf, toAction, type AfterVerb, type VoiceStep } from './voice-steps';

/**
 * Carries out `<Dial>`: rings one number, joins both people until one hangs up, and tells `action` how it went.
 * Source: https://www.twilio.com/docs/voice/twiml/dial
 */
export async function dialNumber(step: VoiceStep, verb: Verb): Promise<AfterVerb> {
  const { parts, live } = step;
  const [target, ...others] = verb.children.filter(({ name }) => name === 'Number');
  const to = (target ?? verb).text.trim();
  const callerId = verb.attributes.callerId ?? live.record.from;
  const note = (code: number, message: string) => parts.debuggerLog.note('error', { code, message }, live.sid);
  if (others.length > 0) note(13224, 'Only the first <Number> is rung here.');
  if (!isCallerId(step, callerId)) {
    note(13214, `Dial: invalid callerId ${callerId}`);
    return finish(step, verb, { DialCallStatus: 'failed' });
  }
  if (!isE164(to)) {
    note(13224, `Dial: Twilio does not support calling ${to || 'this'}`);
    return finish(step, verb, { DialCallStatus: 'failed' });
  }
  const leg = parts.lines.begin({
    ...{ parentSid: live.sid, direction: 'outbound-dial', from: callerId, to, status: 'queued' },
    phone_id: parts.phones.at(to)?.phone_id ?? null,
  });
  live.hear('twilio', `Ringing ${to} …`);
  const record = await talk(step, leg, secondsOf(verb, 'timeout', 30) * 1000);
  const seconds = String(durationOf(record) ?? 0);
  return finish(step, verb, {
    ...{ DialCallStatus: record.status, DialCallSid: leg.sid, DialCallDuration: seconds },
    DialBridged: String(record.answeredAt !== null),
  });
}

/** Twilio calls on behalf of those only: caller, callee, numbers of the account, verified caller IDs. */
function isCallerId({ parts, live }: VoiceStep, callerId: string): boolean {
  const { from, to } = live.record;
  return from === callerId || to === callerId || !!parts.account.number(callerId) || !!parts.account.callerId(callerId);
}

async function talk({ parts, live }: VoiceStep, leg: LiveCall, timeoutMs: number): Promise<CallRecord> {
  try {
    await live.guard(ringPhone(parts, leg, timeoutMs));
    if (isOver(leg.record)) return leg.record;
    live.bridge(leg);
    leg.bridge(live);
    await live.guard(leg.guard(new Promise<never>(() => undefined)).catch(() => undefined));
  } catch (error) {
    if (!(error instanceof CallInterrupted)) throw error;
    end(leg, leg.record.answeredAt === null ? 'canceled' : 'completed');
    throw error;
  } finally {
    live.bridge(null);
    leg.bridge(null);
  }
  end(leg, 'completed');
  return leg.record;
}

function end(leg: LiveCall, status: string): void {
  leg.interrupt({ kind: 'over', lastWords: '' });
  if (!isOver(leg.record)) leg.setStatus(status);
}

function finish(step: VoiceStep, verb: Verb, params: Readonly<Record<string, string>>): AfterVerb {
  return verb.attributes.action === undefined ? 'next' : toAction(step, verb, params);
}

import { place } from './inbound-text-params';
import { durationOf, type CallRecord } from './call-log';
import type { Parts } from './parts';
import { rfc2822 } from './rest/rest-format';

/** Parameters that every request about a call carries: https://www.twilio.com/docs/voice/twiml#request-parameters */
export function voiceParams(parts: Parts, call: CallRecord): Record<string, string> {
  const { sid, from, to, status, direction, parentSid } = call;
  return {
    ...{ CallSid: sid, AccountSid: parts.account.sid, ApiVersion: '2010-04-01', CallStatus: status },
    ...{ Direction: direction, From: from, To: to, Caller: from, Called: to },
    ...{ ...place('From', from), ...place('To', to), ...place('Caller', from), ...place('Called', to) },
    ...(parentSid === null ? {} : { ParentCallSid: parentSid }),
  };
}

/** What a call's status callback adds: https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
export function callProgressParams(parts: Parts, call: CallRecord, sequence: number): Record<string, string> {
  const seconds = durationOf(call);
  return {
    ...voiceParams(parts, call),
    ...{
      Timestamp: rfc2822(parts.clock.now()),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
    },
    ...(seconds === null ? {} : { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }),
  };
}

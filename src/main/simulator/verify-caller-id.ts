import type { LiveCall } from './live-call';
import { CallInterrupted } from './live-call';
import { isOver } from './call-log';
import type { Parts } from './parts';
import { ringPhone } from './ring-phone';
import { voiceParams } from './voice-params';

/** The number that Twilio verifies from: https://www.twilio.com/docs/voice/api/outgoing-caller-ids */
const TWILIO_CALLS_FROM = '+14157234000';
const RING_MS = 60_000;

export interface Verification {
  readonly phoneNumber: string;
  readonly friendlyName: string;
  /** Six digits that whoever answers keys in. */
  readonly code: string;
  readonly delayMs: number;
  readonly statusCallback: string | undefined;
}

/** Begins to verify a number: Twilio calls it, and the code keyed in makes it a caller ID. Gives the call's SID. */
export function verifyCallerId(parts: Parts, verification: Verification): string {
  const { phoneNumber } = verification;
  const live = parts.lines.begin({
    ...{ parentSid: null, direction: 'outbound-api', from: TWILIO_CALLS_FROM, to: phoneNumber, status: 'queued' },
    phone_id: parts.phones.at(phoneNumber)?.phone_id ?? null,
  });
  parts.clock.after(verification.delayMs, () => void call(parts, live, verification));
  return live.sid;
}

async function call(parts: Parts, live: LiveCall, verification: Verification): Promise<void> {
  await ringPhone(parts, live, RING_MS);
  const isVerified = !isOver(live.record) && (await askForCode(live, verification.code));
  const sid = isVerified ? keepCallerId(parts, verification) : null;
  if (!isOver(live.record)) live.setStatus('completed');
  if (!verification.statusCallback) return;
  const report = parts.webhooks.ask({
    about: 'call status',
    url: verification.statusCallback,
    params: {
      ...voiceParams(parts, live.record),
      VerificationStatus: sid === null ? 'failed' : 'success',
      ...(sid === null ? {} : { OutgoingCallerIdSid: sid }),
    },
  });
  await parts.track(report);
}

async function askForCode(live: LiveCall, code: string): Promise<boolean> {
  live.hear('twilio', 'Twilio calls to verify this number. Please enter the six digits that are shown to you.');
  try {
    const input = await live.listen({ for: 'input', speech: false, digits: true, numDigits: code.length }, null);
    const isRight = input.kind === 'digits' && input.digits.replace('#', '') === code;
    live.hear('twilio', isRight ? 'Thank you. This number is verified.' : 'This was not the code. Goodbye.');
    return isRight;
  } catch (error) {
    if (error instanceof CallInterrupted) return false;
    throw error;
  }
}

function keepCallerId(parts: Parts, { phoneNumber, friendlyName }: Verification): string {
  const sid = parts.newSid('PN');
  parts.account.callerIds.push({ sid, phoneNumber, friendlyName, canText: false, createdAt: parts.clock.now() });
  return sid;
}

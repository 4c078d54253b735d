import { isE164 } from '../../../shared/phone-address';
import type { Parts } from '../parts';
import { checkMagicCall } from './magic-numbers';
import { RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';

const MAX_TWIML = 4000;
const DEFAULT_TIMEOUT_SECONDS = 60;

/** A call that Twilio would make. */
export interface CheckedCall {
  readonly to: string;
  readonly from: string;
  readonly timeoutSeconds: number;
}

/**
 * Applies Twilio's rules to a new call. Unlike a text, a call may come from a verified caller ID.
 *
 * @throws RestRefusal with Twilio's number and sentence
 */
export function checkNewCall(form: RestForm, { account }: Pick<Parts, 'account'>): CheckedCall {
  const to = form.one('To') ?? '';
  const from = form.one('From') ?? '';
  checkDocument(form);
  checkMagicCall(from, to);
  if (!isE164(from)) throw new RestRefusal(21212, `Invalid From Number (caller ID): ${from}`);
  if (!account.number(from)?.capabilities.voice && !account.callerId(from)) {
    throw new RestRefusal(21210, `The source phone number provided, ${from}, is not yet verified for your account.`);
  }
  if (!isE164(to)) throw new RestRefusal(21217, `Phone number ${to} does not appear to be valid`);
  if (account.type === 'Trial' && !account.callerId(to)) {
    throw new RestRefusal(
      21219,
      `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`,
    );
  }
  const timeout = Number(form.one('Timeout') ?? DEFAULT_TIMEOUT_SECONDS);
  return { to, from, timeoutSeconds: Number.isFinite(timeout) ? Math.min(timeout, 600) : DEFAULT_TIMEOUT_SECONDS };
}

/** Exactly one source of TwiML. @throws RestRefusal */
export function checkDocument(form: RestForm): void {
  const url = form.one('Url');
  const twiml = form.one('Twiml');
  if (url === undefined && twiml === undefined && !form.has('ApplicationSid')) {
    throw new RestRefusal(21205, "One of 'Url', 'Twiml' or 'ApplicationSid' is required");
  }
  if (twiml !== undefined && twiml.length > MAX_TWIML) {
    throw new RestRefusal(20001, `Twiml is longer than ${MAX_TWIML} characters`);
  }
}

import type { TwilioState } from '../../shared/connection';
import { redactAddress } from '../../shared/phone-address';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from './client';

/**
 * Checks that Twilio knows the account, that it is active and, where one is given, that the phone number belongs to
 * it. Never throws: what is wrong stands in the reason, with what to do.
 */
export async function checkAccount(
  client: TwilioClient,
  accountSid: string,
  phoneNumber: string | null = null,
): Promise<TwilioState> {
  const problem = (reason: string): TwilioState => ({ state: 'problem', accountSid, reason, retryAt: null });
  try {
    const account = await client.fetchAccount();
    if (account.status !== 'active') {
      return problem(`The Twilio account is ${account.status}. The Twilio Console says what is missing.`);
    }
    if (phoneNumber !== null) {
      const numbers = await client.listNumbers();
      if (!numbers.some((number) => number.phoneNumber === phoneNumber)) {
        return problem(
          `The number ${redactAddress(phoneNumber)} is not one of this Twilio account. Check TWILIO_PHONE_NUMBER.`,
        );
      }
    }
    return { state: 'ok', accountSid, reason: null, retryAt: null };
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof TwilioUnreachable) return { state: 'unreachable', accountSid, reason, retryAt: null };
    return problem(reason);
  }
}

/** Why Twilio cannot be used, for people. */
export function reasonOf(error: unknown): string {
  if (error instanceof TwilioRefusal && error.status === 401) {
    return 'Twilio did not accept the account SID and auth token. Check both; the token changes when it is rotated.';
  }
  if (error instanceof TwilioRefusal || error instanceof TwilioUnreachable) return error.message;
  return 'The Twilio account could not be checked.';
}

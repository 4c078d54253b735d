import type { TwilioState } from '../../shared/connection';
import { redactAddress } from '../../shared/phone-address';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from './client';

/** What is said of credentials that Twilio does not take; nothing is asked with them in the background. */
export const CREDENTIALS_REFUSED =
  'Twilio did not accept the account SID and auth token. Check both; the token changes when it is rotated.';

/** Whether Twilio has said that it does not know the credentials: https://www.twilio.com/docs/api/errors/20003 */
export function isCredentialsRefusal(error: unknown): boolean {
  return error instanceof TwilioRefusal && error.status === 401;
}

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
function reasonOf(error: unknown): string {
  if (isCredentialsRefusal(error)) return CREDENTIALS_REFUSED;
  if (error instanceof TwilioRefusal || error instanceof TwilioUnreachable) return error.message;
  return 'The Twilio account could not be checked.';
}

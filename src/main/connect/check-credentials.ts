import type { ConnectedAccount } from '../../shared/contract/connect-contract';
import { Problem } from '../ipc/problem';
import { TwilioRefusal, type TwilioClient } from '../twilio/client';
import { toProblem } from './trouble';

const CONSOLE = 'In Twilio’s Console, on the first page under “Account info”';

/** What somebody pasted, ready to be asked with. */
export interface Credentials {
  readonly accountSid: string;
  readonly authToken: string;
}

/**
 * Reads what was pasted for the account SID and auth token: without spaces, line breaks, quotation marks, or the name of the
 * variable before it.
 *
 * @throws Problem when it cannot be an account's credentials, with what to look for
 */
export function readCredentials(pastedSid: string, pastedToken: string): Credentials {
  const accountSid = clean(pastedSid);
  const authToken = clean(pastedToken);
  if (/^SK/i.test(accountSid) || /^SK[0-9a-f]{32}$/i.test(authToken)) throw apiKey();
  if (/^AC[0-9a-f]{32}$/i.test(authToken) && !/^AC/i.test(accountSid)) {
    throw new Problem('refused', 'The two are the wrong way round.', 'The account SID is the one that begins with AC.');
  }
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) {
    throw new Problem(
      'refused',
      'This is no account SID: that is AC and 32 digits or letters from a to f.',
      `${CONSOLE}, copy the Account SID.`,
    );
  }
  return { accountSid, authToken: readToken(pastedToken) };
}

/** The same for a token alone. @throws Problem likewise */
export function readToken(pasted: string): string {
  const token = clean(pasted);
  if (/^SK[0-9a-f]{32}$/i.test(token)) throw apiKey();
  if (token === '')
    throw new Problem('refused', 'The auth token is missing.', `${CONSOLE}, show and copy the Auth Token.`);
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Problem(
      'refused',
      'This is no auth token: it has letters with accents.',
      `${CONSOLE}, copy it once more.`,
    );
  }
  return token;
}

/**
 * Asks Twilio whether these are an account that can be worked with.
 *
 * @param client asks with these credentials
 * @throws Problem with what is wrong and what to do
 */
export async function checkCredentials(
  client: Pick<TwilioClient, 'fetchAccount' | 'fetchBalance'>,
  accountSid: string,
): Promise<ConnectedAccount> {
  const account = await client.fetchAccount().catch((error: unknown) => {
    throw refused(error);
  });
  if (account.sid !== accountSid) {
    throw new Problem(
      'refused',
      'Twilio answered with another account.',
      'Check the account SID, and TWILIO_API_BASE_URL if it is set.',
    );
  }
  if (account.status === 'suspended') {
    throw new Problem(
      'refused',
      'This Twilio account is suspended: it neither sends nor receives.',
      'Twilio’s Console says why, mostly that money is missing or a form. Put it right there, then check again.',
    );
  }
  if (account.status !== 'active') {
    throw new Problem('refused', `This Twilio account is ${account.status}.`, 'Use another account.');
  }
  return {
    sid: account.sid,
    name: account.friendlyName,
    isTrial: account.type.toLowerCase() === 'trial',
    // An account whose balance may not be asked is as good as any other.
    balance: await client.fetchBalance().then(inWords, () => null),
  };
}

function refused(error: unknown): Problem {
  const { detail } = toProblem(error);
  if (error instanceof TwilioRefusal && (error.status === 401 || error.code === 20003)) {
    return new Problem(
      'refused',
      'Twilio did not accept the account SID and auth token.',
      `${CONSOLE}, copy both once more. The token changes when somebody rotates it; a subaccount has its own.`,
      detail,
    );
  }
  if (error instanceof TwilioRefusal && error.code === 20008) {
    return new Problem(
      'refused',
      'These are Twilio’s test credentials, which neither send nor receive.',
      `${CONSOLE}, copy the live ones.`,
      detail,
    );
  }
  if (error instanceof TwilioRefusal && error.code === 20005) {
    return new Problem(
      'refused',
      'This Twilio account is suspended or closed.',
      'Twilio’s Console says why. Put it right there, then check again.',
      detail,
    );
  }
  return toProblem(error);
}

function apiKey(): Problem {
  return new Problem(
    'refused',
    'This is an API key (SK…). The console needs the auth token of the account itself: Twilio signs every request to us with it, and an API key’s secret cannot check that signature.',
    `${CONSOLE}, copy the Account SID (AC…) and the Auth Token.`,
  );
}

function inWords({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  return `${amount.toFixed(2)} ${currency}`;
}

function clean(pasted: string): string {
  return pasted
    .replace(/\s+/g, '')
    .replace(/^(export)?TWILIO_[A-Z_]+=/, '')
    .replace(/^["'“”‘’`]+|["'“”‘’`]+$/g, '');
}

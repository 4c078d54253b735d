import type { Account } from './environment-shape';
import type { Secrets } from './secrets';
import type { Settings } from './settings';

/** What connecting an account has come to. */
interface Connecting {
  /**
   * SID of the account that is being connected, whose token is kept beside the desk's until it is that; so a change of
   * account is one change of the settings, never the SID of one with the token of another.
   */
  readonly connectingSid?: string | null;
  /** Whether senders of the account were chosen, and no number among them. */
  readonly isOnlyWhatsApp?: boolean;
}

/**
 * Gives the account to work with: the environment's, else the one of the settings, else the simulator's.
 *
 * @returns besides, what to tell the operator when the settings have it only in part; null when nothing is wrong
 */
export function chooseAccount(
  given: Account,
  settings: Pick<Settings, 'get'>,
  secrets: Pick<Secrets, 'get'>,
  { connectingSid = null, isOnlyWhatsApp = false }: Connecting = {},
): { readonly account: Account; readonly notice: string | null } {
  if (given.kind === 'twilio') return { account: given, notice: null };
  const accountSid = settings.get('twilioAccountSid');
  const phoneNumber = settings.get('twilioPhoneNumber');
  const next = connectingSid === accountSid ? secrets.get('twilioAuthTokenNext') : null;
  const token = next ?? secrets.get('twilioAuthToken');
  const lacksNumber = phoneNumber === '' && !isOnlyWhatsApp;
  if (accountSid !== '' && !lacksNumber && token) {
    return {
      account: { kind: 'twilio', accountSid, phoneNumber: phoneNumber || null, authToken: token },
      notice: null,
    };
  }
  const missing = [
    ...(accountSid === '' ? ['the account SID'] : []),
    ...(token ? [] : ['the auth token']),
    ...(lacksNumber ? ['the phone number'] : []),
  ];
  const notice =
    missing.length === 3
      ? null
      : `The Twilio account is set only in part: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing in Settings. Until all three are there, the console works with the simulator.`;
  return { account: { kind: 'demo' }, notice };
}

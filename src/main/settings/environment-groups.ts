import type { TunnelKind } from '../../shared/connection';
import type { Account, Environment, Given, ReadValue } from './environment-shape';

type Groups = Pick<Environment, 'account' | 'publicUrl' | 'tunnel' | 'ngrokAuthtoken' | 'notices'>;

/** Reads the values that only make sense together: the account, and the tunnel with what it needs. */
export function readGroups(read: ReadValue, problems: string[]): Groups {
  const publicUrl = read('PUBLIC_URL', null);
  const ngrokAuthtoken = read('NGROK_AUTHTOKEN', null);
  // Whoever gives what a tunnel needs wants that tunnel.
  const otherwise: TunnelKind = publicUrl.value !== null ? 'manual' : ngrokAuthtoken.value !== null ? 'ngrok' : 'off';
  const tunnel: Given<TunnelKind> = read('TUNNEL', otherwise);
  const notices = [
    ...noticesOfTunnel(tunnel.value, { publicUrl, ngrokAuthtoken }),
    ...noticesOfDatabase(read('DATABASE_URL', null).value !== null),
  ];
  return { account: readAccount(read, problems), publicUrl, tunnel, ngrokAuthtoken, notices };
}

function readAccount(read: ReadValue, problems: string[]): Account {
  const before = problems.length;
  const sid = read('TWILIO_ACCOUNT_SID', null).value;
  const authToken = read('TWILIO_AUTH_TOKEN', null).value;
  const phoneNumber = read('TWILIO_PHONE_NUMBER', null).value;
  if (sid !== null && authToken !== null && phoneNumber !== null) {
    return { kind: 'twilio', accountSid: sid, authToken, phoneNumber };
  }
  const missing = [
    ...(sid === null ? ['TWILIO_ACCOUNT_SID'] : []),
    ...(authToken === null ? ['TWILIO_AUTH_TOKEN'] : []),
    ...(phoneNumber === null ? ['TWILIO_PHONE_NUMBER'] : []),
  ];
  // A value that is there but wrong has had its own sentence.
  if (missing.length < 3 && problems.length === before) {
    problems.push(
      `The Twilio account is given only in part: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Set all three of TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER, or none of them to use demo mode.`,
    );
  }
  return { kind: 'demo' };
}

/** The desk starts all the same: on this machine it can be used, and the tunnel's state says what is missing. */
function noticesOfTunnel(kind: TunnelKind, given: Pick<Environment, 'publicUrl' | 'ngrokAuthtoken'>): string[] {
  if (kind === 'manual' && given.publicUrl.value === null) {
    return [
      'TUNNEL is manual, but PUBLIC_URL is missing, so Twilio cannot reach this desk. Set PUBLIC_URL to the address at which Twilio finds it.',
    ];
  }
  if (kind === 'ngrok' && given.ngrokAuthtoken.value === null) {
    return [
      'TUNNEL is ngrok, but NGROK_AUTHTOKEN is missing, so Twilio cannot reach this desk. Set it to the authtoken from ngrok’s dashboard.',
    ];
  }
  return [];
}

function noticesOfDatabase(given: boolean): string[] {
  return given
    ? [
        'DATABASE_URL is set, but sharing one database between desks is not supported in this version. This desk keeps its own data in its data folder. Unset DATABASE_URL to silence this.',
      ]
    : [];
}

import type { TunnelState } from '../../../shared/connection';
import type {
  ConnectState,
  ConnectStep,
  OwnSender,
  Pointing,
  TextState,
} from '../../../shared/contract/connect-contract';

/** What a step is called, and what it is for. */
export const stepWords: Readonly<Record<ConnectStep, { readonly name: string; readonly about: string }>> = {
  account: {
    name: 'Your account',
    about: 'The account SID and the auth token, as the first page of Twilio’s Console shows them.',
  },
  senders: {
    name: 'Numbers',
    about: 'Which of the account’s numbers and WhatsApp senders this console answers for.',
  },
  way: {
    name: 'Public address',
    about: 'Twilio posts what arrives to an address that it can reach. This computer has none by itself.',
  },
  webhooks: {
    name: 'Webhooks',
    about:
      'Twilio is told where messages and calls go. Nothing changes until you say so, and all of it can be put back.',
  },
  check: {
    name: 'Round trip',
    about: 'A signed request goes out to the public address and has to come back in.',
  },
  text: {
    name: 'A first text',
    about: 'The proof: a text that goes out, or one that comes in.',
  },
};

/** Whether what a step is for is so by now, however it came to be: one that was passed over is not done. */
export function isStepDone(
  step: ConnectStep,
  { token, chosen, pointed, finished }: Pick<ConnectState, 'token' | 'chosen' | 'pointed' | 'finished'>,
  tunnel: Pick<TunnelState, 'state' | 'roundTrip'> | undefined,
): boolean {
  switch (step) {
    case 'account':
      return token !== null;
    case 'senders':
      return chosen.length > 0 && token !== null;
    case 'way':
      return tunnel?.state === 'up';
    case 'webhooks':
      return pointed;
    case 'check':
      return tunnel?.state === 'up' && tunnel.roundTrip.provenAt !== null && tunnel.roundTrip.problem === null;
    case 'text':
      return finished;
  }
}

/** What a trial account means, in full. */
export const TRIAL = [
  'This is a trial account. It writes to and calls only numbers that are verified with it, and Twilio puts a notice before each text.',
  'On trials begun since 2026, texts can only be Twilio’s own samples and automatic answers are not delivered at all. To serve customers, upgrade the account in Twilio’s Console; nothing has to be set up again here.',
] as const;

/** Where what arrives goes: a tone, and a few words. Where something else takes it before, nothing is said to come here. */
export function pointingWords(
  { what, to, host }: Pointing,
  overrides: OwnSender['overrides'],
): {
  readonly tone: 'good' | 'warn';
  readonly words: string;
} {
  const name = what === 'messages' ? 'Messages' : 'Calls';
  const isTaken = overrides.some(
    ({ kind }) => (kind === 'service' || kind === 'sms-application') === (what === 'messages'),
  );
  if (isTaken) return { tone: 'warn', words: `${name} do not come here` };
  switch (to) {
    case 'here':
      return { tone: 'good', words: `${name} come here` };
    case 'elsewhere':
      return { tone: 'warn', words: `${name} go to ${host ?? 'another address'}` };
    case 'nowhere':
      return { tone: 'warn', words: `${name} go nowhere` };
  }
}

/** How a text that was sent to try stands, in words. */
export function textWords({ status, isFinal }: TextState): {
  readonly tone: 'good' | 'bad' | 'busy';
  readonly words: string;
} {
  if (status === 'delivered' || status === 'read') {
    return { tone: 'good', words: 'Delivered. Your console can write to phones.' };
  }
  if (isFinal) return { tone: 'bad', words: 'Not delivered.' };
  if (status === 'sent') return { tone: 'busy', words: 'Handed to the phone company. Some never say more than that.' };
  return { tone: 'busy', words: 'On its way…' };
}

/** For whom each way from the internet is. */
export const ways = [
  {
    value: 'ngrok',
    name: 'ngrok',
    about: 'For most. A free account at ngrok.com gives an authtoken, and one address that stays the same.',
  },
  {
    value: 'localtunnel',
    name: 'localtunnel',
    about: 'To try it. No account at all, but a free public server that is slow at times and changes its address.',
  },
  {
    value: 'manual',
    name: 'Your own address',
    about: 'For those who run a proxy or tunnel of their own that leads to this computer.',
  },
] as const;

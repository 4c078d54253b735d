import type { Clock } from '../app/clock';
import type { Account } from '../settings/environment-shape';
import { createTwilioStandIn, type TwilioStandIn } from '../simulator/stand-in';
import type { ConnectedSender } from './connected-senders';

/** The numbers of demo mode: reserved for fiction (NANP 555-01XX), so nobody is ever disturbed. */
const DEMO_NUMBER = '+12025550100';
const DEMO_WHATSAPP = '+12025550101';
const DEMO_CALLER_ID = '+12025550188';

/** A Twilio account as the desk works with it: a real one, or the simulator's. */
export interface OpenAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** Senders that are ours whether or not somebody connected more. */
  readonly senders: readonly ConnectedSender[];
  /** The simulator, in demo mode. */
  readonly standIn: TwilioStandIn | null;
  /** The number that the account was given with; null where it has none, and in demo mode. */
  readonly phoneNumber: string | null;
  /** Where Twilio's REST API is asked instead of at Twilio; null: at Twilio. */
  readonly apiBaseUrl: string | null;
  /** Whether whoever stands for Twilio runs on this machine and reaches the console without a tunnel. */
  readonly isLocal: boolean;
  close(): Promise<void>;
}

/**
 * Opens an account; the demo's is a simulated one with a SID and token of its own.
 *
 * @param apiBaseUrl a stand-in that takes the place of Twilio's REST API for a real account; null: Twilio itself
 */
export async function openAccount(
  account: Account,
  apiBaseUrl: string | null,
  clock: Clock,
  random: (bytes: number) => Uint8Array,
): Promise<OpenAccount> {
  if (account.kind === 'demo') return openDemoAccount(clock, random);
  const { accountSid, authToken, phoneNumber } = account;
  return {
    ...{ accountSid, phoneNumber, apiBaseUrl },
    authToken: authToken.reveal(),
    senders: phoneNumber === null ? [] : [{ kind: 'number', address: phoneNumber }],
    standIn: null,
    isLocal: apiBaseUrl !== null && isLoopback(apiBaseUrl),
    close: () => Promise.resolve(),
  };
}

async function openDemoAccount(clock: Clock, random: (bytes: number) => Uint8Array): Promise<OpenAccount> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const accountSid = `AC${hex(random(16))}`;
  const authToken = hex(random(16));
  const standIn = createTwilioStandIn({
    clock,
    random,
    accountSid,
    authToken,
    friendlyName: 'Demo',
    numbers: [{ phoneNumber: DEMO_NUMBER, friendlyName: 'Front desk' }],
    whatsAppSenders: [DEMO_WHATSAPP],
    callerIds: [{ phoneNumber: DEMO_CALLER_ID, friendlyName: 'Owner' }],
  });
  const apiBaseUrl = await standIn.listen();
  return {
    ...{ accountSid, authToken, apiBaseUrl, standIn },
    senders: [
      { kind: 'number', address: DEMO_NUMBER },
      { kind: 'whatsapp', address: DEMO_WHATSAPP },
    ],
    phoneNumber: null,
    isLocal: true,
    close: () => standIn.close(),
  };
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

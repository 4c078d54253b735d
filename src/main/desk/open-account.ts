import type { CommunicationType } from '../../shared/domain';
import type { Clock } from '../app/clock';
import type { Environment } from '../settings/environment-shape';
import { createTwilioStandIn, type TwilioStandIn } from '../simulator/stand-in';
import { createRestClient } from '../twilio/rest-client';
import type { TwilioClient } from '../twilio/client';

/** The numbers of demo mode: reserved for fiction (NANP 555-01XX), so nobody is ever disturbed. */
const DEMO_NUMBER = '+12025550100';
const DEMO_WHATSAPP = '+12025550101';
const DEMO_CALLER_ID = '+12025550188';

/** The Twilio account that the desk works with: a real one, or the simulator's. */
export interface OpenAccount {
  readonly accountSid: string;
  readonly authToken: () => string;
  readonly client: TwilioClient;
  /** Addresses that are ours whether or not anybody wrote to them yet. */
  readonly addresses: readonly { type: CommunicationType; address: string }[];
  /** The simulator, in demo mode. */
  readonly standIn: TwilioStandIn | null;
  /** The number of the environment; null in demo mode. */
  readonly phoneNumber: string | null;
  /** Where Twilio's REST API is asked instead of at Twilio; null: at Twilio. */
  readonly apiBaseUrl: string | null;
  /** Whether whoever stands for Twilio runs on this machine and reaches the console without a tunnel. */
  readonly isLocal: boolean;
  close(): Promise<void>;
}

/** Opens the account of the environment; without one, a simulated account with a SID and token of its own. */
export async function openAccount(
  environment: Pick<Environment, 'account' | 'twilioApiBaseUrl'>,
  clock: Clock,
  random: (bytes: number) => Uint8Array,
): Promise<OpenAccount> {
  const { account, twilioApiBaseUrl } = environment;
  if (account.kind === 'demo') return openDemoAccount(clock, random);
  const authToken = () => account.authToken.reveal();
  const baseUrl = twilioApiBaseUrl.value;
  return {
    accountSid: account.accountSid,
    authToken,
    client: createRestClient({ accountSid: account.accountSid, authToken, baseUrl }),
    addresses: [
      { type: 'sms', address: account.phoneNumber },
      { type: 'voice', address: account.phoneNumber },
    ],
    standIn: null,
    phoneNumber: account.phoneNumber,
    apiBaseUrl: baseUrl,
    isLocal: baseUrl !== null && isLoopback(baseUrl),
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
  const baseUrl = await standIn.listen();
  return {
    accountSid,
    authToken: () => authToken,
    client: createRestClient({ accountSid, authToken: () => authToken, baseUrl }),
    addresses: [
      { type: 'sms', address: DEMO_NUMBER },
      { type: 'voice', address: DEMO_NUMBER },
      { type: 'whatsapp', address: DEMO_WHATSAPP },
    ],
    standIn,
    phoneNumber: null,
    apiBaseUrl: baseUrl,
    isLocal: true,
    close: () => standIn.close(),
  };
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

import type { Trouble } from '../../shared/contract/connect-contract';
import type { Clock } from '../app/clock';
import { isTooMany, TwilioRefusal, type CallerId, type OwnNumber, type TwilioClient } from '../twilio/client';
import type { MessagingService, WhatsAppSender } from '../twilio/messaging-client';
import { toTrouble } from './trouble';

/** For how long what Twilio said is taken for true, in milliseconds. */
const KEPT_MS = 5 * 60_000;

/** The part of the client that is asked for what an account can write and call from. */
export type SendersClient = Pick<
  TwilioClient,
  'listNumbers' | 'listWhatsAppSenders' | 'listServices' | 'listCallerIds'
>;

/** What Twilio said of an account, all at one time. */
export interface AccountSenders {
  readonly numbers: readonly OwnNumber[];
  readonly whatsApp: readonly WhatsAppSender[];
  readonly services: readonly MessagingService[];
  readonly callerIds: readonly CallerId[];
  readonly trouble: Trouble | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Remembers what Twilio said of the account's senders. */
export interface ReadSenders {
  /** @param refresh asks even if it was asked a moment ago */
  read(refresh: boolean): Promise<AccountSenders>;
  /** What is known is not true any more. */
  forget(): void;
}

/** Makes it. The client may be another one each time: what another account said is not asked for again here. */
export function createReadSenders(client: () => SendersClient, account: () => string, clock: Clock): ReadSenders {
  let known: { readonly account: string; readonly answer: Promise<AccountSenders>; readonly until: number } | null =
    null;
  return {
    read(refresh) {
      const now = clock.now();
      if (known && !refresh && known.account === account() && now < known.until) return known.answer;
      const answer = ask(client(), now);
      const current = { account: account(), answer, until: now + KEPT_MS };
      known = current;
      void answer.then(({ trouble }) => {
        if (trouble !== null && known === current) known = null;
      });
      return answer;
    },
    forget() {
      known = null;
    },
  };
}

/** Accounts without WhatsApp or services may be refused those: then there are none. One request too many says nothing. */
export function orNone<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  return list.catch((error: unknown) => {
    if (error instanceof TwilioRefusal && !isTooMany(error)) return [];
    throw error;
  });
}

/** Asks for everything at once. */
async function ask(client: SendersClient, at: number): Promise<AccountSenders> {
  try {
    const [numbers, callerIds, whatsApp, services] = await Promise.all([
      client.listNumbers(),
      client.listCallerIds(),
      orNone(client.listWhatsAppSenders()),
      orNone(client.listServices()),
    ]);
    return { numbers, callerIds, whatsApp, services, trouble: null, at };
  } catch (error) {
    return { numbers: [], callerIds: [], whatsApp: [], services: [], trouble: toTrouble(error), at };
  }
}

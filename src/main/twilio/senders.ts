import type { Sender } from '../../shared/contract/composer-contract';
import type { Channel } from '../../shared/domain';
import { showAddress } from '../../shared/phone-address';
import type { Clock } from '../app/clock';
import type { CallerId, OwnNumber, TwilioClient } from './client';
import type { MessagingService, WhatsAppSender } from './messaging-client';

/** For how long what Twilio said of the account's numbers is taken for true, in milliseconds. */
const KEPT_MS = 5 * 60_000;
/** After a failure it is asked again sooner. */
const KEPT_AFTER_FAILURE_MS = 15_000;

export interface SendersParts {
  readonly client: () => Pick<TwilioClient, 'listNumbers' | 'listCallerIds' | 'listServices' | 'listWhatsAppSenders'>;
  readonly clock: Clock;
  readonly channels: () => Iterable<Channel>;
  /** SID of the account that is asked: what another one said is not asked for again here. */
  readonly account: () => string;
}

export interface KnownSenders {
  readonly senders: readonly Sender[];
  /** Why Twilio could not be asked; null when it was. */
  readonly problem: string | null;
}

export interface Senders {
  /**
   * Gives all that could be written or called from. Where Twilio cannot be asked, what is known here: every channel,
   * with all that its kind could do.
   *
   * @param refresh asks Twilio even if it was asked a moment ago
   */
  list(refresh?: boolean): Promise<KnownSenders>;
}

interface Answer {
  readonly numbers: readonly OwnNumber[];
  readonly callerIds: readonly CallerId[];
  readonly services: readonly MessagingService[];
  readonly whatsApp: readonly WhatsAppSender[];
  readonly problem: string | null;
}

/** Makes the part that knows what every sender can do. */
export function createSenders({ client, account, clock, channels }: SendersParts): Senders {
  let asked: { readonly account: string; readonly answer: Promise<Answer>; until: number } | null = null;

  function ask(refresh: boolean): Promise<Answer> {
    if (asked && !refresh && asked.account === account() && clock.now() < asked.until) return asked.answer;
    const answer = askTwilio(client());
    const current = { account: account(), answer, until: clock.now() + KEPT_MS };
    void answer.then(({ problem }) => {
      if (problem !== null) current.until = clock.now() + KEPT_AFTER_FAILURE_MS;
    });
    asked = current;
    return answer;
  }

  return {
    async list(refresh = false) {
      const { numbers, callerIds, services, whatsApp, problem } = await ask(refresh);
      const known = [...channels()];
      return {
        senders: [
          ...sendersOf(known, numbers, callerIds, problem === null),
          ...newWhatsApp(whatsApp, known),
          ...serviceSenders(services, numbers, known),
        ],
        problem,
      };
    },
  };
}

async function askTwilio(client: ReturnType<SendersParts['client']>): Promise<Answer> {
  try {
    const [numbers, callerIds, services, whatsApp] = await Promise.all([
      client.listNumbers(),
      client.listCallerIds(),
      // A key that may not see them can send all the same.
      client.listServices().catch(() => []),
      client.listWhatsAppSenders().catch(() => []),
    ]);
    return { numbers, callerIds, services, whatsApp, problem: null };
  } catch (error) {
    return {
      numbers: [],
      callerIds: [],
      services: [],
      whatsApp: [],
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

function sendersOf(
  channels: readonly Channel[],
  numbers: readonly OwnNumber[],
  callerIds: readonly CallerId[],
  isWhole: boolean,
): Sender[] {
  const channelOf = (type: Channel['communication_type'], address: string) =>
    channels.find((channel) => channel.communication_type === type && channel.address === address)?._id ?? null;
  const owned = new Set(numbers.map(({ phoneNumber }) => phoneNumber));
  const verified = new Set(callerIds.map(({ phoneNumber }) => phoneNumber));
  return [
    ...numbers.map(({ phoneNumber, friendlyName, capabilities }): Sender => ({
      kind: 'number',
      address: phoneNumber,
      name: nameOf(friendlyName, phoneNumber),
      can: { text: capabilities.sms, files: capabilities.mms, call: capabilities.voice },
      channel_id: channelOf('sms', phoneNumber),
    })),
    ...unlisted(channels, owned, verified).map((address): Sender => ({
      kind: 'number',
      address,
      name: '',
      // Twilio does not list it (any more), or could not be asked: then nobody knows better than the channels do.
      can: {
        text: channelOf('sms', address) !== null,
        files: !isWhole && channelOf('sms', address) !== null,
        call: !isWhole && channelOf('voice', address) !== null,
      },
      channel_id: channelOf('sms', address),
    })),
    ...channels
      .filter(({ communication_type }) => communication_type === 'whatsapp')
      .map(({ _id, address }): Sender => ({
        kind: 'whatsapp',
        address,
        name: '',
        can: { text: true, files: true, call: false },
        channel_id: _id,
      })),
    ...callerIds
      .filter(({ phoneNumber }) => !owned.has(phoneNumber))
      .map(({ phoneNumber, friendlyName }): Sender => ({
        kind: 'caller-id',
        address: phoneNumber,
        name: nameOf(friendlyName, phoneNumber),
        can: { text: false, files: false, call: true },
        channel_id: channelOf('sms', phoneNumber),
      })),
  ];
}

/** Registered WhatsApp senders that nobody has written to yet. */
function newWhatsApp(found: readonly WhatsAppSender[], channels: readonly Channel[]): Sender[] {
  const known = new Set(channels.filter((one) => one.communication_type === 'whatsapp').map(({ address }) => address));
  return found
    .filter(({ address, status }) => status.startsWith('ONLINE') && !known.has(address))
    .map(({ address }) => ({
      ...{ kind: 'whatsapp', address, name: '', channel_id: null },
      can: { text: true, files: true, call: false },
    }));
}

/** Messaging Services with a number that texts. */
function serviceSenders(
  services: readonly MessagingService[],
  numbers: readonly OwnNumber[],
  channels: readonly Channel[],
): Sender[] {
  return services.flatMap(({ sid, friendlyName, numbers: members }): Sender[] => {
    const texting = numbers.filter(
      ({ phoneNumber, capabilities }) => capabilities.sms && members.some((one) => one.phoneNumber === phoneNumber),
    );
    const [first] = texting;
    if (!first) return [];
    const channelOf = (address: string) =>
      channels.find((one) => one.communication_type === 'sms' && one.address === address)?._id ?? null;
    return [
      {
        ...{ kind: 'service', address: first.phoneNumber, name: friendlyName || sid },
        can: { text: true, files: texting.every(({ capabilities }) => capabilities.mms), call: false },
        channel_id: channelOf(first.phoneNumber),
        service: { sid, numbers: texting.map(({ phoneNumber }) => phoneNumber) },
      },
    ];
  });
}

/** Phone addresses of ours that Twilio's list does not have. */
function unlisted(channels: readonly Channel[], owned: ReadonlySet<string>, verified: ReadonlySet<string>): string[] {
  const addresses = channels
    .filter(({ communication_type, verified: isVerified }) => communication_type !== 'whatsapp' && !isVerified)
    .map(({ address }) => address)
    .filter((address) => !owned.has(address) && !verified.has(address));
  return [...new Set(addresses)];
}

/** Twilio names a number after itself until somebody names it. */
function nameOf(friendlyName: string, phoneNumber: string): string {
  const isNumber =
    [phoneNumber, showAddress(phoneNumber)].includes(friendlyName) || /^[+\d\s().-]*$/.test(friendlyName);
  return isNumber ? '' : friendlyName;
}

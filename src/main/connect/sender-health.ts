import type { OwnSender, Pointing, ServiceView } from '../../shared/contract/connect-contract';
import { showAddress } from '../../shared/phone-address';
import type { OwnNumber } from '../twilio/client';
import type { MessagingService, WhatsAppSender } from '../twilio/messaging-client';
import { hostOf, overridesOfNumber, overridesOfWhatsApp } from './find-overrides';
import { oursIn, type KeptWebhooks } from './kept-webhooks';
import { valuesOfNumber, valuesOfSender, webhookAddress, type WebhookValues } from './webhook-values';

/** The number that all WhatsApp sandboxes share: https://www.twilio.com/docs/whatsapp/sandbox */
export const SANDBOX = '+14155238886';

/** What is known here of a sender, beside what Twilio says. */
export interface Around {
  /** Public base URL; null while there is none. */
  readonly base: string | null;
  readonly services: readonly MessagingService[];
  readonly kept: Readonly<Record<string, KeptWebhooks>>;
  readonly isChosen: (key: string) => boolean;
  /** When something last came in on a sender, ISO 8601. */
  readonly lastInboundAt: (key: string) => string | null;
}

/** Gives the key of a sender: its address as Twilio writes it. */
export function keyOf(kind: 'number' | 'whatsapp', address: string): string {
  return kind === 'whatsapp' ? `whatsapp:${address}` : address;
}

/** A number of the account with its health. */
export function healthOfNumber(number: OwnNumber, around: Around): OwnSender {
  const { sms, mms, voice } = number.capabilities;
  const points = [
    ...(sms ? [pointing('messages', number.smsUrl, '/sms', around.base)] : []),
    ...(voice ? [pointing('calls', number.voiceUrl, '/voice', around.base)] : []),
  ];
  const key = keyOf('number', number.phoneNumber);
  return {
    ...{ key, kind: 'number', address: number.phoneNumber, points, whatsapp: null },
    name: isJustTheNumber(number) ? '' : number.friendlyName,
    can: { text: sms, files: mms, call: voice },
    overrides: overridesOfNumber(number, takingAway(around)),
    lastInboundAt: around.lastInboundAt(key),
    isChosen: around.isChosen(key),
    before: stateOfKept(around.kept[number.sid], valuesOfNumber(number)),
  };
}

/** A registered WhatsApp sender with its health. */
export function healthOfWhatsApp(sender: WhatsAppSender, around: Around): OwnSender {
  const key = keyOf('whatsapp', sender.address);
  return {
    ...{ key, kind: 'whatsapp', address: sender.address, name: '' },
    can: { text: true, files: true, call: false },
    points: [pointing('messages', sender.webhook.callbackUrl, '/whatsapp', around.base)],
    overrides: overridesOfWhatsApp(sender.address, takingAway(around)),
    lastInboundAt: around.lastInboundAt(key),
    whatsapp: {
      works: sender.status.startsWith('ONLINE'),
      status: WHATSAPP_STATES[sender.status] ?? sender.status,
      quality: sender.qualityRating,
      limit: sender.messagingLimit,
    },
    isChosen: around.isChosen(key),
    before: stateOfKept(around.kept[sender.sid], valuesOfSender(sender)),
  };
}

/** The sandbox, which no API knows: whether it reaches the console shows when something arrives. */
export function healthOfSandbox(around: Around): OwnSender {
  const key = keyOf('whatsapp', SANDBOX);
  return {
    ...{ key, kind: 'sandbox', address: SANDBOX, name: 'WhatsApp sandbox', points: [], overrides: [], whatsapp: null },
    can: { text: true, files: true, call: false },
    lastInboundAt: around.lastInboundAt(key),
    isChosen: around.isChosen(key),
    before: null,
  };
}

/** A Messaging Service, and where what arrives on its senders goes. */
export function describeService(service: MessagingService, base: string | null): ServiceView {
  const { sid, friendlyName: name, inboundRequestUrl: url } = service;
  if (service.useInboundWebhookOnNumber)
    return { sid, name, inbound: 'Messages go where each sender leads', isGood: true };
  if (url === '') return { sid, name, inbound: 'Messages go nowhere: they are dropped', isGood: false };
  const isHere = leadsHere(service, base);
  return { sid, name, inbound: isHere ? 'Messages come here' : `Messages go to ${hostOf(url)}`, isGood: isHere };
}

/** The services that lead elsewhere. One that somebody has pointed at this console takes nothing away from it. */
function takingAway({ services, base }: Around): readonly MessagingService[] {
  return services.filter((service) => !leadsHere(service, base));
}

function leadsHere({ inboundRequestUrl }: MessagingService, base: string | null): boolean {
  return base !== null && isBelow(inboundRequestUrl, base);
}

function pointing(what: Pointing['what'], url: string, path: string, base: string | null): Pointing {
  if (url === '') return { what, to: 'nowhere', host: null };
  return base !== null && url === webhookAddress(base, path)
    ? { what, to: 'here', host: null }
    : { what, to: 'elsewhere', host: hostOf(url) };
}

function isBelow(url: string, base: string): boolean {
  return url.startsWith(webhookAddress(base, '/'));
}

function stateOfKept(kept: KeptWebhooks | undefined, actual: WebhookValues): OwnSender['before'] {
  if (!kept) return null;
  return oursIn(actual, kept) ? 'kept' : 'changed';
}

/** Twilio names a number after itself until somebody names it. */
function isJustTheNumber({ friendlyName, phoneNumber }: OwnNumber): boolean {
  return [phoneNumber, showAddress(phoneNumber)].includes(friendlyName) || /^[+\d\s().-]*$/.test(friendlyName);
}

/** Source: https://www.twilio.com/docs/whatsapp/api/senders */
const WHATSAPP_STATES: Readonly<Record<string, string>> = {
  ONLINE: 'Online',
  'ONLINE:UPDATING': 'Online, being updated',
  OFFLINE: 'Offline',
  CREATING: 'Being set up',
  PENDING_VERIFICATION: 'Waits to be verified',
  VERIFYING: 'Being verified',
  TWILIO_REVIEW: 'In review at Twilio',
  DRAFT: 'Not finished',
  STUBBED: 'Not finished',
};

import {
  createService,
  createTemplate,
  SANDBOX_NUMBER,
  type Sandbox,
  type SandboxOptions,
  type Service,
  type ServiceOptions,
  type Template,
  type TemplateOptions,
} from './account-messaging';
import type { NewSid } from './sids';

export interface NumberOptions {
  /** E.164. */
  readonly phoneNumber: string;
  readonly friendlyName?: string;
  readonly sms?: boolean;
  readonly mms?: boolean;
  readonly voice?: boolean;
}
export interface CallerIdOptions {
  readonly phoneNumber: string;
  readonly friendlyName?: string;
  /** Whether Twilio has enabled this number for texting too, which it does for few. */
  readonly canText?: boolean;
}
export interface WhatsAppSenderOptions {
  /** E.164. */
  readonly phoneNumber: string;
  /** `ONLINE` unless said otherwise. */
  readonly status?: string;
  readonly qualityRating?: string;
  readonly messagingLimit?: string;
}
export interface AccountOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly friendlyName?: string;
  /** A trial account texts and calls verified numbers only. */
  readonly type?: 'Full' | 'Trial';
  readonly numbers?: readonly NumberOptions[];
  /** E.164 of each WhatsApp sender, alone if it is as usual. */
  readonly whatsAppSenders?: readonly (string | WhatsAppSenderOptions)[];
  readonly services?: readonly ServiceOptions[];
  readonly templates?: readonly TemplateOptions[];
  /** The shared WhatsApp sender for trying; without it the account has not switched it on. */
  readonly sandbox?: SandboxOptions;
  /** What is left, in US dollars. */
  readonly balance?: string;
  readonly callerIds?: readonly CallerIdOptions[];
}

/** A number of the account with its webhooks, in the words of the IncomingPhoneNumber resource. */
export interface OwnedNumber {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly capabilities: { readonly voice: boolean; readonly sms: boolean; readonly mms: boolean };
  readonly createdAt: number;
  updatedAt: number;
  /** FriendlyName, SmsUrl, SmsMethod, VoiceUrl … by the name that the REST parameter has. */
  readonly settings: Map<string, string>;
}
/** A registered WhatsApp sender and where its messages are posted. */
export interface WhatsAppSender {
  readonly sid: string;
  /** `whatsapp:+…`. */
  readonly address: string;
  readonly status: string;
  readonly qualityRating: string | null;
  readonly messagingLimit: string | null;
  callbackUrl: string;
  fallbackUrl: string;
  statusCallbackUrl: string;
}
export interface CallerId {
  readonly sid: string;
  readonly phoneNumber: string;
  friendlyName: string;
  readonly canText: boolean;
  readonly createdAt: number;
}

/** The simulated account: what it owns and where its webhooks point. */
export interface Account {
  readonly sid: string;
  readonly authToken: string;
  readonly friendlyName: string;
  readonly type: 'Full' | 'Trial';
  readonly createdAt: number;
  readonly balance: string;
  readonly numbers: readonly OwnedNumber[];
  /** Registered ones; the sandbox is not among them. */
  readonly senders: readonly WhatsAppSender[];
  readonly services: readonly Service[];
  readonly templates: readonly Template[];
  readonly sandbox: Sandbox | null;
  /** May grow when a number is verified and shrink when one is removed. */
  readonly callerIds: CallerId[];
  number(phoneNumber: string): OwnedNumber | undefined;
  /** A registered WhatsApp sender, or the sandbox. */
  sender(address: string): WhatsAppSender | undefined;
  /** The service that a number or sender belongs to, by its address as Twilio writes it. */
  serviceOf(address: string): Service | undefined;
  callerId(phoneNumber: string): CallerId | undefined;
}

/** Makes the account. Numbers can text (with pictures) and call unless said otherwise. */
export function createAccount(options: AccountOptions, newSid: NewSid, now: number): Account {
  const numbers = (options.numbers ?? []).map((number) => createNumber(number, newSid, now));
  const senders = (options.whatsAppSenders ?? []).map((sender) => createSender(sender, newSid));
  const sandboxSender = createSender(SANDBOX_NUMBER, newSid);
  const services = (options.services ?? []).map((service) => createService(service, newSid));
  const callerIds = (options.callerIds ?? []).map((callerId) => ({
    sid: newSid('PN'),
    phoneNumber: callerId.phoneNumber,
    friendlyName: callerId.friendlyName ?? callerId.phoneNumber,
    canText: callerId.canText ?? false,
    createdAt: now,
  }));
  return {
    sid: options.accountSid,
    authToken: options.authToken,
    friendlyName: options.friendlyName ?? 'Simulated account',
    type: options.type ?? 'Full',
    createdAt: now,
    balance: options.balance ?? '20.00',
    numbers,
    senders,
    services,
    templates: (options.templates ?? []).map((template) => createTemplate(template, newSid, now)),
    sandbox: options.sandbox ? { ...options.sandbox, joined: new Map() } : null,
    callerIds,
    number: (phoneNumber) => numbers.find((number) => number.phoneNumber === phoneNumber),
    sender: (address) =>
      senders.find((sender) => sender.address === address) ??
      (options.sandbox && address === sandboxSender.address ? sandboxSender : undefined),
    serviceOf: (address) =>
      services.find(
        ({ numbers: own, whatsAppSenders }) =>
          own.includes(address) || whatsAppSenders.some((sender) => `whatsapp:${sender}` === address),
      ),
    callerId: (phoneNumber) => callerIds.find((callerId) => callerId.phoneNumber === phoneNumber),
  };
}

function createNumber(options: NumberOptions, newSid: NewSid, now: number): OwnedNumber {
  const { phoneNumber, friendlyName = phoneNumber, sms = true, mms = sms, voice = true } = options;
  return {
    sid: newSid('PN'),
    phoneNumber,
    capabilities: { voice, sms, mms },
    createdAt: now,
    updatedAt: now,
    settings: new Map([['FriendlyName', friendlyName]]),
  };
}

function createSender(options: string | WhatsAppSenderOptions, newSid: NewSid): WhatsAppSender {
  const {
    phoneNumber,
    status = 'ONLINE',
    qualityRating = null,
    messagingLimit = null,
  } = typeof options === 'string' ? { phoneNumber: options } : options;
  return {
    sid: newSid('XE'),
    address: `whatsapp:${phoneNumber}`,
    ...{ status, qualityRating, messagingLimit, callbackUrl: '', fallbackUrl: '', statusCallbackUrl: '' },
  };
}

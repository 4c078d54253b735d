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
export interface AccountOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly friendlyName?: string;
  /** A trial account texts and calls verified numbers only. */
  readonly type?: 'Full' | 'Trial';
  readonly numbers?: readonly NumberOptions[];
  /** E.164 of each WhatsApp sender. */
  readonly whatsAppSenders?: readonly string[];
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
  readonly numbers: readonly OwnedNumber[];
  readonly senders: readonly WhatsAppSender[];
  /** May grow when a number is verified and shrink when one is removed. */
  readonly callerIds: CallerId[];
  number(phoneNumber: string): OwnedNumber | undefined;
  sender(address: string): WhatsAppSender | undefined;
  callerId(phoneNumber: string): CallerId | undefined;
}

/** Makes the account. Numbers can text (with pictures) and call unless said otherwise. */
export function createAccount(options: AccountOptions, newSid: NewSid, now: number): Account {
  const numbers = (options.numbers ?? []).map((number) => createNumber(number, newSid, now));
  const senders = (options.whatsAppSenders ?? []).map((phoneNumber) => ({
    sid: newSid('XE'),
    address: `whatsapp:${phoneNumber}`,
    callbackUrl: '',
    fallbackUrl: '',
    statusCallbackUrl: '',
  }));
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
    numbers,
    senders,
    callerIds,
    number: (phoneNumber) => numbers.find((number) => number.phoneNumber === phoneNumber),
    sender: (address) => senders.find((sender) => sender.address === address),
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

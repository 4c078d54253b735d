import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { CommunicationType } from './domain';

const WHATSAPP = 'whatsapp:';

/** An address as Twilio writes it, taken apart. */
export interface ChannelAddress {
  readonly kind: 'phone' | 'whatsapp';
  /** E.164 where it is a phone number; else the opaque text (short code, client, WhatsApp user id). */
  readonly address: string;
}

/**
 * Takes apart `+15551234567`, `whatsapp:+15551234567` or `whatsapp:US.ABC123`. A WhatsApp user who hides
 * the number has an opaque id, so nothing here may expect E.164.
 * Source: https://www.twilio.com/docs/whatsapp/key-concepts
 */
export function parseChannelAddress(text: string): ChannelAddress {
  return text.startsWith(WHATSAPP)
    ? { kind: 'whatsapp', address: text.slice(WHATSAPP.length) }
    : { kind: 'phone', address: text };
}

/** Gives the address as Twilio wants it for a kind of communication. */
export function toChannelAddress(type: CommunicationType, address: string): string {
  return type === 'whatsapp' ? `${WHATSAPP}${address}` : address;
}

/** Whether a text is in E.164 form: a plus and 7 to 15 digits (ITU-T E.164; shortest national plans have 7). */
export function isE164(address: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(address);
}

/**
 * Whether an address can take a text reply: phone numbers and WhatsApp user ids, but not short codes or
 * alphanumeric senders, which are machines.
 */
export function canBeAnswered(type: CommunicationType, address: string): boolean {
  return type === 'whatsapp' ? address.length > 0 : isE164(address);
}

/** Shows an address to people: national form within `home`, international elsewhere, opaque text as it is. */
export function showAddress(address: string, home?: CountryCode): string {
  if (!isE164(address)) return address;
  const parsed = parsePhoneNumberFromString(address);
  if (!parsed) return address;
  return home !== undefined && parsed.country === home ? parsed.formatNational() : parsed.formatInternational();
}

/** Shows a phone address shortened for logs: `+1415…8886`. Logs at info level keep no full numbers. */
export function redactAddress(address: string): string {
  return address.length <= 8 ? address : `${address.slice(0, 5)}…${address.slice(-4)}`;
}

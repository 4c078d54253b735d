import type { WebhookLine } from '../../shared/contract/connect-contract';
import type { NumberWebhooks, OwnNumber } from '../twilio/client';
import type { SenderWebhook, WhatsAppSender } from '../twilio/messaging-client';

/** Addresses (and methods) of a sender's webhooks by the names that the client has for them. */
export type WebhookValues = Readonly<Record<string, string>>;

/** What a sender is told apart by here: a number and a WhatsApp sender have webhooks of their own names. */
export type SenderKind = 'number' | 'whatsapp';

interface Field {
  readonly url: string;
  /** Absent where Twilio is always asked by POST. */
  readonly method?: string;
  /** As Twilio's Console calls it. */
  readonly label: string;
  /** Below the base URL of the console. */
  readonly path: string;
  readonly needs?: 'sms' | 'voice';
}

/**
 * Every webhook that the console takes for itself. A message's fallback is the same address once more: a second try of the
 * same request. A call's fallback says that the call cannot be taken, and touches nothing.
 * Source: https://www.twilio.com/docs/usage/security/availability-reliability
 */
const FIELDS = {
  number: [
    { url: 'smsUrl', method: 'smsMethod', label: 'A message comes in', path: '/sms', needs: 'sms' },
    { url: 'smsFallbackUrl', method: 'smsFallbackMethod', label: 'If that fails', path: '/sms', needs: 'sms' },
    { url: 'voiceUrl', method: 'voiceMethod', label: 'A call comes in', path: '/voice', needs: 'voice' },
    {
      url: 'voiceFallbackUrl',
      method: 'voiceFallbackMethod',
      label: 'If a call fails',
      path: '/voice/fallback',
      needs: 'voice',
    },
    {
      url: 'statusCallback',
      method: 'statusCallbackMethod',
      label: 'Call status changes',
      path: '/status',
      needs: 'voice',
    },
  ],
  whatsapp: [
    { url: 'callbackUrl', label: 'A message comes in', path: '/whatsapp' },
    { url: 'fallbackUrl', label: 'If that fails', path: '/whatsapp' },
    { url: 'statusCallbackUrl', label: 'Delivery status', path: '/status' },
  ],
} as const satisfies {
  readonly number: readonly (Field & {
    readonly url: keyof NumberWebhooks;
    readonly method: keyof NumberWebhooks;
  })[];
  readonly whatsapp: readonly (Field & { readonly url: keyof SenderWebhook })[];
};

/** The webhooks of a number as they are. */
export function valuesOfNumber(number: OwnNumber): WebhookValues {
  return Object.fromEntries(FIELDS.number.flatMap(({ url, method }) => [url, method].map((key) => [key, number[key]])));
}

/** The webhooks of a WhatsApp sender as they are. */
export function valuesOfSender({ webhook }: WhatsAppSender): WebhookValues {
  return { ...webhook };
}

/**
 * The webhooks as they are to be.
 *
 * @param base public base URL of the console
 * @param can what the sender can do; where it cannot text or call, those addresses are left as they are
 */
export function valuesAt(
  kind: SenderKind,
  base: string,
  can: { readonly sms: boolean; readonly voice: boolean } = { sms: true, voice: true },
): WebhookValues {
  const fields: readonly Field[] = FIELDS[kind];
  return Object.fromEntries(
    fields
      .filter(({ needs }) => needs === undefined || can[needs])
      .flatMap(({ url, method, path }) => {
        const address: [string, string][] = [[url, webhookAddress(base, path)]];
        return method === undefined ? address : [...address, [method, 'POST'] as [string, string]];
      }),
  );
}

/** An address of the console's webhook server as Twilio is told it. */
export function webhookAddress(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/api/webhooks${path}`;
}

/** Whether the values that `wanted` names are so in `actual`. The method of an address that is not there is nothing. */
export function isAsWanted(kind: SenderKind, actual: WebhookValues, wanted: WebhookValues): boolean {
  return linesBetween(kind, actual, wanted).length === 0;
}

/** What differs, line by line, as people read it. */
export function linesBetween(kind: SenderKind, old: WebhookValues, next: WebhookValues): readonly WebhookLine[] {
  const fields: readonly Field[] = FIELDS[kind];
  return fields.flatMap((field) => {
    if (next[field.url] === undefined) return [];
    const [before, after] = [inWords(field, old), inWords(field, next)];
    if (before === after) return [];
    // Only what is shown lacks the password: two addresses that differ in nothing else are still two.
    return [{ label: field.label, old: withoutPassword(before), next: withoutPassword(after) }];
  });
}

/** `GET https://…` or, for the usual method, the address alone; empty where there is none. */
function inWords({ url, method }: Field, values: WebhookValues): string {
  const address = values[url] ?? '';
  if (address === '') return '';
  const how = (method === undefined ? undefined : values[method])?.toUpperCase() ?? 'POST';
  return `${how === 'POST' || how === '' ? '' : `${how} `}${address}`;
}

/** An address with whatever stands before its @ left out: it may be a password. */
function withoutPassword(address: string): string {
  return address.replace(/(https?:\/\/)[^/@]*@/i, '$1…@');
}

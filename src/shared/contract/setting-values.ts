import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from 'zod';
import { isE164 } from '../phone-address';

/**
 * What the values that a person or the environment may give must look like. Each schema gives the value as it is kept,
 * takes that again, and says in one sentence what is wrong with anything else.
 */

/** Longest wait before an automatic answer, in milliseconds: Twilio waits 15 s for all of it. */
export const MAX_DELAY_MS = 10_000;
/** Longest gap between sessions that makes sense, in minutes: one year. */
export const MAX_GAP_MINUTES = 525_600;

/** A whole number within limits; `unit` ends the sentence, as in “from 1 to 14 seconds”. */
export function wholeNumber(min: number, max: number, unit = ''): z.ZodType<number> {
  const sentence = `Give a whole number from ${min} to ${max}${unit && ` ${unit}`}.`;
  return z.int(sentence).min(min, sentence).max(max, sentence);
}

/** A text up to a length, without spaces around it; an empty one is “not set”. */
export function shortText(max: number): z.ZodType<string> {
  return z.string('Give a text.').trim().max(max, `Give at most ${max} characters.`);
}

/** The same, or nothing at all (an empty text). */
export function orNothing(schema: z.ZodType<string, string>): z.ZodType<string, string> {
  return z
    .string('Give a text.')
    .trim()
    .transform((text, context) => {
      if (text === '') return text;
      const parsed = schema.safeParse(text);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'This cannot be used.' });
      return z.NEVER;
    });
}

/** A base URL without a slash at its end. */
export const baseUrl = z
  .string()
  .refine(isBaseUrl, 'Give an address that begins with https:// or http://, without a user name, ? or #.')
  .transform((text) => text.replace(/\/+$/, ''));

/** A phone number, given with its country code, as E.164. */
export const phoneNumber = z
  .string()
  .transform((text) => text.replace(/[\s().-]/g, ''))
  .refine(isE164, 'Give the number in international form, such as +1 570 325 1809.');

/** The same, but a number that no country has is refused: nobody would be reached there. */
export const reachableNumber = phoneNumber.refine(
  (number) => parsePhoneNumberFromString(number)?.isPossible() === true,
  'This is not a phone number of any country: a digit is missing, or there is one too many.',
);

/** An account SID. Source: https://www.twilio.com/docs/glossary/what-is-a-sid */
export const accountSid = z
  .string()
  .regex(/^AC[0-9A-Za-z]{32}$/, 'Give the account SID: AC and 32 more characters, as Twilio’s console shows it.');

/** A domain name, from whatever address it was copied out of. */
export const domain = z
  .string()
  .toLowerCase()
  .transform((text) => text.replace(/^https?:\/\//, '').replace(/\/+$/, ''))
  .refine((text) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text), 'Give a domain, such as example.ngrok.app.');

/** Domain names, one on each line. */
export const domainLines = z
  .string('Give a text.')
  .max(4000, 'Give at most 4000 characters.')
  .transform((text, context) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const domains = lines.map((line) => domain.safeParse(line.trim()));
    const wrong = domains.findIndex((parsed) => !parsed.success);
    if (wrong < 0) return domains.map((parsed) => parsed.data).join('\n');
    context.addIssue({
      code: 'custom',
      message: `“${lines[wrong] ?? ''}” is not a domain. Give one on each line, such as example.com.`,
    });
    return z.NEVER;
  });

/** A price in US dollars, with a point or a comma. */
export const price = z
  .string()
  .transform((text) => text.replace(',', '.').replace(/^\$\s*/, ''))
  .refine((text) => /^\d{1,5}(\.\d{1,6})?$/.test(text), 'Give a price in US dollars, such as 0.75.');

/** A country by its two letters (ISO 3166-1). */
export const country = z.string().regex(/^[A-Z]{2}$/, 'Choose a country.');

/** A token or key: one word, of characters that fit into a header of HTTP. */
export const token = z
  .string()
  .trim()
  .min(1, 'Paste the value here.')
  .max(4000, 'This is too long for a key or token.')
  .regex(/^[\x21-\x7e]+$/, 'A key or token has no spaces and no letters with accents. Copy it once more.');

function isBaseUrl(text: string): boolean {
  const url = parseUrl(text);
  return (
    (url?.protocol === 'https:' || url?.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}

/** Whether a text is scheme, host and port of an address and nothing more. */
export function isOrigin(text: string): boolean {
  return parseUrl(text)?.origin === text && isBaseUrl(text);
}

/** `URL.canParse` is not in the oldest runtime. */
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

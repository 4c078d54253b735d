import { z } from 'zod';
import {
  accountSid,
  baseUrl,
  domain,
  MAX_DELAY_MS,
  MAX_GAP_MINUTES,
  phoneNumber,
} from '../../shared/contract/setting-values';
import { Secret } from './secret';

const switchWords = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

const decimal = /^\d+(\.\d+)?$/;

/** What a value must look like, how it is read, and how to say what is allowed. */
interface ValueRule<T> {
  readonly schema: z.ZodType<T, string>;
  /** Ends the sentence "… must be". */
  readonly allowed: string;
  /** The value is never repeated, not even in an error. */
  readonly secret?: true;
}

function rule<T>(schema: z.ZodType<T, string>, allowed: string, secret?: true): ValueRule<T> {
  return { schema, allowed, ...(secret ? { secret } : {}) };
}

function secretOf(schema: z.ZodType<string, string>): z.ZodType<Secret, string> {
  return schema.transform((value) => new Secret(value));
}

const BASE_URL = 'an address that begins with https:// or http://, without a user name, ? or #';
const token = z.string().regex(/^\S+$/);
const onOrOff = z
  .string()
  .toLowerCase()
  .refine((word) => switchWords.has(word))
  .transform((word) => switchWords.get(word) === true);
const ON_OR_OFF = 'true or false (1, 0, yes, no, on and off are understood too)';
const whole = z.string().regex(/^\d+$/).transform(Number);

/** Every name that is read from the environment, and what its value may be. */
export const valueRules = {
  SWITCHBOARD_DATA_DIR: rule(
    z.string().refine((text) => !text.includes('\0')),
    'the path of a folder',
  ),
  SWITCHBOARD_DEMO_TOUR: rule(onOrOff, ON_OR_OFF),
  PORT: rule(
    whole.refine((port) => port <= 65_535),
    'a whole number from 0 to 65535 (0 takes any free port)',
  ),
  TWILIO_ACCOUNT_SID: rule(accountSid, 'an account SID: AC and 32 more characters, as Twilio’s console shows it'),
  TWILIO_AUTH_TOKEN: rule(secretOf(token), 'the auth token that Twilio’s console shows, without spaces', true),
  TWILIO_PHONE_NUMBER: rule(phoneNumber, 'a phone number in international form, such as +15703251809'),
  TWILIO_API_BASE_URL: rule(baseUrl, BASE_URL),
  PUBLIC_URL: rule(baseUrl, BASE_URL),
  TUNNEL: rule(
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['off', 'ngrok', 'localtunnel', 'manual'])),
    'off, ngrok, localtunnel or manual',
  ),
  NGROK_AUTHTOKEN: rule(secretOf(token), 'the authtoken that ngrok’s dashboard shows, without spaces', true),
  NGROK_DOMAIN: rule(domain, 'a domain such as example.ngrok.app'),
  LOCALTUNNEL_HOST: rule(baseUrl, BASE_URL),
  AI_RESPONSES_ENABLED: rule(onOrOff, ON_OR_OFF),
  AI_RESPONSE_DELAY: rule(
    whole.refine((ms) => ms <= MAX_DELAY_MS),
    'a whole number of milliseconds from 0 to 10000',
  ),
  AI_PROVIDER: rule(
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['mock', 'knowledge', 'openai'])),
    'mock, knowledge or openai',
  ),
  OPENAI_BASE_URL: rule(baseUrl, BASE_URL),
  OPENAI_API_KEY: rule(secretOf(token), 'an API key without spaces', true),
  OPENAI_MODEL: rule(z.string().max(200), 'the name of a model, at most 200 characters'),
  SESSION_GAP_MINUTES: rule(
    z
      .string()
      .regex(decimal)
      .transform(Number)
      .refine((minutes) => minutes > 0 && minutes <= MAX_GAP_MINUTES),
    'a number of minutes above 0, such as 5 or 0.5',
  ),
  DATABASE_URL: rule(secretOf(z.string()), 'a PostgreSQL address', true),
} as const;

export type ValueName = keyof typeof valueRules;
/** What each name gives once it has been read. */
export type ValueOf<N extends ValueName> = z.output<(typeof valueRules)[N]['schema']>;

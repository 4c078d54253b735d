import { z } from 'zod';
import { DEFAULT_GAP_MINUTES } from '../session-rule';
import {
  accountSid,
  baseUrl,
  country,
  domain,
  MAX_DELAY_MS,
  MAX_GAP_MINUTES,
  orNothing,
  phoneNumber,
  reachableNumber,
  shortText,
  wholeNumber,
} from './setting-values';

/** The parts of the settings page, in its order. */
export const settingGroups = {
  ai: { title: 'AI replies', about: 'Who answers customers, and how.' },
  limits: {
    title: 'Limits on automatic replies',
    about: 'Past these a machine is answering a machine, and a person is called.',
  },
  knowledge: { title: 'Knowledge', about: 'Questions and answers that the AI may rest on.' },
  conversations: { title: 'Conversations', about: 'How messages are grouped and numbers are shown.' },
  writing: { title: 'Writing and sending', about: 'How you write, and who you are.' },
  desktop: { title: 'This computer', about: 'How the console looks and behaves here.' },
  twilio: { title: 'Twilio account', about: 'Without an account the console works with the simulator.' },
  connection: { title: 'Public address', about: 'How Twilio reaches this console.' },
  data: { title: 'Your data', about: 'Where it is kept, and copies of it.' },
} as const;
export type SettingGroup = keyof typeof settingGroups;

/** How a setting is shown and changed. */
export type SettingControl =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | {
      readonly kind: 'number';
      readonly unit: string;
      /** What one of the shown unit is in the kept value: 1000 for seconds kept in milliseconds. */
      readonly per?: number;
      readonly step?: number;
    }
  | { readonly kind: 'text'; readonly placeholder?: string; readonly lines?: number }
  | { readonly kind: 'country' };

/** One setting: what it may be, what it is until somebody sets it, and how people see it. */
export interface SettingDefinition<T> {
  readonly group: SettingGroup;
  readonly label: string;
  readonly help: string;
  readonly schema: z.ZodType<T>;
  readonly usual: NoInfer<T>;
  readonly control: SettingControl;
  /** Name in the environment, which wins over what a person sets. */
  readonly env?: string;
  /** Read once, when the console starts. */
  readonly atStart?: true;
}

function define<T>(definition: SettingDefinition<T>): SettingDefinition<T> {
  return definition;
}

function oneOf<const V extends readonly [string, ...string[]]>(...values: V): z.ZodType<V[number]> {
  return z.enum(values, 'Choose one of these.') as unknown as z.ZodType<V[number]>;
}

const onOrOff = z.boolean('This is either on or off.');

/** Every setting that a person may change, by its key in the store. */
export const settingDefinitions = {
  aiEnabled: define({
    group: 'ai',
    label: 'AI replies',
    help: 'The one switch above all conversations. Off means that nothing is answered or drafted anywhere.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
    env: 'AI_RESPONSES_ENABLED',
  }),
  defaultMode: define({
    group: 'ai',
    label: 'Mode of new conversations',
    help: 'Auto answers by itself, Draft writes for you to check, Off does neither. Each conversation can differ.',
    schema: oneOf('auto', 'draft', 'off'),
    usual: 'auto',
    control: {
      kind: 'choice',
      options: [
        { value: 'auto', label: 'Auto' },
        { value: 'draft', label: 'Draft' },
        { value: 'off', label: 'Off' },
      ],
    },
  }),
  provider: define({
    group: 'ai',
    label: 'Who writes the answers',
    help: 'The built-in rules and your knowledge work offline. A language model needs an endpoint that speaks OpenAI’s protocol.',
    schema: oneOf('mock', 'knowledge', 'openai'),
    usual: 'mock',
    control: {
      kind: 'choice',
      options: [
        { value: 'mock', label: 'Built-in rules' },
        { value: 'knowledge', label: 'Your knowledge' },
        { value: 'openai', label: 'Language model' },
      ],
    },
    env: 'AI_PROVIDER',
  }),
  openaiBaseUrl: define({
    group: 'ai',
    label: 'Address of the language model',
    help: 'Any endpoint that speaks OpenAI’s protocol: OpenAI, Azure, Ollama, LM Studio, vLLM. Empty: OpenAI’s own.',
    schema: orNothing(baseUrl),
    usual: '',
    control: { kind: 'text', placeholder: 'https://api.openai.com/v1' },
    env: 'OPENAI_BASE_URL',
  }),
  openaiModel: define({
    group: 'ai',
    label: 'Name of the model',
    help: 'As the endpoint calls it. Empty: a small model of OpenAI’s current series.',
    schema: shortText(200),
    usual: '',
    control: { kind: 'text' },
    env: 'OPENAI_MODEL',
  }),
  instructions: define({
    group: 'ai',
    label: 'Instructions to the AI',
    help: 'What your team is, how it speaks, and what it must never promise. A language model reads this with every question.',
    schema: shortText(20_000),
    usual: '',
    control: { kind: 'text', lines: 5 },
  }),
  handOffLine: define({
    group: 'ai',
    label: 'Line when a person takes over',
    help: 'What a customer gets when the AI hands over. Empty: the AI’s own words.',
    schema: shortText(1600),
    usual: '',
    control: {
      kind: 'text',
      lines: 2,
      placeholder: 'I am passing this on to a colleague, who will answer you here.',
    },
  }),
  aiDelayMs: define({
    group: 'ai',
    label: 'Wait before answering',
    help: 'Feels human, and lets a customer who writes in several texts have one answer to all of them.',
    schema: z
      .int('Give a time from 0 to 10 seconds.')
      .min(0, 'Give a time from 0 to 10 seconds.')
      .max(MAX_DELAY_MS, 'Give a time from 0 to 10 seconds: Twilio does not wait longer for an answer.'),
    usual: 1000,
    control: { kind: 'number', unit: 'seconds', per: 1000, step: 0.5 },
    env: 'AI_RESPONSE_DELAY',
  }),
  budgetMs: define({
    group: 'ai',
    label: 'Longest time for an answer at once',
    help: 'After that Twilio is told that the message arrived, and the answer follows as soon as it is written.',
    schema: z
      .int('Give a time from 1 to 14 seconds.')
      .min(1000, 'Give a time from 1 to 14 seconds.')
      .max(14_000, 'Give a time from 1 to 14 seconds: Twilio gives up after 15.'),
    usual: 10_000,
    control: { kind: 'number', unit: 'seconds', per: 1000 },
  }),
  takeOverOnReply: define({
    group: 'ai',
    label: 'Take over by writing',
    help: 'When you write in a conversation, the AI there only drafts until you hand it back.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  takeOverMinutes: define({
    group: 'ai',
    label: 'Hand back by itself after',
    help: 'How long a conversation stays yours after you wrote. 0: until you hand it back.',
    schema: wholeNumber(0, 10_080, 'minutes'),
    usual: 30,
    control: { kind: 'number', unit: 'minutes', step: 5 },
  }),
  breakerEnabled: define({
    group: 'limits',
    label: 'Stop automatic replies past these limits',
    help: 'Also stops after three identical texts in a row, which only machines send.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  breakerPerContact: define({
    group: 'limits',
    label: 'Replies to one customer',
    help: 'So many automatic replies within the time below.',
    schema: wholeNumber(1, 20, 'replies'),
    usual: 10,
    control: { kind: 'number', unit: 'replies' },
  }),
  breakerPerContactMinutes: define({
    group: 'limits',
    label: 'Within',
    help: 'The time in which replies to one customer are counted.',
    schema: wholeNumber(1, 1440, 'minutes'),
    usual: 10,
    control: { kind: 'number', unit: 'minutes' },
  }),
  breakerPerDeskHour: define({
    group: 'limits',
    label: 'Replies of the whole desk in an hour',
    help: 'When they are used up, the AI pauses and every new message waits for a person.',
    schema: wholeNumber(1, 1_000_000, 'replies'),
    usual: 1000,
    control: { kind: 'number', unit: 'replies', step: 100 },
  }),
  gapMinutes: define({
    group: 'conversations',
    label: 'Silence that separates sessions',
    help: 'A message that comes later than this starts a new session. Decimals are allowed.',
    schema: z
      .number('Give a number of minutes, such as 5 or 0.5.')
      .positive('Give a number of minutes above 0, such as 5 or 0.5.')
      .max(MAX_GAP_MINUTES, 'Give at most a year, which is 525600 minutes.'),
    usual: DEFAULT_GAP_MINUTES,
    control: { kind: 'number', unit: 'minutes' },
    env: 'SESSION_GAP_MINUTES',
  }),
  homeCountry: define({
    group: 'conversations',
    label: 'Home country',
    help: 'Numbers of this country are shown as people there write them, and understood without a country code.',
    schema: orNothing(country),
    usual: '',
    control: { kind: 'country' },
  }),
  enterSends: define({
    group: 'writing',
    label: 'Enter sends',
    help: 'Shift + Enter then begins a new line. Off: Ctrl/⌘ + Enter sends.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  holdSeconds: define({
    group: 'writing',
    label: 'Time to undo a send',
    help: 'A text is held for so long, with a button that takes it back. 0: sent at once.',
    schema: wholeNumber(0, 60, 'seconds'),
    usual: 0,
    control: { kind: 'number', unit: 'seconds' },
  }),
  operatorName: define({
    group: 'writing',
    label: 'Your name',
    help: 'Stands for {{operator}} in canned replies.',
    schema: shortText(80),
    usual: '',
    control: { kind: 'text' },
  }),
  operatorPhone: define({
    group: 'writing',
    label: 'Your phone',
    help: 'Rings when you call a customer from the console, which then connects you both.',
    schema: orNothing(reachableNumber),
    usual: '',
    control: { kind: 'text', placeholder: '+1 570 325 1809' },
  }),
  theme: define({
    group: 'desktop',
    label: 'Look',
    help: 'Light, dark, or as the system has it.',
    schema: oneOf('system', 'light', 'dark'),
    usual: 'system',
    control: {
      kind: 'choice',
      options: [
        { value: 'system', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ],
    },
  }),
  textSize: define({
    group: 'desktop',
    label: 'Text size',
    help: 'The size of all text in the console. The menu View enlarges everything, pictures too.',
    schema: oneOf('small', 'usual', 'large', 'largest'),
    usual: 'usual',
    control: {
      kind: 'choice',
      options: [
        { value: 'small', label: 'Small' },
        { value: 'usual', label: 'Usual' },
        { value: 'large', label: 'Large' },
        { value: 'largest', label: 'Largest' },
      ],
    },
  }),
  notifications: define({
    group: 'desktop',
    label: 'Notifications',
    help: 'Calls you when a customer needs a person and the console is not in front.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  closeToTray: define({
    group: 'desktop',
    label: 'Go on when the window is closed',
    help: 'Closing the window leaves the console running in the tray, so that messages are still received and answered.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
  }),
  startHidden: define({
    group: 'desktop',
    label: 'Start in the tray',
    help: 'The console starts without opening its window. The tray’s icon opens it.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
    atStart: true,
  }),
  openAtLogin: define({
    group: 'desktop',
    label: 'Start when you log in',
    help: 'The system starts the console by itself, so that no message waits for you to do it.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
  }),
  twilioAccountSid: define({
    group: 'twilio',
    label: 'Account SID',
    help: 'From the first page of Twilio’s console. SID, auth token and phone number are needed together.',
    schema: orNothing(accountSid),
    usual: '',
    control: { kind: 'text', placeholder: 'AC…' },
    env: 'TWILIO_ACCOUNT_SID',
    atStart: true,
  }),
  twilioPhoneNumber: define({
    group: 'twilio',
    label: 'Phone number',
    help: 'Your number at Twilio, which customers write to and call.',
    schema: orNothing(phoneNumber),
    usual: '',
    control: { kind: 'text', placeholder: '+1 570 325 1809' },
    env: 'TWILIO_PHONE_NUMBER',
    atStart: true,
  }),
  tunnel: define({
    group: 'connection',
    label: 'Way from the internet',
    help: 'Twilio must reach this console. ngrok needs an authtoken, localtunnel nothing; choose your own address with a proxy in front.',
    schema: oneOf('off', 'ngrok', 'localtunnel', 'manual'),
    usual: 'off',
    control: {
      kind: 'choice',
      options: [
        { value: 'off', label: 'None' },
        { value: 'ngrok', label: 'ngrok' },
        { value: 'localtunnel', label: 'localtunnel' },
        { value: 'manual', label: 'Your own address' },
      ],
    },
    env: 'TUNNEL',
  }),
  publicUrl: define({
    group: 'connection',
    label: 'Your own address',
    help: 'Where Twilio finds this console when a tunnel or proxy of your own is in front.',
    schema: orNothing(baseUrl),
    usual: '',
    control: { kind: 'text', placeholder: 'https://desk.example.com' },
    env: 'PUBLIC_URL',
  }),
  ngrokDomain: define({
    group: 'connection',
    label: 'ngrok domain',
    help: 'A domain that you reserved at ngrok, so that the address stays the same. Empty: any.',
    schema: orNothing(domain),
    usual: '',
    control: { kind: 'text', placeholder: 'example.ngrok.app' },
    env: 'NGROK_DOMAIN',
  }),
  localtunnelHost: define({
    group: 'connection',
    label: 'localtunnel server',
    help: 'A server of your own. Empty: the free public one.',
    schema: orNothing(baseUrl),
    usual: '',
    control: { kind: 'text', placeholder: 'https://localtunnel.me' },
    env: 'LOCALTUNNEL_HOST',
  }),
  port: define({
    group: 'connection',
    label: 'Port of the webhook server',
    help: 'On this computer. 0: any free one. While nobody has set it, the next free one is taken when it is in use.',
    schema: wholeNumber(0, 65_535),
    usual: 3000,
    control: { kind: 'number', unit: '' },
    env: 'PORT',
    atStart: true,
  }),
} as const;

export type SettingKey = keyof typeof settingDefinitions;
export type SettingValue<K extends SettingKey> = z.output<(typeof settingDefinitions)[K]['schema']>;
export type SettingValues = { readonly [K in SettingKey]: SettingValue<K> };

/** One value that is never shown: it can be set, replaced and removed. */
export interface SecretDefinition {
  readonly group: SettingGroup;
  readonly label: string;
  readonly help: string;
  readonly env: string;
  /** The setting that it stands behind on the page. */
  readonly after: SettingKey;
  readonly atStart?: true;
}

/** Every secret, by its key in the key store's file. */
export const secretDefinitions = {
  openaiApiKey: {
    group: 'ai',
    label: 'Key of the language model',
    help: 'Endpoints on your own machine mostly need none.',
    env: 'OPENAI_API_KEY',
    after: 'openaiModel',
  },
  twilioAuthToken: {
    group: 'twilio',
    label: 'Auth token',
    help: 'From the first page of Twilio’s console.',
    env: 'TWILIO_AUTH_TOKEN',
    after: 'twilioAccountSid',
    atStart: true,
  },
  ngrokAuthtoken: {
    group: 'connection',
    label: 'ngrok authtoken',
    help: 'From ngrok’s dashboard.',
    env: 'NGROK_AUTHTOKEN',
    after: 'publicUrl',
  },
} as const satisfies Readonly<Record<string, SecretDefinition>>;

export type SecretKey = keyof typeof secretDefinitions;

export const settingKeys = Object.keys(settingDefinitions) as readonly SettingKey[];
export const secretKeys = Object.keys(secretDefinitions) as readonly SecretKey[];

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingDefinitions, key);
}

import { z } from 'zod';
import { define, oneOf, onOrOff } from './setting-shape';
import { baseUrl, domainLines, MAX_DELAY_MS, orNothing, price, shortText, wholeNumber } from './setting-values';

/** Settings of the AI: who answers, how, and how much. */
export const answeringSettings = {
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
  modelPriceIn: define({
    group: 'ai',
    label: 'Price of a million tokens asked',
    help: 'In US dollars, for what your endpoint is sent. Empty: as known of OpenAI’s own models; of others no cost is shown.',
    schema: orNothing(price),
    usual: '',
    control: { kind: 'text', placeholder: '0.75' },
  }),
  modelPriceOut: define({
    group: 'ai',
    label: 'Price of a million tokens answered',
    help: 'In US dollars, for what your endpoint writes. Both prices are needed for either to count.',
    schema: orNothing(price),
    usual: '',
    control: { kind: 'text', placeholder: '4.50' },
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
  maxSegments: define({
    group: 'ai',
    label: 'Longest automatic text',
    help: 'In segments, each of which Twilio charges for. A longer answer ends with a sentence before that, or goes to a person.',
    schema: wholeNumber(1, 10, 'segments'),
    usual: 3,
    control: { kind: 'number', unit: 'segments' },
  }),
  linkDomains: define({
    group: 'ai',
    label: 'Domains that the AI may link to',
    help: 'One on each line. Other links only where your instructions, your knowledge or your own messages have them: none is made up.',
    schema: domainLines,
    usual: '',
    control: { kind: 'text', lines: 2, placeholder: 'example.com' },
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
    help: 'Past them a person is called, and the AI stays off in that conversation until you hand it back. Three identical texts in a row count too: only machines send those.',
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
    help: 'When they are used up, the AI pauses, and every conversation that goes on is handed to a person.',
    schema: wholeNumber(1, 1_000_000, 'replies'),
    usual: 1000,
    control: { kind: 'number', unit: 'replies', step: 100 },
  }),
} as const;

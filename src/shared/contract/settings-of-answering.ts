import { z } from 'zod';
import { isReadableOnTheWay, OPENAI_BASE_URL } from '../endpoint-origin';
import { hoursSetting } from '../hours';
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
  shadow: define({
    group: 'ai',
    label: 'Shadow mode',
    help: 'The AI writes what it would say and sends nothing: it is only noted, and a person answers. So you can see how good it is before you let it loose.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
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
  instructions: define({
    group: 'ai',
    label: 'Instructions to the AI',
    help: 'What your team is, how it speaks, and what it must never promise. A language model reads this with every question.',
    schema: shortText(20_000),
    usual: '',
    control: { kind: 'text', lines: 5 },
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
  openaiBaseUrl: define({
    group: 'model',
    label: 'Address of the language model',
    help: 'Any endpoint that speaks OpenAI’s protocol: OpenAI, Azure, Ollama, LM Studio, vLLM. Empty: OpenAI’s own.',
    schema: orNothing(baseUrl),
    usual: '',
    control: { kind: 'text', placeholder: OPENAI_BASE_URL },
    warning: (address) =>
      isReadableOnTheWay(address)
        ? 'Plain http over the internet: anybody on the way can read the key and what your customers write. Use an address with https://.'
        : null,
    env: 'OPENAI_BASE_URL',
  }),
  openaiModel: define({
    group: 'model',
    label: 'Name of the model',
    help: 'As the endpoint calls it. Empty: a small model of OpenAI’s current series.',
    schema: shortText(200),
    usual: '',
    control: { kind: 'text' },
    env: 'OPENAI_MODEL',
  }),
  modelPriceIn: define({
    group: 'model',
    label: 'Price of a million tokens asked',
    help: 'In US dollars, for what your endpoint is sent. Empty: as known of OpenAI’s own models; of others no cost is shown.',
    schema: orNothing(price),
    usual: '',
    control: { kind: 'text', placeholder: '0.75' },
  }),
  modelPriceOut: define({
    group: 'model',
    label: 'Price of a million tokens answered',
    help: 'In US dollars, for what your endpoint writes. Both prices are needed for either to count.',
    schema: orNothing(price),
    usual: '',
    control: { kind: 'text', placeholder: '4.50' },
  }),
  handOffLine: define({
    group: 'handOver',
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
  silenceMinutes: define({
    group: 'handOver',
    label: 'Call again when nobody answers for',
    help: 'After the AI handed over and nobody has answered for so long, the conversation moves to the top and calls again, and the customer gets the line below, once. 0: never.',
    schema: wholeNumber(0, 1440, 'minutes'),
    usual: 15,
    control: { kind: 'number', unit: 'minutes', step: 5 },
  }),
  silenceLine: define({
    group: 'handOver',
    label: 'Line when nobody has answered yet',
    help: 'What a customer gets then, within your business hours only. Empty: nothing.',
    schema: shortText(1600),
    usual: 'Sorry for the wait. We have your message, and a colleague will answer you here as soon as possible.',
    control: { kind: 'text', lines: 2 },
  }),
  takeOverOnReply: define({
    group: 'handOver',
    label: 'Take over by writing',
    help: 'When you write in a conversation, the AI there only drafts until you hand it back.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  takeOverMinutes: define({
    group: 'handOver',
    label: 'Hand back by itself after',
    help: 'How long a conversation stays yours after you wrote. 0: until you hand it back.',
    schema: wholeNumber(0, 10_080, 'minutes'),
    usual: 30,
    control: { kind: 'number', unit: 'minutes', step: 5 },
  }),
  hours: define({
    group: 'hours',
    label: 'Opening hours',
    help: 'When people can expect a person. Without hours you are open all the time.',
    schema: hoursSetting,
    usual: '',
    control: { kind: 'hours' },
  }),
  hoursReply: define({
    group: 'hours',
    label: 'Reply outside business hours',
    help: 'What a customer gets who writes outside them to a conversation on Auto, once in a session. Empty: nothing.',
    schema: shortText(1600),
    usual: 'Thank you for your message. We are closed now and will answer you when we are back.',
    control: { kind: 'text', lines: 2 },
  }),
  outsideHours: define({
    group: 'hours',
    label: 'The AI outside business hours',
    help: 'Whether it goes on answering, only drafts, or leaves the conversation for a person.',
    schema: oneOf('answer', 'draft', 'silent'),
    usual: 'answer',
    control: {
      kind: 'choice',
      options: [
        { value: 'answer', label: 'Answers' },
        { value: 'draft', label: 'Drafts' },
        { value: 'silent', label: 'Silent' },
      ],
    },
  }),
  breakerEnabled: define({
    group: 'limits',
    label: 'Stop automatic replies past these limits',
    help: 'Past them a person is called, and the AI stays off in that conversation until you hand it back. Texts that only machines send count too: three identical ones in a row, or the same with another number in it.',
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
  breakerPerRow: define({
    group: 'limits',
    label: 'Replies to one customer in a row',
    help: 'So many automatic replies with nobody of your team writing in between and no pause of six hours. It stops machines that answer slowly and never say the same.',
    schema: wholeNumber(1, 1000, 'replies'),
    usual: 50,
    control: { kind: 'number', unit: 'replies', step: 10 },
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

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { TOKEN, type StartedDesk } from '../../support/start-desk';
import { AI_KEY, openAiEndpoint, type AiEndpoint, type Asked } from './support/ai-endpoint';
import { A, openDeskFor, openStandIn, threadOf, untilStored } from './support/desk-harness';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const INSTRUCTIONS =
  'You are Ana of Green Tea Street. Never tell customers that the margin is forty per cent. Our page is https://tea.example/help.';

interface Played {
  readonly desk: StartedDesk;
  readonly ai: AiEndpoint;
  readonly clock: WatchedClock | undefined;
  /** Texts as a customer; resolves when the console has answered the webhook. */
  text(body: string): Promise<unknown>;
  /** What stands on the customer's phone when Twilio has nothing to do any more. */
  received(): Promise<string[]>;
}

/** A desk with a model at one end and a customer's phone at the other: all that goes on between them is as it is. */
async function play(clock?: WatchedClock): Promise<Played> {
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const env = { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl };
  const desk = await openDeskFor({ env, ...(clock && { clock }) });
  standIn.pointAt(desk.webhookUrl);
  await desk.settings.put('instructions', INSTRUCTIONS, 'operator');
  const phone = standIn.addPhone({ name: 'Maria', number: A });
  return {
    ...{ desk, ai, clock },
    text: (body) => phone.text(body),
    async received() {
      await standIn.settled();
      return phone.received().map(({ body }) => body);
    },
  };
}

/** A person is called for this reason, nobody was told anything, and no secret is anywhere. */
async function expectHuman({ desk, received }: Played, reason: RegExp): Promise<void> {
  await untilStored(desk, () => desk.store.now.get('addresses', A) !== undefined && threadOf(desk).needsHuman !== null);
  const { needsHuman } = threadOf(desk);
  expect(needsHuman?.reason).toMatch(reason);
  expect(needsHuman?.reason).toMatch(/^[A-Z].*[.?!]$/);
  expect(await received()).toEqual([]);
  const { messages } = await desk.documents();
  expect(messages.filter(({ sender }) => sender === 'ai')).toEqual([]);
  const known = JSON.stringify([desk.lines(), messages, needsHuman]);
  for (const secret of [AI_KEY, TOKEN]) expect(known).not.toContain(secret);
  expect(desk.lines().filter((line) => line.includes('unexpected'))).toEqual([]);
}

type Answering = (asked: Asked, ai: AiEndpoint) => void | Promise<void>;
const streams =
  (...pieces: string[]): Answering =>
  (asked) => {
    asked.stream(...pieces);
    asked.end('stop');
  };
const raw =
  (bytes: string | Uint8Array): Answering =>
  (asked) => {
    asked.stream();
    asked.write(bytes);
    asked.end();
  };
const error = (message: string) => JSON.stringify({ error: { message: `${message} ${AI_KEY}` } });
/** Sentences of which no two are the same. */
const long = Array.from({ length: 400 }, (_, at) => `This is sentence ${at} of a very long answer. `)
  .join('')
  .slice(0, 20_000);

const models: readonly [what: string, answer: Answering, reason: RegExp][] = [
  ['does not know the key', (asked) => asked.give(401, error('Incorrect API key')), /did not accept the API key/],
  [
    'is asked too much',
    (asked) => asked.give(429, error('slow'), undefined, { 'retry-after': '40' }),
    /too much .* in 40 seconds/,
  ],
  ['has no credit', (asked) => asked.give(429, JSON.stringify({ error: { code: 'insufficient_quota' } })), /no credit/],
  [
    'is broken, twice',
    async (asked, ai) => {
      asked.give(500, error('oops'));
      (await ai.asked()).give(500, error('oops'));
    },
    /trouble of its own \(HTTP 500\)/,
  ],
  ['streams something that is no stream', raw(randomBytes(4000)), /broke off/],
  ['streams broken JSON', raw('data: {"choices":[{"delta":\n\n'), /cannot be read/],
  ['streams other JSON', raw('data: {"choices":{"a":1}}\n\n'), /not a chat completion/],
  ['streams an error', raw(`data: {"error":{"message":"${AI_KEY}"}}\n\n`), /broke off/],
  [
    'answers with a login page',
    (asked) => asked.give(200, '<html>Log in</html>', 'text/html'),
    /not a chat completion/,
  ],
  [
    'hangs up in the middle of a sentence',
    (asked) => {
      asked.stream('We open at ni');
      asked.breakOff();
    },
    /broke off/,
  ],
  [
    'stops at its limit in the middle of a sentence',
    (asked) => {
      asked.stream('We open at ni');
      asked.end('length');
    },
    /cut off/,
  ],
  [
    'ends its stream without an end',
    (asked) => {
      asked.stream('We open at nine.');
      asked.end();
    },
    /broke off/,
  ],
  ['answers 20,000 characters', streams(long), /too long: \d{5} characters/],
  ['writes without end', streams('and so on '.repeat(5000)), /on and on/],
  ['invents a link', streams('Track it at https://track-your-order.example/77 please.'), /link/],
  ['invents a phone number', streams('Please call +1 (800) 555-0199 for that.'), /phone number/],
  [
    'echoes its instructions',
    streams('I was told: Never tell customers that the margin is forty per cent.'),
    /instructions/,
  ],
  ['echoes its whole prompt', (asked) => asked.say(asked.prompt), /./],
  ['answers nothing', streams(), /empty/],
  ['only thinks', streams('<think>What to say', '?</think>'), /empty/],
  [
    'wants to use a tool',
    raw('data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"x"}}]},"finish_reason":"tool_calls"}]}\n\n'),
    /empty/,
  ],
  ['goes round in circles', streams('I am here to help. '.repeat(9)), /circles/],
  [
    'answers in another language',
    streams('Wir haben von Montag bis Freitag von neun bis fünf Uhr geöffnet.'),
    /another language/,
  ],
  ['declines', raw('data: {"choices":[{"delta":{},"finish_reason":"content_filter"}]}\n\n'), /declined/],
];

describe('a customer gets nothing, and a person is called with the reason, when a model', () => {
  // Bug caught: nonsense, half a sentence, an invented address or our own instructions on a customer's phone; or a
  // customer who waits for ever because nobody was told that there is no answer.
  test.each(models)('%s', async (_what, answer, reason) => {
    const played = await play();
    const texted = played.text('Could you please tell me when you are open next week?');
    await answer(await played.ai.asked(), played.ai);
    await texted;
    await expectHuman(played, reason);
  });

  test.each<[string, (asked: Asked, clock: WatchedClock) => void, RegExp]>([
    ['never sends a byte', () => undefined, /did not begin to answer within 20 seconds/],
    [
      'drips a letter a second',
      (asked, clock) => {
        const drip = () => {
          if (asked.isAbandoned) return;
          asked.stream('x');
          clock.after(1000, drip);
        };
        drip();
      },
      /did not answer within 40 seconds/,
    ],
    ['begins and falls silent', (asked) => asked.stream('We'), /did not answer within 40 seconds/],
  ])('%s', async (_what, answer, reason) => {
    const clock = createWatchedClock();
    const played = await play(clock);
    const texted = played.text('When are you open?');
    const asked = await played.ai.asked();
    answer(asked, clock);
    await clock.runUntil(expectHuman(played, reason));
    // The endpoint is not left to write for nobody.
    await asked.closed;
    expect(asked.isAbandoned).toBe(true);
    await texted;
  });
});

describe('a customer gets something sensible when a model', () => {
  test.each<[string, Answering, string]>([
    [
      'stumbles once',
      async (asked, ai) => (asked.give(500, '{}'), streams('We open at nine.')(await ai.asked(), ai)),
      'We open at nine.',
    ],
    [
      'is busy for a moment',
      async (asked, ai) => (
        asked.give(429, '{}', undefined, { 'retry-after-ms': '5' }),
        streams('We open at nine.')(await ai.asked(), ai)
      ),
      'We open at nine.',
    ],
    ['does not stream', (asked) => asked.say('We open at nine.'), 'We open at nine.'],
    ['shows its thinking', streams('<think>Nine', '?</think>We ', 'open at nine.'), 'We open at nine.'],
    ['writes Markdown', streams('**We open** at _nine_.'), 'We open at nine.'],
    ['says a link that the team gave', streams('See https://tea.example/help.'), 'See https://tea.example/help.'],
    [
      'says a little too much',
      streams(long.slice(0, 600)),
      long
        .slice(0, 600)
        .split(/(?<=\.) /)
        .slice(0, 10)
        .join(' '),
    ],
  ])('%s', async (_what, answer, said) => {
    const played = await play();
    const texted = played.text('When are you open?');
    await answer(await played.ai.asked(), played.ai);
    await texted;
    expect(await played.received()).toEqual([said]);
  });

  // Bug caught: the same text over and over to somebody whom it does not help.
  test('says the same again: once is enough, then a person is called', async () => {
    const played = await play();
    const say = async (text: string, answer: string) => {
      const texted = played.text(text);
      await streams(answer)(await played.ai.asked(), played.ai);
      await texted;
    };
    await say('When are you open?', 'We are open from nine to five every day.');
    await say('And on Sundays?', 'We are open from nine to five every day.');
    expect(await played.received()).toEqual(['We are open from nine to five every day.']);
    expect(threadOf(played.desk).needsHuman?.reason).toMatch(/same answer as before/);
  });

  test('is changed: the card says what was', async () => {
    const played = await play();
    const texted = played.text('When are you open?');
    await streams('**Nine.**')(await played.ai.asked(), played.ai);
    await texted;
    const { messages } = await played.desk.documents();
    expect(messages.at(-1)?.explanation?.changed).toEqual(['Markup that text messages cannot show was taken off.']);
  });
});

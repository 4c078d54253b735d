import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createProviderChooser } from '../../../src/main/ai/choose-provider';
import { NO_MEANINGS } from '../../../src/main/ai/meaning/meanings';
import { createKnowledgeSearch } from '../../../src/main/ai/knowledge-search';
import { costOfUsage, priceOf } from '../../../src/main/ai/model-prices';
import { createOpenAiProvider } from '../../../src/main/ai/openai';
import { createClient } from '../../../src/main/ai/openai-client';
import { ProviderError } from '../../../src/main/ai/provider';
import { systemClock, type Clock } from '../../../src/main/app/clock';
import { createManualClock } from '../../support/manual-clock';
import { freePort, readBody, sendJson, startServer, type TestServer } from '../../support/http-server';
import { customer, entry, requestOf, team } from './talk';

const KEY = 'sk-test-1234567890abcdef';
const LIMIT = 60_000;
const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    model: string;
    stream?: boolean;
    stream_options?: object;
    messages: { role: string; content: string }[];
  };
}

async function endpoint(answer: (response: ServerResponse, count: number) => void) {
  const asked: Asked[] = [];
  let arrived: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (arrived = resolve));
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await readBody(request)) as Asked['body'];
    asked.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      headers: request.headers,
      body,
    });
    arrived();
    answer(response, asked.length);
  };
  const server = await startServer((request, response) => void listener(request, response));
  servers.push(server);
  return { url: `${server.url}/v1`, asked, first };
}

function completion(content: unknown, more: object = {}) {
  return {
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'small-1',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 50, completion_tokens: 7, total_tokens: 57 },
    ...more,
  };
}

function provider(baseUrl: string, apiKey: string | null = KEY, clock: Clock = systemClock, more = {}) {
  return createOpenAiProvider({
    endpoint: { baseUrl, apiKey: () => apiKey, model: 'small' },
    clock,
    search: createKnowledgeSearch(),
    meanings: NO_MEANINGS,
    random: randomBytes,
    price: () => null,
    maxSegments: () => 3,
    limits: { beginMs: LIMIT / 2, totalMs: LIMIT },
    ...more,
  });
}

const question = requestOf([customer('Hi'), team('Hi there!'), customer('What are your hours?')]);

async function failureOf(reply: unknown): Promise<string> {
  const error: unknown = await Promise.resolve(reply).then(
    () => new Error('it answered'),
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const { message } = error as ProviderError;
  expect(message).toMatch(/^[A-Z].*\.$/);
  expect(message).not.toContain(KEY);
  expect(message).not.toContain('sk-');
  return message;
}

describe('an endpoint that answers', () => {
  it('is asked with the conversation and what the team knows, and its answer is the reply', async () => {
    const { url, asked } = await endpoint((response) => sendJson(response, 200, completion(' We open at nine. ')));
    const reply = await provider(url).reply({
      ...question,
      instructions: 'Be brief.',
      knowledge: [entry('k1', 'What are your opening hours?', 'From nine.'), entry('k2', 'Do you have a cat?', 'Two.')],
    });
    expect(reply).toEqual({
      text: 'We open at nine.',
      model: 'small-1',
      tokens: 57,
      scores: { k1: expect.closeTo(1, 1) as number },
      knowledge: ['k1'],
      rule: null,
      handOff: null,
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ path: '/v1/chat/completions', authorization: `Bearer ${KEY}` });
    const { model, messages } = asked[0]!.body;
    expect(model).toBe('small');
    expect(messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages[0]?.content).toContain('Be brief.');
    expect(messages[0]?.content).toContain('From nine.');
    expect(messages[0]?.content).not.toContain('Two.');
    expect(messages[3]?.content).toMatch(/^<customer-(\w{16})>\nWhat are your hours\?\n<\/customer-\1>$/);
  });

  it('may ask for a person', async () => {
    const { url } = await endpoint((response) =>
      sendJson(response, 200, completion('HANDOVER: wants a refund\nA colleague will help you.')),
    );
    expect(await provider(url).reply(question)).toMatchObject({
      text: 'A colleague will help you.',
      handOff: { reason: 'wants a refund' },
    });
  });

  it('may show its thinking, which nobody gets to see', async () => {
    const { url } = await endpoint((response) =>
      sendJson(response, 200, completion('<think>hm\nhm</think>\n\nAt nine.')),
    );
    expect(await provider(url).reply(question)).toMatchObject({ text: 'At nine.' });
  });

  it('may need no key and tell no tokens', async () => {
    const { url } = await endpoint((response) =>
      sendJson(response, 200, { choices: [{ message: { role: 'assistant', content: 'Yes.' } }] }),
    );
    expect(await provider(url, null).reply(question)).toMatchObject({
      text: 'Yes.',
      tokens: null,
      model: 'small',
    });
  });

  it('is asked once more when it stumbles, but no more than that', async () => {
    const once = await endpoint((response, count) =>
      count === 1 ? sendJson(response, 500, {}) : sendJson(response, 200, completion('Yes.')),
    );
    expect(await provider(once.url).reply(question)).toMatchObject({ text: 'Yes.' });
    const always = await endpoint((response) => sendJson(response, 500, {}));
    expect(await failureOf(provider(always.url).reply(question))).toContain('HTTP 500');
    expect(always.asked).toHaveLength(2);
  });
});

describe('an endpoint that fails', () => {
  it.each([
    [401, { error: { message: `Incorrect API key provided: ${KEY}`, code: 'invalid_api_key' } }, 'API key'],
    [403, { error: { message: 'no' } }, '“small”'],
    [404, { error: { message: 'no such model', code: 'model_not_found' } }, 'does not know the model “small”'],
    [404, 'Not found', 'address is not right'],
    [400, { error: { message: 'too long', code: 'context_length_exceeded' } }, 'too long'],
    [429, { error: { message: 'slow down', code: 'rate_limit_exceeded' } }, 'too much'],
    [429, { error: { message: 'pay', code: 'insufficient_quota' } }, 'credit'],
  ])('%i → a sentence', async (status, body, words) => {
    const { url } = await endpoint((response) => {
      response.setHeader('retry-after-ms', '1');
      sendJson(response, status, body);
    });
    expect(await failureOf(provider(url).reply(question))).toContain(words);
  });

  it.each([
    ['nothing', {}],
    ['no choice', completion('', { choices: [] })],
    ['a list', []],
    ['null', null],
    ['a text', 'hello'],
    ['a choice without a message', { choices: [{}] }],
  ])('answers rubbish: %s', async (_what, body) => {
    const { url } = await endpoint((response) => sendJson(response, 200, body));
    expect(await failureOf(provider(url).reply(question))).toContain('not a chat completion');
  });

  it('answers with a page', async () => {
    const { url } = await endpoint((response) => response.end('<html>log in</html>'));
    expect(await failureOf(provider(url).reply(question))).toContain('Check its address');
  });

  it('answers with broken JSON', async () => {
    const { url } = await endpoint((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[');
    });
    await failureOf(provider(url).reply(question));
  });

  it('cuts the answer off or declines', async () => {
    const cut = completion('We open at', {
      choices: [{ finish_reason: 'length', message: { content: 'We open at' } }],
    });
    const { url } = await endpoint((response) => sendJson(response, 200, cut));
    expect(await failureOf(provider(url).reply(question))).toContain('cut off');
    const refused = completion(null, {
      choices: [{ finish_reason: 'stop', message: { content: null, refusal: 'no' } }],
    });
    const other = await endpoint((response) => sendJson(response, 200, refused));
    expect(await failureOf(provider(other.url).reply(question))).toContain('declined');
  });

  it('never answers', async () => {
    const { url, first } = await endpoint(() => undefined);
    const clock = createManualClock();
    const failure = failureOf(provider(url, KEY, clock).reply(question));
    await first;
    clock.advance(LIMIT);
    expect(await failure).toContain('did not answer within');
  });

  // Bug caught: the console waits as long as the endpoint likes, while a customer waits for a person.
  it('asks for more patience than a customer has', async () => {
    const { url, asked } = await endpoint((response) => {
      response.setHeader('retry-after', '30');
      sendJson(response, 429, {});
    });
    expect(await failureOf(provider(url).reply(question))).toContain('in 30 seconds');
    expect(asked).toHaveLength(1);
  });

  // Bug caught: an endpoint that takes the question and then sleeps uses up the time of a whole answer.
  it('does not begin to answer', async () => {
    const clock = createManualClock();
    const { url, first } = await endpoint(() => undefined);
    const failure = failureOf(provider(url, KEY, clock).reply(question));
    await first;
    clock.advance(LIMIT / 2);
    expect(await failure).toContain('did not begin to answer within 30 seconds');
  });

  it('is not there', async () => {
    const port = await freePort();
    expect(await failureOf(provider(`http://127.0.0.1:${port}/v1`).reply(question))).toContain(`127.0.0.1:${port}`);
  });

  // Bug caught: another host gets the conversation, and the key in Azure's header, because the endpoint says so.
  it.each([301, 302, 307, 308])('sends on to another address (%i), which gets nothing', async (status) => {
    const elsewhere = await endpoint((response) => sendJson(response, 200, completion('Gotcha.')));
    const { url, asked } = await endpoint((response) =>
      response.writeHead(status, { location: `${elsewhere.url}/chat/completions` }).end(),
    );
    expect(await failureOf(provider(url).reply(question))).toContain('sends on to another address');
    expect([asked.length, elsewhere.asked.length]).toEqual([1, 0]);
  });

  // Bug caught: the console's memory is filled by an answer that is small on the wire.
  it.each([
    ['a page', 'text/html', 200, 'sent far more than an answer has'],
    ['a stream', 'text/event-stream', 200, 'sent far more than an answer has'],
    ['a refusal', 'application/json', 400, 'did not accept the question'],
  ])('packs far more than an answer has into %s', async (_what, type, status, words) => {
    const packed = gzipSync(Buffer.alloc(64 * 2 ** 20, ':'));
    // Without its last bytes and never ended: who waits for those has read it all.
    const { url } = await endpoint((response) =>
      response.writeHead(status, { 'content-type': type, 'content-encoding': 'gzip' }).write(packed.subarray(0, -8)),
    );
    expect(await failureOf(provider(url).reply(question))).toContain(words);
  });

  it('has no valid address', async () => {
    await failureOf(provider('not an address').reply(question));
  });

  it('drops the connection', async () => {
    const { url } = await endpoint((response) => response.destroy());
    expect(await failureOf(provider(url).reply(question))).toContain('could not be reached');
  });
});

function piece(content: string, more: object = {}): string {
  const chunk = {
    id: 'c',
    object: 'chat.completion.chunk',
    model: 'small-2',
    choices: [{ index: 0, delta: { content } }],
  };
  return `data: ${JSON.stringify({ ...chunk, ...more })}\n\n`;
}
const stop = piece('', { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
const counted = piece('', {
  choices: [],
  usage: {
    prompt_tokens: 1000,
    completion_tokens: 100,
    total_tokens: 1100,
    prompt_tokens_details: { cached_tokens: 400 },
  },
});
const done = 'data: [DONE]\n\n';

function stream(response: ServerResponse, ...pieces: string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const one of pieces) response.write(one);
}

describe('an endpoint that streams', () => {
  it('is asked to, and tells what is written as far as it is, without thinking and signs', async () => {
    const { url, asked } = await endpoint((response) => {
      stream(
        response,
        ...['<thi', 'nk>hm', '</think>We ', 'open at nine.', '\nSOU', 'RCES: 1'].map((text) => piece(text)),
      );
      response.end(stop + counted + done);
    });
    const told: string[] = [];
    const knowledge = [
      entry('k1', 'What are your opening hours?', 'From nine.'),
      entry('k2', 'When are your opening hours?', 'At ten.'),
    ];
    const reply = await provider(url).reply({ ...question, knowledge, onText: (soFar) => told.push(soFar) });
    expect(reply).toMatchObject({ text: 'We open at nine.', model: 'small-2', tokens: 1100 });
    expect(reply.knowledge).toHaveLength(1);
    expect(Object.keys(reply.scores ?? {})).toHaveLength(2);
    expect(told.filter((text, at) => text !== told[at - 1])).toEqual(['', 'We', 'We open at nine.']);
    expect(asked[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  // Bug caught: half an answer is sent as if it were whole.
  it.each([
    ['closes before the end', (response: ServerResponse) => response.end(piece('We open')), 'broke off'],
    [
      'breaks the connection',
      (response: ServerResponse) => response.write(piece('We open'), () => response.destroy()),
      'broke off',
    ],
    [
      'stops at its limit',
      (response: ServerResponse) =>
        response.end(piece('We', { choices: [{ delta: { content: 'We' }, finish_reason: 'length' }] })),
      'cut off',
    ],
    [
      'is filtered',
      (response: ServerResponse) =>
        response.end(piece('', { choices: [{ delta: {}, finish_reason: 'content_filter' }] })),
      'declined',
    ],
    [
      'refuses',
      (response: ServerResponse) => response.end(piece('', { choices: [{ delta: { refusal: 'no' } }] })),
      'declined',
    ],
    ['sends broken JSON', (response: ServerResponse) => response.end('data: {"choices":[\n\n'), 'cannot be read'],
    [
      'sends something else',
      (response: ServerResponse) => response.end('data: {"choices":"x"}\n\n'),
      'not a chat completion',
    ],
    [
      'sends an error',
      (response: ServerResponse) => response.end('data: {"error":{"message":"sk-oops"}}\n\n'),
      'broke off',
    ],
    ['sends bytes', (response: ServerResponse) => response.end(randomBytes(5000)), 'broke off'],
    ['ends without a word', (response: ServerResponse) => response.end(), 'broke off'],
    ['writes on and on', (response: ServerResponse) => response.end(piece('word '.repeat(10_000)) + stop), 'on and on'],
  ])('%s', async (_what, answer, words) => {
    const { url } = await endpoint((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      answer(response);
    });
    expect(await failureOf(provider(url).reply(question))).toContain(words);
  });

  // Bug caught: the answer of a model that nobody waits for any more is paid for to its end.
  it('is cut off at the endpoint when nobody waits for it', async () => {
    const abort = new AbortController();
    let gone: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (gone = resolve));
    const { url } = await endpoint((response) => {
      response.once('close', gone);
      stream(response, piece('We '));
    });
    const reply = provider(url).reply({ ...question, signal: abort.signal, onText: () => abort.abort() });
    expect(await failureOf(reply)).toContain('stopped');
    await closed;
  });

  it('drips, until its time is over', async () => {
    const clock = createManualClock();
    let gone: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (gone = resolve));
    const { url } = await endpoint((response) => {
      response.once('close', gone);
      stream(response, piece('W'));
    });
    const reply = provider(url, KEY, clock).reply({ ...question, onText: () => clock.advance(LIMIT) });
    expect(await failureOf(reply)).toContain('did not answer within 60 seconds');
    await closed;
  });
});

describe('an endpoint that cannot do all of it', () => {
  // Bug caught: an endpoint that knows no `stream_options` never answers, or is asked twice for every answer.
  it.each([
    ['does not count', 'Unknown field: stream_options', [true, true, true]],
    ['does not stream', 'This server has no streaming', [true, undefined, undefined]],
  ])('%s: it is asked otherwise, and the next time at once', async (_what, message, streams) => {
    const { url, asked } = await endpoint((response, count) => {
      if (count === 1) sendJson(response, 400, { error: { message } });
      else sendJson(response, 200, completion('Yes.'));
    });
    const asking = provider(url);
    expect(await asking.reply(question)).toMatchObject({ text: 'Yes.', tokens: 57 });
    await asking.reply(question);
    expect(asked.map(({ body }) => body.stream)).toEqual(streams);
    expect(asked.map(({ body }) => body.stream_options !== undefined)).toEqual([true, false, false]);
  });

  it('says why it was refused, where asking otherwise does not help', async () => {
    const { url, asked } = await endpoint((response) =>
      sendJson(response, 400, { error: { code: 'context_length_exceeded' } }),
    );
    expect(await failureOf(provider(url).reply(question))).toContain('too long');
    expect(asked).toHaveLength(2);
  });
});

describe('what an answer costs', () => {
  const answering = () =>
    endpoint((response) => {
      stream(response, piece('Yes.'));
      response.end(stop + counted + done);
    });

  it('is what the team says that a million tokens cost', async () => {
    const { url } = await answering();
    const price = () => ({ input: 2, cachedInput: 2, output: 10 });
    const { costUsd } = await provider(url, KEY, systemClock, { price }).reply(question);
    expect(costUsd).toBeCloseTo((1000 * 2 + 100 * 10) / 1e6, 12);
  });

  // Bug caught: a cost is guessed for a model of the same name that runs elsewhere, for nothing.
  it('is known of OpenAI alone, and never guessed', async () => {
    const { url } = await answering();
    expect(await provider(url).reply(question)).not.toHaveProperty('costUsd');
    expect(priceOf(url, 'gpt-5.4-mini')).toBeNull();
    expect(priceOf('https://api.openai.com/v1', 'gpt-99')).toBeNull();
    const price = priceOf('https://api.openai.com/v1', 'gpt-5.4-mini-2026-03-17');
    expect(price && costOfUsage({ input: 1000, cachedInput: 400, output: 100 }, price)).toBeCloseTo(0.00093, 12);
  });
});

describe('Azure', () => {
  it('gets its key in the header that it knows, and in no other', async () => {
    const { url, asked } = await endpoint((response) => sendJson(response, 200, completion('Yes.')));
    const azure = { baseUrl: 'https://team.openai.azure.com/openai/v1', apiKey: () => KEY, model: 'mine' };
    const client = await createClient(azure, LIMIT);
    client.baseURL = url;
    await client.chat.completions.create({ model: 'mine', messages: [] });
    expect(asked[0]?.headers['api-key']).toBe(KEY);
    expect(asked[0]?.authorization).toBeUndefined();
  });
});

describe('a request that is stopped', () => {
  it('ends at once, at the endpoint too', async () => {
    const abort = new AbortController();
    let gone: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (gone = resolve));
    const { url, first } = await endpoint((response) => response.once('close', gone));
    const reply = provider(url).reply({ ...question, signal: abort.signal });
    await first;
    abort.abort();
    expect(await failureOf(reply)).toContain('stopped');
    await closed;
  });

  it('is not even begun when it was stopped before', async () => {
    const abort = new AbortController();
    abort.abort();
    const { url } = await endpoint((response) => sendJson(response, 200, completion('Yes.')));
    expect(await failureOf(provider(url).reply({ ...question, signal: abort.signal }))).toContain('stopped');
  });
});

describe('the choice of a provider', () => {
  it('keeps the provider while the choice is the same, and asks for the newest key', async () => {
    const { url, asked } = await endpoint((response) => sendJson(response, 200, completion('Yes.')));
    const choose = createProviderChooser(systemClock, randomBytes, createKnowledgeSearch(), NO_MEANINGS);
    const choice = (key: string) => ({
      provider: 'openai' as const,
      openai: { baseUrl: url, model: null, apiKey: () => key, price: null },
      maxSegments: 3,
    });
    const before = choose(choice('one'));
    const after = choose(choice('two'));
    expect(after).toBe(before);
    await after.reply(question);
    expect(asked[0]?.authorization).toBe('Bearer two');
    expect(choose({ ...choice('two'), openai: { ...choice('two').openai, model: 'other' } })).not.toBe(before);
    expect(choose({ ...choice('two'), provider: 'mock' }).name).toBe('mock');
    expect(choose({ ...choice('two'), provider: 'knowledge' }).name).toBe('knowledge');
  });
});

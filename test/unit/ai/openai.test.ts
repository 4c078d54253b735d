import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createProviderChooser } from '../../../src/main/ai/choose-provider';
import { createOpenAiProvider } from '../../../src/main/ai/openai';
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
  readonly body: { model: string; messages: { role: string; content: string }[] };
}

async function endpoint(answer: (response: ServerResponse, count: number) => void) {
  const asked: Asked[] = [];
  let arrived: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (arrived = resolve));
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await readBody(request)) as Asked['body'];
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
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

function provider(baseUrl: string, apiKey: string | null = KEY, clock: Clock = systemClock) {
  return createOpenAiProvider({ baseUrl, apiKey: () => apiKey, model: 'small', clock, timeoutMs: LIMIT });
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
    expect(messages[3]?.content).toBe('What are your hours?');
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
    [404, 'Not found', 'base URL'],
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
    expect(await failureOf(provider(url).reply(question))).toContain('Check its base URL');
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

  it('asks for patience beyond the limit', async () => {
    const clock = createManualClock();
    const { url, asked, first } = await endpoint((response) => {
      response.setHeader('retry-after', '30');
      sendJson(response, 429, {});
    });
    const failure = failureOf(provider(url, KEY, clock).reply(question));
    await first;
    clock.advance(LIMIT);
    expect(await failure).toContain('did not answer within');
    expect(asked).toHaveLength(1);
  });

  it('is not there', async () => {
    const port = await freePort();
    expect(await failureOf(provider(`http://127.0.0.1:${port}/v1`).reply(question))).toContain(`127.0.0.1:${port}`);
  });

  it('has no valid address', async () => {
    await failureOf(provider('not an address').reply(question));
  });

  it('drops the connection', async () => {
    const { url } = await endpoint((response) => response.destroy());
    expect(await failureOf(provider(url).reply(question))).toContain('could not be reached');
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
    const choose = createProviderChooser(systemClock);
    const choice = (key: string) => ({
      provider: 'openai' as const,
      openai: { baseUrl: url, model: null, apiKey: () => key },
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

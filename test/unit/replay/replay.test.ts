import type { DeskSettings } from '../../../src/main/conversation/desk-settings';
import { describe, expect, test, vi } from 'vitest';
import type { Provider, Reply, ReplyRequest } from '../../../src/main/ai/provider';
import { pastQuestions } from '../../../src/main/replay/past-questions';
import { createReplays, type ReplayParts } from '../../../src/main/replay/replays';
import type { Store } from '../../../src/main/store/store';
import type { ReplayChange, ReplayChoice } from '../../../src/shared/replay';
import { handCounted } from '../../support/hand-counted';
import { createManualClock } from '../../support/manual-clock';
import { createReadingStore, type ReadingStore } from '../../support/reading-store';

const all: ReplayChoice = { questions: 100, from: null, to: null, handedOverOnly: false };
const unchanged: ReplayChange = { instructions: null, entry: null };
const quiet = { signal: new AbortController().signal, report: () => undefined };

function reply(text: string, more: Partial<Reply> = {}): Reply {
  return { text, model: 'm', tokens: 10, knowledge: [], rule: null, handOff: null, ...more };
}

/** A desk of the three days whose provider does as the test says, and remembers what it was asked. */
function desk(
  write: (request: ReplyRequest) => Reply | Promise<Reply>,
  name: Provider['name'] = 'knowledge',
  price?: Provider['price'],
) {
  const asked: ReplyRequest[] = [];
  const store = createReadingStore(handCounted());
  const clock = createManualClock('2026-11-05T00:00:00.000Z');
  const provider: Provider = {
    name,
    ...(price && { price }),
    reply: (request) => {
      asked.push(request);
      return write(request);
    },
  };
  const parts = {
    ...{ store: wholeStore(store), clock, provider: () => provider, onError: () => undefined },
    holdsSecret: () => false,
    settings: () =>
      ({
        instructions: 'Be kind.',
        checks: { maxSegments: 3, linkDomains: [] as readonly string[] },
      }) as Partial<DeskSettings> as ReturnType<ReplayParts['settings']>,
    dayOf: (iso: string) => iso.slice(0, 10),
  };
  return { replays: createReplays(parts), asked, store, clock };
}

/** Only what a replay may use of a store is there: everything else would fail the test. */
function wholeStore(store: ReadingStore): Store {
  return store as Partial<Store> as Store;
}

/** Resolves when the run that goes on is over. */
async function over(replays: ReturnType<typeof createReplays>): Promise<void> {
  while (replays.last()?.isRunning) await new Promise((resolve) => setImmediate(resolve));
}

describe('past questions', () => {
  // Bugs caught: each text of a burst answered apart; STOP answered; an answer that belongs to a later question.
  test('are what customers wrote in one go, with what was said to it', () => {
    const questions = handCounted().flatMap(({ messages }) => pastQuestions(messages));
    const texts = questions.map(({ text }) => text);
    expect(texts).not.toContain('STOP');
    expect(texts).toContain('My invoice?\nHello?');
    expect(questions.find(({ text }) => text === 'Can I return it?')?.said.map(({ content }) => content)).toEqual([
      'Yes, within 30 days.',
    ]);
    expect(questions.filter(({ isHandedOver }) => isHandedOver).map(({ text }) => text)).toEqual([
      'A person please',
      'A human!',
    ]);
    expect(questions).toHaveLength(16);
  });
});

describe('a replay', () => {
  // Bug caught: an answer that knows what was said after the question, so that it looks better than it was.
  test('knows the conversation up to the question and nothing later', async () => {
    const { replays, asked } = desk(() => reply('Hello'));
    replays.start(all, unchanged);
    await over(replays);
    expect(asked).toHaveLength(16);
    const thanks = asked.find(({ turns }) => turns.at(-1)?.text === 'Thanks');
    expect(thanks?.turns.map(({ text }) => text)).toEqual(['Where is my order?', 'It arrives tomorrow.', 'Thanks']);
    const first = asked.find(({ turns }) => turns.at(-1)?.text === 'Where is my order?');
    expect(first).toMatchObject({ turns: [{ text: 'Where is my order?' }], earlier: [], returning: false });
    const again = asked.find(({ turns }) => turns.at(-1)?.text === 'Hello again');
    expect(again?.earlier?.map(({ text }) => text)).toEqual([
      'Where is my order?',
      'It arrives tomorrow.',
      'Thanks',
      'You’re welcome!',
    ]);
  });

  // Bugs caught: a change that is tried on both sides or on neither; a change that is kept although nobody saved it.
  test('holds the present against the change, and keeps neither', async () => {
    const { replays, store } = desk(({ instructions, knowledge }) => reply(`${instructions} ${knowledge.length}`));
    const entry = { entry_id: null, question: 'Q', answer: 'A', forms: [] };
    const seq = store.seq;
    replays.start({ ...all, questions: 2 }, { instructions: 'Be short.', entry });
    await over(replays);
    const run = replays.last();
    expect(run).toMatchObject({ done: 2, total: 2, stopped: null, isRunning: false, tokens: 40 });
    expect(run?.items.map(({ question }) => question)).toEqual(['My parcel?', 'A human!']);
    for (const { present, changed } of run?.items ?? []) {
      expect(present).toMatchObject({ kind: 'answer', text: 'Be kind. 0' });
      expect(changed).toMatchObject({ kind: 'answer', text: 'Be short. 1' });
    }
    expect(run?.items[0]?.said).toEqual([{ by: 'person', text: 'Your parcel left yesterday' }]);
    expect(store.seq).toBe(seq);
    expect([...store.now.values('knowledge')]).toEqual([]);
  });

  // Bug caught: an answer shown here that the checks of real life would have kept back, or a hand-over that looks like an answer.
  test('is checked as real answers are', async () => {
    const { replays } = desk(({ turns }) =>
      turns.at(-1)?.text === 'My parcel?' ? reply('') : reply('One moment', { handOff: { reason: 'unsure' } }),
    );
    replays.start({ ...all, questions: 2 }, unchanged);
    await over(replays);
    const [first, second] = replays.last()?.items ?? [];
    expect(first?.present).toEqual({ kind: 'failed', reason: 'The AI gave an empty answer.' });
    expect(second?.present).toMatchObject({ kind: 'answer', handOff: 'unsure' });
    expect(second?.changed).toBeNull();
  });

  // Bug caught: “Stop” that lets the request that is under way, or all others, go on and cost money.
  test('that is stopped ends the request under way and asks nothing more', async () => {
    const { replays, asked } = desk(
      ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    );
    replays.start(all, unchanged);
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    replays.stop();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(replays.last()).toMatchObject({ isRunning: false, stopped: 'You stopped it.', done: 0, total: 16 });
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(1);
    expect(replays.last()).toMatchObject({ isRunning: false, stopped: 'You stopped it.', done: 0 });
  });

  // Bug caught: two hundred requests to an endpoint that refuses each of them.
  test('ends after three failures in a row', async () => {
    const { replays, asked } = desk(() => reply(''));
    replays.start(all, unchanged);
    await over(replays);
    expect(asked).toHaveLength(3);
    expect(replays.last()?.stopped).toBe('It failed 3 times in a row. The AI gave an empty answer.');
  });

  // Bugs caught: a model asked as fast as it can answer; more questions than were agreed to.
  test('asks a model one question after the other, with a pause', async () => {
    const { replays, asked, clock } = desk(() => reply('Hello', { costUsd: 0.001 }), 'openai');
    replays.start({ ...all, questions: 3 }, unchanged);
    const settle = async () => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    for (const count of [1, 2, 3]) {
      await vi.waitFor(() => expect(asked).toHaveLength(count));
      await vi.dynamicImportSettled();
      await settle();
      expect(asked).toHaveLength(count);
      clock.advance(250);
    }
    await over(replays);
    expect(replays.last()).toMatchObject({ done: 3, total: 3, costUsd: expect.closeTo(0.003) as number });
  });

  // Bug caught: a plan that says less than what is asked then.
  test('says before what it will take', async () => {
    const { replays, asked } = desk(() => reply('Hello'));
    expect(await replays.plan({ ...all, handedOverOnly: true }, unchanged, quiet)).toMatchObject({
      ...{ questions: 2, requests: 2, isModel: false, provider: 'knowledge' },
    });
    const changed = await replays.plan({ ...all, questions: 5 }, { instructions: 'x', entry: null }, quiet);
    expect(changed).toMatchObject({ questions: 5, requests: 10 });
    expect(changed.tokens).toBeGreaterThan(10 * 700);
    expect(asked).toHaveLength(0);
    const oneDay = { ...all, from: '2026-11-03', to: '2026-11-03' };
    expect((await replays.plan(oneDay, unchanged, quiet)).questions).toBe(4);
  });

  // Bug caught: a question counted as a conversation; a cost of the wrong direction, or of a model that nobody pays for.
  test('says in how many threads, and what it costs where that is known', async () => {
    const price = { input: 1_000, cachedInput: 0, output: 10_000 };
    const free = desk(() => reply('Hello'));
    const { questions, threads, costUsd } = await free.replays.plan(all, unchanged, quiet);
    expect([questions, threads, costUsd]).toEqual([16, 13, null]);
    const paid = desk(
      () => reply('Hello'),
      'openai',
      () => price,
    );
    const plan = await paid.replays.plan({ ...all, questions: 5 }, { instructions: 'x', entry: null }, quiet);
    // Ten answers of 100 tokens each; all other tokens are asked.
    expect(plan.costUsd).toBeCloseTo((10 * 100 * 10_000 + (plan.tokens - 10 * 100) * 1_000) / 1_000_000);
    const unknown = desk(
      () => reply('Hello'),
      'openai',
      () => null,
    );
    expect((await unknown.replays.plan(all, unchanged, quiet)).costUsd).toBeNull();
  });

  // Bug caught: conversations of years ago read from the disk for the newest twenty questions.
  test('reads no older conversation than it needs', async () => {
    const { replays, store } = desk(() => reply('Hello'));
    await replays.plan({ ...all, questions: 2 }, unchanged, quiet);
    expect(store.reads.length).toBeLessThan(5);
  });
});

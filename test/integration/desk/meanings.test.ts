import { expect, test } from 'vitest';
import { createMeanings } from '../../../src/main/ai/meaning/meanings';
import { ACCOUNT, newSid, OURS } from '../../support/start-desk';
import { A, aiMessages, drafts, EMPTY, openDeskFor, operatorOf, reopen, threadOf } from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

const HOURS = 'What are your opening hours?';
const ANSWER = 'From 9 to 18.';
/** Which words alone do not answer. */
const QUESTION = 'what time may I come';
const PATIENCE_MS = 4_000;
/** How long a console that ends waits for an answer. */
const CLOSING_MS = 3_000;

type Held = Awaited<ReturnType<typeof openHeld>>;

/**
 * A desk whose entry is learned, and whose encoder holds what a question means until the test gives it; or the other way
 * round.
 */
async function openHeld(holds: 'question' | 'entry' = 'question') {
  const clock = createWatchedClock();
  const held: (() => void)[] = [];
  let tell: () => void = () => undefined;
  const isHeld = new Promise<void>((resolve) => (tell = resolve));
  const meanings = createMeanings({
    encoder: {
      encode: (texts) =>
        new Promise((resolve) => {
          const give = () => resolve(texts.map(() => Float32Array.of(1, 0)));
          if (texts.includes(HOURS) !== (holds === 'entry')) return give();
          held.push(give);
          tell();
        }),
    },
    clock,
    onError: (error) => {
      throw error;
    },
  });
  const desk = await openDeskFor({ clock, env: { AI_PROVIDER: 'knowledge', AI_RESPONSE_DELAY: '0' }, meanings });
  const operator = operatorOf(desk);
  const text = { question: HOURS, answer: ANSWER, forms: [], tags: [], active: true };
  await operator.handlers['knowledge.put']({ entry_id: null, base: null, ...text });
  return { clock, desk, operator, isHeld, give: () => held.forEach((give) => give()) };
}

const saidTo = async ({ desk }: Held) =>
  aiMessages((await desk.documents()).messages).filter(({ metadata }) => metadata.toNumber === A);

// Bug caught: the offline provider, which answers at once elsewhere, answers nobody when it has to find out what is meant.
test('a customer is answered when it is known what the question means', async () => {
  const race = await openHeld();
  const webhook = race.desk.text(A, QUESTION);
  await race.isHeld;
  expect(await saidTo(race)).toEqual([]);
  race.give();
  expect((await webhook).body).toContain(ANSWER);
  expect(await saidTo(race)).toMatchObject([{ content: ANSWER, explanation: { provider: 'knowledge' } }]);
});

// Bugs caught: two answers, an answer after a person, after STOP, after the switch, by a provider that is taken to need no time.
test.each<[string, (race: Held) => Promise<unknown>, { said: number; drafts: number }]>([
  ['operator replies', ({ operator }) => operator.reply('Noon is fine.'), { said: 0, drafts: 1 }],
  ['operator takes over', ({ operator }) => operator.setMode('draft'), { said: 0, drafts: 1 }],
  ['AI is switched off', ({ desk }) => desk.settings.switchAi(false, 'operator'), { said: 0, drafts: 1 }],
  ['customer unsubscribes', ({ desk }) => desk.text(A, 'STOP'), { said: 0, drafts: 1 }],
  ['customer asks for a person', ({ desk }) => desk.text(A, 'I want to talk to a person'), { said: 1, drafts: 0 }],
])('the %s while it is found out what a question means', async (_who, act, expected) => {
  const race = await openHeld();
  const webhook = race.desk.text(A, QUESTION);
  await race.isHeld;
  await act(race);
  race.give();
  expect((await webhook).body).toMatch(EMPTY);
  expect(await saidTo(race)).toHaveLength(expected.said);
  expect(drafts((await race.desk.documents()).messages)).toHaveLength(expected.drafts);
});

// Bug caught: a question that was looked for while the entries were being learned stays a gap, though it is answered now.
test('what is answered once the entries are learned is no gap any more', async () => {
  const { desk, operator, give, clock } = await openHeld('entry');
  const inVain = async <T>(asked: Promise<T>): Promise<T> => {
    await clock.untilTimer(PATIENCE_MS);
    clock.advance(PATIENCE_MS);
    return asked;
  };
  await inVain(desk.text(A, QUESTION));
  const gaps = async (work_id: string) => (await operator.handlers['knowledge.gaps']({ work_id })).gaps;
  expect((await inVain(gaps('one'))).map(({ question }) => question)).toContain(QUESTION);
  give();
  await new Promise(setImmediate);
  expect((await gaps('two')).map(({ question }) => question)).not.toContain(QUESTION);
});

// Bug caught: a caller who hears nothing until Twilio gives the call up.
test('a caller waits no longer than four seconds for what a question means', async () => {
  const { desk, clock, isHeld } = await openHeld();
  const call = { CallSid: newSid('CA'), AccountSid: ACCOUNT, From: A, To: OURS, CallStatus: 'in-progress' };
  await desk.post('/api/webhooks/voice', call);
  const answer = desk.post('/api/webhooks/voice/turn-1', { ...call, SpeechResult: QUESTION });
  await isHeld;
  clock.advance(PATIENCE_MS);
  expect((await answer).body).toMatch(/<Say/);
});

// Bug caught: a question that is lost with the console, since an answer that takes no time is never taken up again.
test('a console that ends while it finds out what is meant leaves the question to a person', async () => {
  const race = await openHeld();
  const webhook = race.desk.text(A, QUESTION).catch(() => null);
  await race.isHeld;
  const opening = reopen(race.desk);
  await race.clock.untilTimer(CLOSING_MS);
  race.clock.advance(CLOSING_MS);
  const again = await opening;
  await webhook;
  expect(threadOf(again).needsHuman?.reason).toContain('closed before the AI could answer');
  expect(aiMessages((await again.documents()).messages).filter(({ metadata }) => metadata.toNumber === A)).toEqual([]);
});

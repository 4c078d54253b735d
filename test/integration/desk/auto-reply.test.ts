import { expect, test } from 'vitest';
import { ACCOUNT, newSid, OURS, type StartedDesk } from '../../support/start-desk';
import { freePort } from '../../support/http-server';
import { AI_KEY, openAiEndpoint, type AiEndpoint } from './support/ai-endpoint';
import {
  A,
  aiMessages,
  B,
  drafts,
  EMPTY,
  openDeskFor,
  openStandIn,
  operatorOf,
  reopen,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

/** No round number: other parts that wait, with pauses of chance, never wait for exactly so long. */
const DELAY = 1002;
const BUDGET = 10_000;
const delayed = { AI_RESPONSE_DELAY: String(DELAY) };

function textOf(body: string) {
  const form = { MessageSid: newSid(), AccountSid: ACCOUNT, From: A, To: OURS, Body: body, NumMedia: '0' };
  return (desk: StartedDesk) => desk.post('/api/webhooks/sms', form);
}

// Bug caught: an answer that comes at once, like a machine's, or only after the message could be lost.
test('the delay is waited before answering, with the message stored', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const answer = desk.text(A, 'Hello');
  await clock.untilTimer(DELAY);
  clock.advance(DELAY - 1);
  const { messages } = await desk.documents();
  expect(messages.map((one) => [one.sender, one.answer])).toEqual([['contact', undefined]]);
  expect(clock.timers(DELAY)).toBe(1);
  clock.advance(1);
  expect((await answer).body).toContain('>Hi there!');
  const reply = aiMessages((await desk.documents()).messages)[0];
  expect(reply?.createdAt).toBe('2025-01-15T10:00:01.002Z');
});

// Bug caught: three answers to three lines of one thought, or an answer to the last line alone.
test('a burst within the delay gets one answer to all of it; earlier requests get an empty one, repeats too', async () => {
  const clock = createWatchedClock();
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ clock, env: { ...ai.env, ...delayed } });
  const [first, second, third] = ['My parcel', 'is broken', 'What now?'].map(textOf);
  const one = first!(desk);
  await clock.untilTimer(DELAY);
  clock.advance(600);
  const two = second!(desk);
  expect((await one).body).toMatch(EMPTY);
  expect((await first!(desk)).body).toMatch(EMPTY);
  await clock.untilTimer(DELAY);
  clock.advance(600);
  const three = third!(desk);
  expect((await two).body).toMatch(EMPTY);
  const repeats = [first!(desk), second!(desk), third!(desk)];
  await clock.untilTimer(DELAY);
  expect(ai.count).toBe(0);
  clock.advance(DELAY);
  const asked = await ai.asked();
  for (const line of ['My parcel', 'is broken', 'What now?']) expect(asked.prompt).toContain(line);
  asked.say('We send you a new one.');
  expect((await three).body).toContain('>We send you a new one.</Message>');
  const again = await Promise.all(repeats);
  expect(again.map(({ body }) => body.includes('We send'))).toEqual([false, false, true]);
  expect(again[2]?.body).toBe((await three).body);
  const after = await reopen(desk);
  const later = [await first!(after), await second!(after), await third!(after)];
  expect(later.map(({ body }) => body)).toEqual(again.map(({ body }) => body));
  expect(ai.count).toBe(1);
  expect(aiMessages((await after.documents()).messages)).toHaveLength(1);
});

// Bug caught: a text that comes while the model is already writing: its answer goes out beside the one to all.
test('a text that comes while an answer is being written makes that one void', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  const one = desk.text(A, 'My parcel is broken');
  const first = await ai.asked();
  const two = desk.text(A, 'the blue one');
  const second = await ai.asked();
  expect((await one).body).toMatch(EMPTY);
  first.say('Which one?');
  second.say('The blue one, I see.');
  expect((await two).body).toContain('The blue one, I see.');
  expect(aiMessages((await desk.documents()).messages).map((message) => message.content)).toEqual([
    'The blue one, I see.',
  ]);
  expect(second.prompt).toContain('My parcel is broken');
});

// Bug caught: HELP or another word that nobody answers taken for a newer question, so that the question before it is
// answered by nobody either.
test.each([
  ['HELP', {}],
  ['AYUDA', { OptOutType: 'HELP' }],
])('the keyword %s after a question does not swallow the question', async (word, more) => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const question = desk.text(A, 'What are your hours?');
  await clock.untilTimer(DELAY);
  expect((await desk.text(A, word, more)).body).toMatch(EMPTY);
  clock.advance(DELAY);
  expect((await question).body).toContain('<Message');
});

/** A desk whose model takes its time, with a Twilio to send by. */
async function openSlow() {
  const clock = createWatchedClock();
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const desk = await openDeskFor({ clock, env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  standIn.pointAt(desk.webhookUrl);
  return { clock, ai, standIn, desk };
}

// Bug caught: Twilio's own 15 seconds running out (error 11200, and a retry), or an answer that goes out by both ways.
test('past the budget the webhook gets an empty answer, and the reply goes by REST exactly once', async () => {
  const { clock, ai, standIn, desk } = await openSlow();
  const phone = standIn.addPhone({ name: 'A', number: A });
  const taken = phone.startText('Tell me everything');
  const asked = await ai.asked();
  await clock.untilTimer(BUDGET);
  clock.advance(BUDGET - 1);
  expect(clock.timers(BUDGET)).toBe(1);
  clock.advance(1);
  const outcome = await taken.outcome;
  expect(outcome.answer?.body).toMatch(EMPTY);
  expect(outcome.replies).toEqual([]);
  asked.say('Everything, at last.');
  const shown = await phone.waitForMessage();
  expect(shown).toMatchObject({ body: 'Everything, at last.', direction: 'outbound-api' });
  await untilStored(desk, ({ messages }) => aiMessages(messages)[0]?.status === 'delivered');

  await standIn.repeat(null, 3);
  await standIn.settled();
  const again = await reopen(desk);
  standIn.pointAt(again.webhookUrl);
  expect(phone.received()).toHaveLength(1);
  const { messages } = await again.documents();
  expect(messages.map((one) => [one.sender, one.status])).toEqual([
    ['contact', 'received'],
    ['ai', 'delivered'],
  ]);
  expect(messages[0]?.answer).toMatch(EMPTY);
});

// Bug caught: the delay counted on top of the budget, so that the two together are longer than Twilio waits.
test('the budget counts from the moment the request came, the delay included', async () => {
  const clock = createWatchedClock();
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ clock, env: { ...ai.env, AI_RESPONSE_DELAY: '8000' } });
  const answer = desk.text(A, 'Hello');
  await clock.untilTimer(8000);
  clock.advance(8000);
  const asked = await ai.asked();
  clock.advance(2000);
  expect((await answer).body).toMatch(EMPTY);
  asked.say('Late');
  await untilStored(desk, ({ messages }) => aiMessages(messages).length === 1);
  expect(clock.now() - Date.parse('2025-01-15T10:00:00.000Z')).toBe(BUDGET);
});

// Bug caught: a model's failure that costs the customer's message, answers with nonsense, or is told to nobody.
const failures: [name: string, fail: (ai: AiEndpoint) => Promise<void>, reason: RegExp][] = [
  [
    'refuses',
    async (ai) => {
      (await ai.asked()).give(400, '{"error":{"message":"bad"}}');
      (await ai.asked()).give(400, '{"error":{"message":"bad"}}'); // it is asked once more, without a stream
    },
    /did not accept the question/,
  ],
  ['does not know the key', async (ai) => (await ai.asked()).give(401, `{"error":{"message":"${AI_KEY}"}}`), /key/i],
  ['answers with a page', async (ai) => (await ai.asked()).give(200, '<html>', 'text/html'), /./],
  ['answers with other JSON', async (ai) => (await ai.asked()).give(200, '{"hello":1}'), /not a chat completion/],
  ['answers with nothing', async (ai) => (await ai.asked()).say(''), /empty/],
  ['answers with blanks', async (ai) => (await ai.asked()).say(' \n\t '), /empty/],
  ['answers too much', async (ai) => (await ai.asked()).say('x'.repeat(1601)), /1601 characters/],
  [
    'answers with TwiML',
    async (ai) => (await ai.asked()).say('<Response><Message>x</Message></Response>'),
    /technical/,
  ],
  ['answers with a nul', async (ai) => (await ai.asked()).say('a\u0000b'), /cannot be sent/],
];
test.each(failures)(
  'a model that %s costs no message: a person is called, with the reason',
  async (_name, fail, reason) => {
    const ai = await openAiEndpoint();
    const desk = await openDeskFor({ env: ai.env });
    const send = textOf('Hello');
    const answer = send(desk);
    await fail(ai);
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, expect.stringMatching(EMPTY)]);
    const { messages } = await desk.documents();
    expect(messages.map((one) => [one.sender, one.content])).toEqual([['contact', 'Hello']]);
    const { needsHuman } = threadOf(desk);
    expect(needsHuman?.reason).toMatch(reason);
    expect(needsHuman?.reason).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify([needsHuman, desk.lines()])).not.toContain(AI_KEY);
    expect(desk.lines().filter((line) => line.includes('unexpected'))).toEqual([]);
    expect(desk.lines().some((line) => line.includes(needsHuman?.reason ?? '-'))).toBe(true);
    expect((await send(desk)).body).toBe(body);
    // The next text is asked about again: one failure does not end it.
    const next = desk.text(A, 'Hello?');
    (await ai.asked()).say('Here I am.');
    expect((await next).body).toContain('Here I am.');
  },
);

// Bug caught: a model that is not there at all: a hanging request, or a lost text.
test('a model that cannot be reached costs no message', async () => {
  const port = await freePort();
  const desk = await openDeskFor({
    env: { AI_PROVIDER: 'openai', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_MODEL: 'x' },
  });
  expect((await desk.text(A, 'Hello')).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/^[A-Z].*\.$/);
});

// Bug caught: a model that never answers and a thread that waits with it, seen by nobody.
test('a model that never answers: the webhook is answered in time, and a person is called', async () => {
  const { clock, ai, standIn, desk } = await openSlow();
  const answer = desk.text(A, 'Hello');
  await ai.asked();
  clock.advance(BUDGET);
  expect((await answer).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman).toBeNull();
  const flagged = untilChange(desk, 'thread.flagged');
  clock.advance(60_000 - BUDGET);
  expect((await flagged).needsHuman?.reason).toMatch(/did not answer within|took too long/);
  expect(standIn.messages.newestFirst()).toEqual([]);
});

// Bug caught: quitting that hangs with the model, or a text that was never answered and that nobody is told of.
test('closing answers what waits out its delay, and hands over what a model takes too long for', async () => {
  const clock = createWatchedClock();
  const quick = await openDeskFor({ clock, env: delayed });
  const answer = quick.text(A, 'Hello');
  await clock.untilTimer(DELAY);
  const closing = quick.close();
  expect((await answer).body).toContain('>Hi there!');
  await closing;
  expect(clock.timers(DELAY)).toBe(0);

  const { clock: slowClock, ai, desk } = await openSlow();
  const lost = desk.text(A, 'Hello');
  await ai.asked();
  const ended = desk.close();
  await slowClock.untilTimer(3000);
  slowClock.advance(3000);
  expect((await lost).body).toMatch(EMPTY);
  await ended;
  const again = await reopen(desk);
  expect(threadOf(again).needsHuman?.reason).toBe('Switchboard was closed before the AI could answer.');
  expect((await again.documents()).messages.map((one) => one.content)).toEqual(['Hello']);
});

type Takeover = (desk: StartedDesk) => Promise<unknown>;
const takeovers: [name: string, takeOver: Takeover, drafted: number, needsHuman: boolean][] = [
  ['an operator replies', (desk) => operatorOf(desk).reply('A person here.'), 1, false],
  ['the thread is switched off', (desk) => operatorOf(desk).setMode('off'), 1, true],
  ['the thread is switched to drafts', (desk) => operatorOf(desk).setMode('draft'), 1, true],
  ['the AI is switched off everywhere', (desk) => desk.settings.switchAi(false, 'operator'), 1, true],
  ['the contact is blocked', (desk) => block(desk), 1, true],
  ['the session is closed', (desk) => closeSession(desk), 1, true],
  ['the customer writes STOP', (desk) => desk.text(A, 'Stop'), 1, true],
  ['the session is deleted', (desk) => deleteSession(desk), 0, false],
];

async function block(desk: StartedDesk): Promise<void> {
  const contact_id = threadOf(desk)._id;
  await desk.store.commit(() => ({
    changes: [{ type: 'contact.edited', contact_id, patch: { blocked: true }, at: '2025-01-15T10:00:00.000Z' }],
    result: null,
  }));
}
const sessionOf = async (desk: StartedDesk) => (await desk.documents()).sessions[0]?._id ?? '';
const closeSession = async (desk: StartedDesk) =>
  desk.sessions.close({ address: A, session_id: await sessionOf(desk) });
const deleteSession = async (desk: StartedDesk) =>
  desk.sessions.remove({ address: A, session_id: await sessionOf(desk) });

// Bug caught: the AI talking over a person, or to somebody who has just said STOP; and a text that goes both ways.
test.each(takeovers)('when %s while an answer is written, the text is a draft and nothing is sent', async (...args) => {
  const [, takeOver, drafted, needsHuman] = args;
  for (const isPastBudget of [false, true]) {
    const { clock, ai, standIn, desk } = await openSlow();
    const answer = desk.text(A, 'Hello');
    const asked = await ai.asked();
    if (isPastBudget) {
      clock.advance(BUDGET);
      await answer;
    }
    await takeOver(desk);
    const settled =
      drafted > 0
        ? untilStored(desk, ({ messages }) => drafts(messages).length === 1)
        : untilStored(desk, ({ messages }) => messages.length === 0);
    asked.say('The AI here.');
    expect((await answer).body).toMatch(EMPTY);
    await settled;
    const { messages } = await desk.documents();
    expect(aiMessages(messages)).toEqual([]);
    expect(drafts(messages).map((one) => one.content)).toEqual(drafted > 0 ? ['The AI here.'] : []);
    expect(threadOf(desk).draft_id).toBe(drafts(messages)[0]?._id ?? null);
    expect(threadOf(desk).needsHuman !== null).toBe(needsHuman);
    expect(threadOf(desk).autoReplies).toEqual([]);
    await untilStored(desk, (stored) =>
      stored.messages.every((one) => one.status !== 'queued' && one.status !== 'sending'),
    );
    await desk.close();
    const sent = standIn.messages.newestFirst().map((one) => one.body);
    expect(sent).toEqual(messages.filter((one) => one.sender === 'operator').map((one) => one.content));
  }
});

// Bug caught: ownership looked at when the delay begins instead of when it ends.
test.each(takeovers)('when %s during the delay, nothing is sent either', async (...args) => {
  const [, takeOver, drafted] = args;
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const answer = desk.text(A, 'Hello');
  await clock.untilTimer(DELAY);
  await takeOver(desk);
  clock.advance(DELAY);
  expect((await answer).body).toMatch(EMPTY);
  const { messages } = await desk.documents();
  expect(aiMessages(messages)).toEqual([]);
  expect(drafts(messages)).toHaveLength(drafted);
});

// Bug caught: a person who has answered called to the thread again, because the model failed afterwards.
test('a model that fails after a person has answered calls nobody', async () => {
  const { ai, desk } = await openSlow();
  const answer = desk.text(A, 'Hello');
  const asked = await ai.asked();
  await operatorOf(desk).reply('A person here.');
  asked.say('');
  expect((await answer).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman).toBeNull();
});

// Bug caught: drafts that pile up, that are sent by themselves, or that stay after they were used.
test('in draft mode the AI writes a draft, replaces it when more comes, and sends nothing', async () => {
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  const hello = desk.text(A, 'Hello');
  (await ai.asked()).say('Hi.');
  await hello;
  await operator.setMode('draft');

  expect((await desk.text(A, 'Do you sell tea?')).body).toMatch(EMPTY);
  (await ai.asked()).say('We do.');
  await untilStored(desk, ({ messages }) => drafts(messages).length === 1);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/draft/);
  expect((await desk.text(A, 'And coffee?')).body).toMatch(EMPTY);
  (await ai.asked()).say('Both.');
  await untilStored(desk, ({ messages }) => drafts(messages).some((one) => one.content === 'Both.'));
  const { messages } = await desk.documents();
  expect(drafts(messages).map((one) => one.content)).toEqual(['Both.']);
  expect(threadOf(desk).draft_id).toBe(drafts(messages)[0]?._id);
  expect(threadOf(desk).messageCount).toBe(4);

  await operator.reply('We sell both.', A, { draft_id: threadOf(desk).draft_id });
  await untilStored(desk, (stored) =>
    stored.messages.some(
      (one) => one.metadata.twilioMessageSid !== undefined && one.sender === 'operator' && one.status !== 'sending',
    ),
  );
  const after = await desk.documents();
  expect(drafts(after.messages)).toEqual([]);
  expect(threadOf(desk)).toMatchObject({ draft_id: null, needsHuman: null });
  expect(standIn.messages.newestFirst().map((one) => one.body)).toEqual(['We sell both.']);
});

// Bug caught: what the customer cannot know shown to the model as if they had said it, or a draft as if it were sent.
test('the model sees what was said, and no notes, drafts or texts that wait for their time', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  const hello = desk.text(A, 'Hello');
  (await ai.asked()).say('An answer of the AI.');
  await hello;
  const operator = operatorOf(desk);
  await operator.setMode('draft');
  await desk.text(A, 'A second question');
  (await ai.asked()).say('A draft that nobody sent.');
  await untilStored(desk, ({ messages }) => drafts(messages).length === 1);
  await operator.handlers['note.add']({
    message_id: desk.sending.newId(),
    contact_id: threadOf(desk)._id,
    content: 'A note: they are furious.',
  });
  await operator.reply('An answer of a person.');
  await operator.handlers['message.send']({
    ...{ message_id: desk.sending.newId(), contact_id: threadOf(desk)._id, address: A, draft_id: null },
    channel_id: threadOf(desk).replyTo?.channel_id ?? null,
    content: 'A text for tomorrow.',
    sendAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await operator.setMode('auto');
  const last = desk.text(A, 'A third question');
  const asked = await ai.asked();
  for (const said of [
    'Hello',
    'An answer of the AI.',
    'A second question',
    'An answer of a person.',
    'A third question',
  ])
    expect(asked.prompt).toContain(said);
  for (const unsaid of ['nobody sent', 'furious', 'tomorrow']) expect(asked.prompt).not.toContain(unsaid);
  expect(asked.headers.authorization).toBe(`Bearer ${AI_KEY}`);
  asked.say('Fine.');
  await last;
});

// Bug caught: one customer's words shown to the model in another one's conversation.
test('the model never sees another customer', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  const one = desk.text(B, 'My password is hunter2');
  (await ai.asked()).say('Noted.');
  await one;
  const other = desk.text(A, 'What is the password?');
  const asked = await ai.asked();
  expect(asked.prompt).not.toContain('hunter2');
  asked.say('I do not know.');
  await other;
});

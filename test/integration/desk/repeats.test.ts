import { expect, test } from 'vitest';
import { ACCOUNT, newSid, OURS, type StartedDesk } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import {
  A,
  aiMessages,
  B,
  EMPTY,
  openAsAfterPowerCut,
  openDeskFor,
  operatorOf,
  reopen,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

/** No round number: other parts that wait, with pauses of chance, never wait for exactly so long. */
const DELAY = 1002;
const delayed = { AI_RESPONSE_DELAY: String(DELAY) };

/** A text that can be sent again, the same to the letter. */
function textOf(body: string, more: Record<string, string> = {}) {
  const form = { MessageSid: newSid(), AccountSid: ACCOUNT, From: A, To: OURS, Body: body, NumMedia: '0', ...more };
  return (desk: StartedDesk, route = 'sms') => desk.post(`/api/webhooks/${route}`, form);
}

// Bug caught: five retries at once that each find nothing stored yet, and five answers to the customer.
test('the same request five times at once, again later and after a restart: one message, one reply, the same bytes', async () => {
  const desk = await openDeskFor();
  const send = textOf('Hello');
  const answers = await Promise.all(Array.from({ length: 5 }, () => send(desk)));
  answers.push(await send(desk), await send(desk, 'whatsapp'));
  const { seq } = desk.store;
  const again = await reopen(desk);
  answers.push(await send(again));
  await again.text(A, 'Another text in between');
  answers.push(await send(again));
  expect(new Set(answers.map(({ status, type, body }) => `${status} ${type} ${body}`)).size).toBe(1);
  expect(answers[0]?.body).toContain('>Hi there!');
  const { messages, sessions } = await again.documents();
  expect(messages.map((one) => one.sender)).toEqual(['contact', 'ai', 'contact', 'ai']);
  expect(sessions).toHaveLength(1);
  expect(threadOf(again).unread).toBe(2);
  expect(again.store.seq).toBe(seq + 1);
});

// Bug caught: a retry that comes while the first request waits out the delay, and starts a second wait and answer.
test('with a delay all five wait for the one answer', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const send = textOf('Hello');
  const waiting = Array.from({ length: 5 }, () => send(desk));
  await clock.untilTimer(DELAY);
  expect(clock.timers(DELAY)).toBe(1);
  clock.advance(DELAY);
  const answers = await Promise.all(waiting);
  clock.advance(3_600_000);
  answers.push(await send(desk));
  const again = await reopen(desk);
  answers.push(await send(again));
  expect(new Set(answers.map((one) => one.body)).size).toBe(1);
  expect(answers[0]?.body).toContain('>Hi there!');
  const { messages, sessions } = await again.documents();
  expect(messages.map((one) => one.sender)).toEqual(['contact', 'ai']);
  expect(sessions).toHaveLength(1);
});

// Bug caught: an answer that Twilio got and that a power cut right after it takes back: another text on the retry.
test('what was answered stands after a power cut in the same moment', async () => {
  const desk = await openDeskFor();
  const send = textOf('Hello');
  const first = await send(desk);
  const after = await openAsAfterPowerCut(desk);
  expect((await send(after)).body).toBe(first.body);
  expect((await after.documents()).messages).toEqual((await desk.documents()).messages);
});

// Bug caught: a customer who wrote in the second before a crash, and whom nobody answers and nobody is told of; or whom
// the console answers twice when Twilio tries again; a person still called for what the AI has answered by then.
test('a message whose console died before it answered is handed to a person, and answered once when it is repeated', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const send = textOf('Hello');
  const stored = untilChange(desk, 'message.added');
  const lost = send(desk);
  await stored;
  const clockAfter = createWatchedClock();
  const after = await openAsAfterPowerCut(desk, { clock: clockAfter, env: delayed });
  expect(threadOf(after).needsHuman?.reason).toMatch(/closed before the AI could answer/);
  const waiting = [send(after), send(after), send(after)];
  await clockAfter.untilTimer(DELAY);
  clockAfter.advance(DELAY);
  const answers = await Promise.all(waiting);
  answers.push(await send(after));
  const again = await reopen(after);
  answers.push(await send(again));
  expect(new Set(answers.map((one) => one.body)).size).toBe(1);
  expect(answers[0]?.body).toContain('>Hi there!');
  expect((await again.documents()).messages.map((one) => one.sender)).toEqual(['contact', 'ai']);
  expect(threadOf(again)).toMatchObject({ unread: 1, needsHuman: null });
  clock.advance(DELAY);
  await lost;
});

// Bug caught: the newest text looked at alone, so that HELP behind a question hides that nobody answered it.
test('a question that the console died over calls a person also when a keyword came after it', async () => {
  const desk = await openDeskFor({ clock: createWatchedClock(), env: delayed });
  const stored = untilChange(desk, 'message.added');
  void textOf('Where is my order?')(desk);
  await stored;
  await textOf('HELP')(desk);
  const after = await openAsAfterPowerCut(desk, { clock: createWatchedClock() });
  expect(threadOf(after).needsHuman?.reason).toMatch(/closed before the AI could answer/);
});

// Bug caught: an old text that Twilio repeats breaks off the answer to a newer one, and neither is answered.
test('a text from before a crash that is repeated does not void the answer to a newer one', async () => {
  const desk = await openDeskFor({ clock: createWatchedClock(), env: delayed });
  const old = textOf('Where is my order?');
  const stored = untilChange(desk, 'message.added');
  void old(desk);
  await stored;
  const ai = await openAiEndpoint();
  const after = await openAsAfterPowerCut(desk, { clock: createWatchedClock(), env: ai.env });
  const newer = after.text(A, 'Order 17, I mean.');
  const asked = await ai.asked();
  expect((await old(after)).body).toMatch(EMPTY);
  asked.say('It comes today.');
  expect((await newer).body).toContain('It comes today.');
});

// Bug caught: a greeting that the AI answers, and with it nobody called any more for the question that nobody answered.
test('a person stays called for what was left unanswered when the AI answers a later text', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const stored = untilChange(desk, 'message.added');
  const lost = textOf('Where is my order?')(desk);
  await stored;
  const clockAfter = createWatchedClock('2025-01-15T12:00:00.000Z');
  const after = await openAsAfterPowerCut(desk, { clock: clockAfter, env: delayed });
  clockAfter.advance(1);
  const answer = after.text(A, 'Hello');
  await clockAfter.untilTimer(DELAY);
  clockAfter.advance(DELAY);
  expect((await answer).body).toContain('<Message');
  expect(threadOf(after).needsHuman?.reason).toMatch(/closed before the AI could answer/);
  clock.advance(DELAY);
  await lost;
});

// Bug caught: a customer whose webhook was answered with nothing, since the reply was to follow by REST or as a draft,
// when the console died: neither comes, and nobody is told.
test.each(['a late reply', 'a draft'])('%s that the console died over is handed to a person', async (what) => {
  const clock = createWatchedClock();
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ clock, env: ai.env });
  const hello = desk.text(A, 'Hello');
  (await ai.asked()).say('Hi.');
  await hello;
  if (what === 'a draft') await operatorOf(desk).setMode('draft');
  const lost = desk.text(A, 'What are your hours?');
  const asked = await ai.asked();
  clock.advance(10_000);
  expect((await lost).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman).toBeNull();
  const after = await openAsAfterPowerCut(desk, { clock: createWatchedClock() });
  expect(threadOf(after).needsHuman?.reason).toMatch(/closed before the last message was answered/);
  asked.say('We are open.');
});

// Bug caught: people called at every start for what nobody owes an answer.
test('what needs no answer calls nobody at the next start', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello');
  await desk.text(B, 'STOP');
  await desk.text('72345', 'Your code is 1234');
  await desk.text('+12025550133', 'HELP');
  const again = await reopen(desk);
  for (const thread of again.store.now.values('threads')) expect(thread.needsHuman).toBeNull();
});

// Bug caught: the breaker counting the repeated text itself as one of three identical ones.
test('a repeat does not count as another identical text', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: delayed });
  const first = desk.text(A, 'Where is my order?');
  await clock.untilTimer(DELAY);
  clock.advance(DELAY);
  await first;
  const send = textOf('Where is my order?');
  const stored = untilChange(desk, 'message.added');
  const lost = send(desk);
  await stored;
  const clockAfter = createWatchedClock();
  const after = await openAsAfterPowerCut(desk, { clock: clockAfter, env: delayed });
  const answer = send(after);
  await clockAfter.untilTimer(DELAY);
  clockAfter.advance(DELAY);
  expect((await answer).body).toContain('<Message');
  clock.advance(DELAY);
  await lost;
});

// Bug caught: a picture message, which Twilio sends with SmsSid alone in old set-ups, refused or stored at each retry.
test('a picture message with SmsSid only is kept once', async () => {
  const desk = await openDeskFor();
  const sid = newSid('MM');
  const form = {
    SmsSid: sid,
    AccountSid: ACCOUNT,
    From: A,
    To: OURS,
    Body: '',
    NumMedia: '2',
    MediaUrl0: 'https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME0',
    MediaContentType0: 'image/jpeg',
    MediaUrl1: 'https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME1',
    MediaContentType1: 'application/pdf',
  };
  const answers = [];
  for (let round = 0; round < 3; round += 1) answers.push(await desk.post('/api/webhooks/sms', form));
  for (const { status, body } of answers) expect([status, body]).toEqual([200, expect.stringMatching(EMPTY)]);
  const { messages } = await desk.documents();
  expect(messages).toHaveLength(1);
  expect(messages[0]?.metadata.twilioMessageSid).toBe(sid);
  expect(messages[0]?.media?.map((item) => item.contentType)).toEqual(['image/jpeg', 'application/pdf']);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/look at/);
});

// Bug caught: SIDs told apart by their last digits alone, so that a message is taken for another one and lost.
test('SIDs that end alike are different messages', async () => {
  const desk = await openDeskFor();
  const end = 'abcdef01';
  for (const start of ['SM1', 'SM2', 'SM3']) {
    const answer = await desk.text(A, `from ${start}`, { MessageSid: start + end });
    expect(answer.status).toBe(200);
  }
  const { messages } = await desk.documents();
  expect(messages.filter((one) => one.sender === 'contact').map((one) => one.content)).toEqual([
    'from SM1',
    'from SM2',
    'from SM3',
  ]);
});

// Bug caught: a repeat that lands after the session's gap and opens a session for nothing.
test('a repeat long after the gap opens no session and calls nobody', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  const send = textOf('Hello');
  const first = await send(desk);
  await desk.store.commit(() => ({
    changes: [{ type: 'thread.read', contact_id: threadOf(desk)._id }],
    result: null,
  }));
  clock.advance(86_400_000);
  const lines = desk.lines().length;
  expect((await send(desk)).body).toBe(first.body);
  expect((await desk.documents()).sessions).toHaveLength(1);
  expect(threadOf(desk).unread).toBe(0);
  expect(desk.lines().length).toBe(lines);
});

// Bug caught: two customers' texts in one moment answered as one, or one of them lost to the other's transaction.
test('a hundred customers at the same moment each get their own answer', async () => {
  const desk = await openDeskFor();
  const people = Array.from({ length: 100 }, (_, n) => `+1202555${String(1000 + n)}`);
  const answers = await Promise.all(people.map((from) => desk.text(from, 'Hello')));
  for (const answer of answers) expect(answer.body).toContain('>Hi there!');
  const { messages, sessions } = await desk.documents();
  expect(sessions).toHaveLength(100);
  expect(aiMessages(messages)).toHaveLength(100);
  expect(new Set(sessions.map((one) => one._id)).size).toBe(100);
});

// Bug caught: work for one customer that holds up all the others: one lock for the whole desk.
test('a slow answer to one customer does not hold up another', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  const slow = desk.text(A, 'Tell me everything');
  const first = await ai.asked();
  const quick = desk.text(B, 'Hi');
  (await ai.asked()).say('Hello B');
  expect((await quick).body).toContain('Hello B');
  await untilStored(desk, ({ messages }) => aiMessages(messages).length === 1);
  first.say('Hello A');
  expect((await slow).body).toContain('Hello A');
});

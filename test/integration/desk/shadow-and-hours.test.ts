import { expect, test } from 'vitest';
import { usualHours, type Hours } from '../../../src/shared/hours';
import { ACCOUNT, newSid, OURS, type StartedDesk, type StartOptions } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import {
  A,
  aiMessages,
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
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const putAll = async (desk: StartedDesk, values: Record<string, unknown>) => {
  for (const [key, value] of Object.entries(values)) await desk.settings.put(key as 'shadow', value, 'operator');
};
const questionsOf = async (desk: StartedDesk) =>
  (await desk.documents()).messages.filter(({ sender }) => sender === 'contact');

// Bugs caught: shadow mode that sends, that forgets what it would have sent, or that takes a thread out of the AI's hands.
test.each([
  ['at once', {}],
  ['after a delay', { AI_RESPONSE_DELAY: '1' }],
])('in shadow mode (%s) nothing is sent, and what would have been is noted', async (_name, env) => {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { ...env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  await putAll(desk, { shadow: true });
  expect((await desk.text(A, 'Hello')).body).toMatch(EMPTY);
  await untilStored(desk, ({ messages }) => messages.every(({ decision }) => decision !== undefined));
  expect((await desk.text(A, 'I want to talk to a person')).body).toMatch(EMPTY);
  await untilStored(desk, ({ messages }) => messages.every(({ decision }) => decision !== undefined));
  const { messages } = await desk.documents();
  expect(messages.map(({ decision }) => decision)).toMatchObject([
    {
      kind: 'stay silent',
      rule: 'shadow',
      would: { kind: 'answer', text: expect.stringMatching(/^Hi there!/) as string, explanation: { provider: 'mock' } },
    },
    {
      kind: 'stay silent',
      rule: 'shadow',
      would: { kind: 'hand over', text: expect.stringContaining('colleague') as string },
    },
  ]);
  expect(threadOf(desk)).toMatchObject({ mode: null, draft_id: null, autoReplies: [] });
  expect(threadOf(desk).needsHuman?.reason).toMatch(/^Shadow mode/);
  expect(standIn.messages.newestFirst()).toEqual([]);
  // A restart does not send it after all, and a limit is only noted too.
  const again = await reopen(desk);
  for (let n = 0; n < 3; n += 1) await again.text(A, 'Away');
  await untilStored(again, (stored) => stored.messages.every(({ decision }) => decision !== undefined));
  expect((await questionsOf(again)).at(-1)?.decision).toMatchObject({
    rule: 'shadow',
    would: { kind: 'hand over', text: null },
  });
  expect(threadOf(again).mode).toBeNull();
});

// Bug caught: a caller whom the AI talks to although it only watches.
test('a call in shadow mode goes as it does with the AI off', async () => {
  const desk = await openDeskFor();
  const call = () =>
    desk.post('/api/webhooks/voice', {
      ...{ CallSid: newSid('CA'), AccountSid: ACCOUNT, From: A, To: OURS, CallStatus: 'ringing' },
    });
  const { body: talking } = await call();
  await desk.settings.switchAi(false, 'operator');
  const { body: off } = await call();
  await desk.settings.switchAi(true, 'operator');
  await putAll(desk, { shadow: true });
  const { body: shadow } = await call();
  expect(shadow).toBe(off);
  expect(shadow).not.toBe(talking);
});

const utc: Hours = usualHours('UTC');
/** Wednesday at 20:00, closed. */
const EVENING = '2025-01-15T20:00:00.000Z';

async function openClosed(values: Record<string, unknown>, options: StartOptions = {}) {
  const clock = createWatchedClock(EVENING);
  const desk = await openDeskFor({ clock, ...options });
  await putAll(desk, { hours: JSON.stringify(utc), hoursReply: 'We are closed.', ...values });
  return { clock, desk };
}

// Bugs caught: a text of closing time that comes with every answer, that is sent to who must not be answered, or that is
// sent within the hours.
test.each([
  ['at once', 0],
  ['after a delay', 1002],
])('outside hours (%s) the customer is told once in a session, before the answer', async (_name, delay) => {
  const clock = createWatchedClock(EVENING);
  const desk = await openDeskFor({ clock, env: { AI_RESPONSE_DELAY: String(delay) } });
  await putAll(desk, { hours: JSON.stringify(utc), hoursReply: 'We are closed.', outsideHours: 'answer' });
  const text = async (body: string, from = A, isAnswered = true) => {
    const answer = desk.text(from, body);
    if (isAnswered && delay > 0) {
      await clock.untilTimer(delay);
      clock.advance(delay);
    }
    return answer;
  };
  expect((await text('Hello')).body).toMatch(/>We are closed\.\n\nHi there!/);
  expect((await text('What are your hours?')).body).not.toContain('We are closed.');
  clock.advance(10 * 60_000);
  expect((await text('Hello again')).body).toContain('We are closed.');
  expect((await text('STOP', A, false)).body).toMatch(EMPTY);
  expect((await text('But why?', A, false)).body).toMatch(EMPTY);
  clock.set('2025-01-16T09:00:00.000Z');
  expect((await text('Hello', '+12025550133')).body).toMatch(/>Hi there!/);
});

// Bugs caught: a question asked at night that nobody finds in the morning; a draft that is sent.
test('outside hours the AI can be silent, or only draft: a person finds it', async () => {
  const { desk } = await openClosed({ outsideHours: 'silent' });
  expect((await desk.text(A, 'Do you deliver?')).body).toMatch(/>We are closed\.<\/Message>/);
  expect(threadOf(desk)).toMatchObject({ mode: null, needsHuman: { reason: 'Wrote outside business hours.' } });
  expect((await desk.text(A, 'Hello?')).body).toMatch(EMPTY);
  expect((await questionsOf(desk)).map(({ decision }) => decision?.kind)).toEqual(['hand over', 'stay silent']);
  expect(aiMessages((await desk.documents()).messages)).toHaveLength(1);

  const drafting = await openClosed({ outsideHours: 'draft' });
  const drafted = untilChange(drafting.desk, 'message.added', ({ message }) => message.status === 'draft');
  expect((await drafting.desk.text(A, 'What are your hours?')).body).toMatch(/>We are closed\.<\/Message>/);
  await drafted;
  expect(drafts((await drafting.desk.documents()).messages)).toHaveLength(1);
  await untilStored(drafting.desk, () => threadOf(drafting.desk).needsHuman !== null);

  const quiet = await openClosed({ hours: JSON.stringify({ ...utc, quiet: { from: '19:00', to: '08:00' } }) });
  const noted = untilChange(quiet.desk, 'message.added', ({ message }) => message.status === 'draft');
  expect((await quiet.desk.text(A, 'What are your hours?')).body).toMatch(EMPTY);
  await noted;
});

const MINUTE = 60_000;

/** A desk on which the AI has handed over, with a Twilio. */
async function openHandedOver(
  values: Record<string, unknown> = {},
  clock: WatchedClock = createWatchedClock('2025-01-15T10:00:00.000Z'),
) {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  await putAll(desk, values);
  await desk.text(A, 'My parcel came broken');
  expect((await desk.text(A, 'Can I talk to a person?')).body).toContain('colleague');
  const sent = () => standIn.messages.newestFirst().map(({ body }) => body);
  return { clock, standIn, desk, sent };
}

/** Lets time pass until hand-overs have been looked over again, and gives the desk's thread. */
async function pass(clock: Pick<WatchedClock, 'advance' | 'untilTimer'>, ms: number): Promise<void> {
  const LOOK = 6_000;
  clock.advance(ms);
  await clock.untilTimer(LOOK);
  clock.advance(LOOK);
  await clock.untilTimer(LOOK);
}

// Bugs caught: a hand-over that says nothing of what it is about; a customer who waits for ever after one, or who is told
// so again and again; one that a restart forgets.
test('a hand-over is summed up; unanswered it calls again and tells the customer, once, over a restart too', async () => {
  const { clock, desk: first, sent } = await openHandedOver({ silenceLine: 'Sorry for the wait.' });
  const summary =
    '+1 202 555 0111 wrote “My parcel came broken”, and last “Can I talk to a person?”. The AI answered once: “';
  expect(threadOf(first).needsHuman?.summary).toContain(summary);
  const events = (await first.documents()).messages.filter(({ kind }) => kind === 'event');
  expect(events.map(({ content }) => content)).toEqual([expect.stringContaining(summary)]);
  await pass(clock, 14 * MINUTE);
  expect(threadOf(first).needsHuman?.escalatedAt).toBeUndefined();

  const desk = await reopen(first);
  const told = untilChange(desk, 'message.added', ({ message }) => message.sender === 'ai');
  const called = untilChange(desk, 'thread.flagged');
  await pass(clock, MINUTE);
  expect((await told).message).toMatchObject({ content: 'Sorry for the wait.', decision: { rule: 'human-silence' } });
  expect((await called).needsHuman).toMatchObject({
    reason: 'Nobody has answered for 15 minutes. The customer asked for a person.',
    escalatedAt: expect.any(String) as string,
  });
  await untilStored(desk, ({ messages }) =>
    messages.every(({ status }) => status !== 'queued' && status !== 'sending'),
  );
  for (let n = 0; n < 3; n += 1) await pass(clock, 20 * MINUTE);
  expect(sent()).toEqual(['Sorry for the wait.']);
  expect(threadOf(desk).mode?.value).toBe('off');
});

type Handed = Awaited<ReturnType<typeof openHandedOver>>;
const seenTo: [name: string, act: (handed: Handed) => Promise<unknown> | null, escalated: boolean][] = [
  ['a person replied', ({ desk }) => operatorOf(desk).reply('Here I am.'), false],
  ['a person left a note', ({ desk }) => note(desk), false],
  [
    'a person took it',
    ({ desk }) => operatorOf(desk).handlers['thread.own']({ contact_id: threadOf(desk)._id, owned: true }),
    false,
  ],
  [
    'it is done',
    ({ desk }) =>
      operatorOf(desk).handlers['thread.state']({ contact_id: threadOf(desk)._id, state: 'done', until: null }),
    false,
  ],
  ['its session was closed', ({ desk }) => closeSession(desk), false],
  [
    'it was handed back',
    ({ desk }) => operatorOf(desk).handlers['thread.hand-back']({ contact_id: threadOf(desk)._id }),
    false,
  ],
  ['that is off', ({ desk }) => desk.settings.put('silenceMinutes', 0, 'operator'), false],
  [
    'it is night',
    ({ desk }) => desk.settings.put('hours', JSON.stringify({ ...utc, week: { ...utc.week, wed: [] } }), 'operator'),
    false,
  ],
  ['the customer sent STOP', ({ desk }) => desk.text(A, 'STOP'), true],
  ['the AI is off everywhere', ({ desk }) => desk.settings.switchAi(false, 'operator'), true],
  ['shadow mode is on', ({ desk }) => desk.settings.put('shadow', true, 'operator'), true],
];

function note(desk: StartedDesk) {
  const contact_id = threadOf(desk)._id;
  return operatorOf(desk).handlers['note.add']({
    message_id: desk.sending.newId(),
    contact_id,
    content: 'On it.',
  }) as Promise<unknown>;
}

async function closeSession(desk: StartedDesk): Promise<void> {
  const { sessions } = await desk.documents();
  await desk.sessions.close({ address: A, session_id: sessions[0]?._id ?? '' });
}

// Bug caught: a customer who hears “sorry for the wait” although somebody is there, or against their will.
test.each(seenTo)('the customer is not told where %s', async (_name, act, escalated) => {
  const handed = await openHandedOver({ silenceLine: 'Sorry for the wait.' });
  await pass(handed.clock, MINUTE);
  await act(handed);
  await pass(handed.clock, 20 * MINUTE);
  await pass(handed.clock, 20 * MINUTE);
  const { messages } = await handed.desk.documents();
  expect(messages.filter(({ content }) => content === 'Sorry for the wait.')).toEqual([]);
  expect(threadOf(handed.desk).needsHuman?.escalatedAt !== undefined).toBe(escalated);
});

/** A clock that can be set, while what waits on it goes on as it did. */
function createSetClock() {
  const clock = createWatchedClock('2025-01-15T10:00:00.000Z');
  let byHours = 0;
  return { ...clock, now: () => clock.now() + byHours * 60 * MINUTE, setAhead: (hours: number) => (byHours = hours) };
}

// Bugs caught: a customer who hears nothing for hours because the computer's clock was set right; one who is told too early
// by it; a person's note that is not seen because it seems to be older.
test.each([
  ['while it runs', 3, 0, false],
  ['while it is closed', 3, 0, true],
])('a clock that is set back %s does not make a customer wait for longer', async (_name, before, then, isClosed) => {
  const clock = createSetClock();
  clock.setAhead(before);
  const { desk: first, sent } = await openHandedOver({ silenceLine: 'Sorry for the wait.' }, clock);
  await pass(clock, MINUTE);
  if (isClosed) await first.close();
  clock.setAhead(then);
  const desk = isClosed ? await reopen(first) : first;
  await pass(clock, isClosed ? 14 * MINUTE : 12 * MINUTE);
  expect(threadOf(desk).needsHuman?.escalatedAt).toBeUndefined();
  const called = untilChange(desk, 'thread.flagged');
  await pass(clock, 2 * MINUTE);
  expect((await called).needsHuman?.escalatedAt).toBe(new Date(clock.now()).toISOString());
  await untilStored(desk, ({ messages }) =>
    messages.every(({ status }) => status !== 'queued' && status !== 'sending'),
  );
  expect(sent()).toEqual(['Sorry for the wait.']);
});

// Bug caught: a person who has seen to it is called again, since the clock was set back in between.
test('a note after the clock was set back is seen', async () => {
  const clock = createSetClock();
  clock.setAhead(3);
  const { desk } = await openHandedOver({}, clock);
  clock.setAhead(0);
  await note(desk);
  await pass(clock, 20 * MINUTE);
  await pass(clock, 4 * 60 * MINUTE);
  expect(threadOf(desk).needsHuman?.escalatedAt).toBeUndefined();
});

// Bug caught: “sorry for the wait” to a customer whom the AI has answered since it failed once; a person who is not called.
test('a customer whom the AI has answered since is not told to wait, and people are called all the same', async () => {
  const clock = createWatchedClock('2025-01-15T10:00:00.000Z');
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ clock, env: ai.env });
  const failing = desk.text(A, 'Where is my parcel?');
  (await ai.asked()).say('');
  await failing;
  expect(threadOf(desk)).toMatchObject({ mode: null, needsHuman: { summary: expect.any(String) as string } });
  clock.advance(MINUTE);
  const answer = desk.text(A, 'Are you there?');
  (await ai.asked()).say('Yes, it comes today.');
  expect((await answer).body).toContain('Yes, it comes today.');
  const called = untilChange(desk, 'thread.flagged');
  await pass(clock, 15 * MINUTE);
  expect((await called).needsHuman?.escalatedAt).toBeDefined();
  expect(aiMessages((await desk.documents()).messages)).toHaveLength(1);
});

// Bug caught: a computer that sleeps with somebody waiting, and wakes with a count that begins anew.
test('on waking, who has waited for too long by then is told at once, and once', async () => {
  const clock = createSetClock();
  const { desk, sent } = await openHandedOver({ silenceLine: 'Sorry for the wait.' }, clock);
  clock.setAhead(1);
  const called = untilChange(desk, 'thread.flagged');
  await pass(clock, 0);
  expect((await called).needsHuman?.escalatedAt).toBeDefined();
  for (let n = 0; n < 3; n += 1) await pass(clock, 20 * MINUTE);
  await untilStored(desk, ({ messages }) =>
    messages.every(({ status }) => status !== 'queued' && status !== 'sending'),
  );
  expect(sent()).toEqual(['Sorry for the wait.']);
});

// Bugs caught: a circle of handing over, handing back and handing over the same text; the line said twice for one.
test('after handing back nothing is handed over again by itself, and the line is not said twice in a row', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  const operator = operatorOf(desk);
  const handOver = async (text: string) => {
    const answer = desk.text(A, text);
    (await ai.asked()).say('HANDOVER: The customer is angry.\nI get a colleague.');
    return (await answer).body;
  };
  expect(await handOver('I want a person')).toContain('<Message');
  expect(threadOf(desk).mode).toMatchObject({ value: 'off', by: 'ai' });
  expect(threadOf(desk).needsHuman?.summary).toMatch(/\. All that the AI has said is that a person takes over\.$/);
  await operator.handlers['thread.hand-back']({ contact_id: threadOf(desk)._id });
  expect(threadOf(desk)).toMatchObject({ needsHuman: null, mode: { value: 'auto' } });
  expect(ai.count).toBe(1);
  // Nobody has said anything since the line: it is not repeated, and the hand-over is.
  expect(await handOver('I said a person!')).toMatch(EMPTY);
  expect(threadOf(desk)).toMatchObject({
    mode: { value: 'off', by: 'ai' },
    needsHuman: { reason: 'The customer is angry.' },
  });
  expect(aiMessages((await desk.documents()).messages)).toHaveLength(1);
  await operator.reply('Here I am.');
  await operator.handlers['thread.hand-back']({ contact_id: threadOf(desk)._id });
  expect(await handOver('You are no help. A person!')).toContain('<Message');
});

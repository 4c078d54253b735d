import { expect, test } from 'vitest';
import { ACCOUNT, newSid, OURS, type StartedDesk } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import { A, openDeskFor, operatorOf, reopen, threadOf } from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

/** A caller's side: each request is what Twilio would send next. */
function callOf(from = A, sid = newSid('CA')) {
  const base = { CallSid: sid, AccountSid: ACCOUNT, From: from, To: OURS, CallStatus: 'in-progress' };
  const step = (name: string) => (name === 'incoming' ? '/api/webhooks/voice' : `/api/webhooks/voice/${name}`);
  return {
    sid,
    post: (desk: StartedDesk, name: string, more: Record<string, string> = {}) =>
      desk.post(step(name), { ...base, ...more }),
    say: (desk: StartedDesk, name: string, words: string) => desk.post(step(name), { ...base, SpeechResult: words }),
    status: (desk: StartedDesk, CallStatus: string, more: Record<string, string> = {}) =>
      desk.post('/api/webhooks/status', { ...base, CallStatus, ...more }),
  };
}

const actionOf = (twiml: string) => /action="([^"]+)"/.exec(twiml)?.[1];
const isListening = (twiml: string) => /<Gather[^>]*input="speech dtmf"/.test(twiml);
const hasEnded = (twiml: string) => twiml.includes('<Hangup/>') && !twiml.includes('<Gather');

// Bug caught: a call that is greeted and then not listened to, or whose turns are not in the thread.
test('a caller is greeted, speaks, hears the answer, turn by turn; every turn is a message', async () => {
  const desk = await openDeskFor();
  const call = callOf();
  const greeting = await call.post(desk, 'incoming', { CallStatus: 'ringing' });
  expect([greeting.status, greeting.type]).toEqual([200, 'text/xml; charset=utf-8']);
  expect(isListening(greeting.body)).toBe(true);
  expect(actionOf(greeting.body)).toBe('/api/webhooks/voice/turn-1');
  expect((await desk.documents()).sessions).toMatchObject([
    { communication_type: 'voice', title: `Voice from ${A}`, status: 'active', call: { sid: call.sid } },
  ]);
  const first = await call.say(desk, 'turn-1', 'What are your opening hours?');
  expect(isListening(first.body)).toBe(true);
  expect(actionOf(first.body)).toBe('/api/webhooks/voice/turn-2');
  const second = await call.say(desk, 'turn-2', 'Thank you');
  expect(actionOf(second.body)).toBe('/api/webhooks/voice/turn-3');
  expect(second.body).not.toMatch(/\p{Extended_Pictographic}/u); // nobody can say an emoji
  const { sessions, messages } = await desk.documents();
  expect(messages.map((one) => [one.sender, one.communication_type])).toEqual([
    ['contact', 'voice'],
    ['ai', 'voice'],
    ['contact', 'voice'],
    ['ai', 'voice'],
  ]);
  expect(messages[0]).toMatchObject({ content: 'What are your opening hours?', metadata: { twilioCallSid: call.sid } });
  for (const [index, body] of [first.body, second.body].entries()) {
    expect(body.replaceAll('&apos;', "'")).toContain(messages[2 * index + 1]?.content);
  }
  expect(sessions[0]?.message_count).toBe(4);
});

// Bug caught: Twilio's retry of a step that says something else, or the caller's words twice in the thread.
test('a repeated step gets the same bytes: at once, later and after a restart', async () => {
  const desk = await openDeskFor();
  const call = callOf();
  const greetings = await Promise.all([call.post(desk, 'incoming'), call.post(desk, 'incoming')]);
  const answers = await Promise.all([1, 2, 3].map(() => call.say(desk, 'turn-1', 'What are your hours?')));
  answers.push(await call.say(desk, 'turn-1', 'What are your hours, please?'));
  const again = await reopen(desk);
  answers.push(await call.say(again, 'turn-1', 'What are your hours?'));
  greetings.push(await call.post(again, 'incoming'));
  expect(new Set(answers.map((one) => one.body)).size).toBe(1);
  expect(new Set(greetings.map((one) => one.body)).size).toBe(1);
  expect((await again.documents()).messages).toHaveLength(2);
  expect((await again.documents()).sessions).toHaveLength(1);
  // The conversation goes on where it was.
  expect(actionOf((await call.say(again, 'turn-2', 'Thanks')).body)).toBe('/api/webhooks/voice/turn-3');
});

// Bug caught: a line that stays open, and is paid for, with nobody on it.
test('two silent turns in a row end the call; words in between count anew', async () => {
  const desk = await openDeskFor();
  const call = callOf();
  await call.post(desk, 'incoming');
  const steps = [
    ['turn-1', ''],
    ['turn-2', 'What are your hours?'],
    ['turn-3', ''],
    ['turn-4', ''],
  ] as const;
  const answers = [];
  for (const [name, words] of steps) answers.push((await call.say(desk, name, words)).body);
  expect(answers.map(isListening)).toEqual([true, true, true, false]);
  expect(hasEnded(answers[3] ?? '')).toBe(true);
  const repeated = await call.say(desk, 'turn-3', '');
  expect(repeated.body).toBe(answers[2]);
  const { sessions, messages } = await desk.documents();
  expect(sessions[0]?.status).toBe('closed');
  expect(messages.filter((one) => one.sender === 'contact')).toHaveLength(1);
});

// Bug caught: a caller who wants a person and is talked to by a machine.
test.each([
  ['presses 0', { Digits: '0' }],
  ['says "agent"', { SpeechResult: 'Agent, please' }],
  ['asks for a person', { SpeechResult: 'Can I speak to a human?' }],
])('a caller who %s is handed over: the call ends politely, a person is called, the AI is off', async (_name, said) => {
  const desk = await openDeskFor();
  const call = callOf();
  await call.post(desk, 'incoming');
  const answer = await call.post(desk, 'turn-1', said);
  expect(hasEnded(answer.body)).toBe(true);
  expect(answer.body).toMatch(/person|colleague/);
  expect(threadOf(desk)).toMatchObject({ mode: { value: 'off', by: 'ai' } });
  expect(threadOf(desk).needsHuman?.reason).toMatch(/asked for a person/);
  expect((await desk.documents()).sessions[0]?.status).toBe('closed');
  expect((await desk.text(A, 'Hello?')).body).not.toContain('<Message');
  const next = callOf();
  expect(hasEnded((await next.post(desk, 'incoming')).body)).toBe(true);
});

// Bug caught: a caller who says the same short thing twice taken for a machine and hung up on.
test('a caller may say the same thing twice', async () => {
  const desk = await openDeskFor();
  const call = callOf();
  await call.post(desk, 'incoming');
  const answers = [];
  for (const name of ['turn-1', 'turn-2']) answers.push((await call.say(desk, name, 'Can you repeat that?')).body);
  expect(answers.map(isListening)).toEqual([true, true]);
});

// Bug caught: a call that stands open for ever, without its duration.
test('the end of the call closes its session with its duration, and nothing opens it again', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  const call = callOf();
  await call.post(desk, 'incoming');
  await call.status(desk, 'in-progress');
  await call.say(desk, 'turn-1', 'What are your hours?');
  clock.advance(42_000);
  await call.status(desk, 'completed', { CallDuration: '42' });
  const session = async () => (await desk.documents()).sessions[0];
  const ended = { status: 'closed', call: { status: 'completed', durationSeconds: 42 } };
  expect(await session()).toMatchObject(ended);
  const { seq } = desk.store;
  await call.status(desk, 'completed', { CallDuration: '42' });
  await call.status(desk, 'in-progress');
  await call.status(desk, 'ringing');
  expect(desk.store.seq).toBe(seq);
  // A turn that was under way when the caller hung up.
  expect((await call.say(desk, 'turn-2', 'Hello?')).status).toBe(200);
  expect(await session()).toMatchObject(ended);
  await callOf().status(desk, 'completed', { CallDuration: '5' }); // of a call that nobody here took
  expect((await desk.documents()).sessions).toHaveLength(1);
});

// Bug caught: the AI talking on the phone although it is off, or a missed call that nobody is told of.
test.each<[string, (desk: StartedDesk) => Promise<unknown>]>([
  ['everywhere', (desk) => desk.settings.switchAi(false, 'operator')],
  ['in this thread', (desk) => operatorOf(desk).setMode('off')],
  ['and only drafts', (desk) => operatorOf(desk).setMode('draft')],
])('with the AI off %s a caller hears so, and a person is called', async (_where, switchOff) => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello');
  await switchOff(desk);
  const answer = await callOf().post(desk, 'incoming');
  expect(hasEnded(answer.body)).toBe(true);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/^Called\./);
});

// Bug caught: the switch that takes effect with the next call only.
test('switching the AI off ends its part in a call that is under way', async () => {
  const desk = await openDeskFor();
  const call = callOf();
  await call.post(desk, 'incoming');
  await desk.settings.switchAi(false, 'operator');
  expect(hasEnded((await call.say(desk, 'turn-1', 'What are your hours?')).body)).toBe(true);
  expect(threadOf(desk).needsHuman).not.toBeNull();
});

// Bug caught: what a person has chosen during a call overwritten by the AI, which then stays off when they let it go on.
test('a person who takes a call over keeps what they chose, and the caller is handed to them with the reason', async () => {
  const desk = await openDeskFor();
  const call = callOf();
  await call.post(desk, 'incoming');
  await call.say(desk, 'turn-1', 'What are your hours?');
  await operatorOf(desk).setMode('draft');
  expect(hasEnded((await call.say(desk, 'turn-2', 'And on Sunday?')).body)).toBe(true);
  expect(threadOf(desk).mode).toMatchObject({ value: 'draft', by: 'operator' });
  expect(threadOf(desk).needsHuman?.reason).toMatch(/only drafts/);
  const { messages } = await desk.documents();
  const decisions = messages.filter(({ kind }) => kind === undefined).map(({ decision }) => decision?.rule);
  expect(decisions).toEqual([undefined, 'auto', 'mode-draft', 'mode-draft']);
});

// Bug caught: the limit of the desk noticed by texts alone, so that calls go on for as long as nobody texts.
test('a call that meets the limit of the desk begins the pause', async () => {
  const desk = await openDeskFor();
  await desk.settings.put('breakerPerDeskHour', 1, 'operator');
  const call = callOf();
  await call.post(desk, 'incoming');
  await call.say(desk, 'turn-1', 'What are your hours?');
  const breaker = () => operatorOf(desk).handlers['ai.breaker']({});
  expect((await breaker()).deskTripped).toBeNull();
  expect(hasEnded((await callOf('+12025550133').post(desk, 'incoming')).body)).toBe(true);
  expect((await breaker()).deskTripped?.reason).toMatch(/the AI pauses/);
  await operatorOf(desk).handlers['ai.breaker.reset']({ contact_id: null });
  await call.say(desk, 'turn-2', 'And on Sunday?');
  expect(hasEnded((await call.say(desk, 'turn-3', 'And on Monday?')).body)).toBe(true);
  expect((await breaker()).deskTripped?.reason).toMatch(/the AI pauses/);
});

// Bugs caught: a caller who hears nothing for 15 seconds and then Twilio's "an application error has occurred"; a failure that
// switches the AI off for calls, where texts go on; a hand-over that a second call takes the summary from.
test('a model that fails or never answers: the caller hears it in time, and a person is called', async () => {
  const ai = await openAiEndpoint();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: ai.env });
  const call = callOf();
  await call.post(desk, 'incoming');
  const waiting = call.say(desk, 'turn-1', 'What are your hours?');
  await ai.asked();
  await clock.untilTimer(10_000);
  clock.advance(10_000);
  const late = await waiting;
  expect([late.status, hasEnded(late.body)]).toEqual([200, true]);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/too long/);
  expect(threadOf(desk).mode).toBeNull();
  const { messages } = await desk.documents();
  expect(messages.map(({ decision }) => decision?.rule)).toEqual(['not-written', 'not-written']);
  expect(messages[0]?.content).toBe('What are your hours?');

  const { needsHuman: before } = threadOf(desk);
  expect(before?.summary).toContain('“What are your hours?”');
  await operatorOf(desk).setMode('off');
  clock.advance(60_000);
  for (let n = 0; n < 2; n += 1) {
    expect(hasEnded((await callOf().post(desk, 'incoming')).body)).toBe(true);
    expect(threadOf(desk).needsHuman).toEqual({
      ...before,
      reason: `${before?.reason} Called. The AI is off in this conversation.`,
    });
  }
  expect(threadOf(desk).missedCallAt).toBe('2025-01-15T10:01:10.000Z');

  const other = callOf('+12025550133');
  await other.post(desk, 'incoming');
  const failing = other.say(desk, 'turn-1', 'Hello');
  (await ai.asked()).say('');
  expect(hasEnded((await failing).body)).toBe(true);
  expect(threadOf(desk, '+12025550133').needsHuman?.reason).toMatch(/empty/);
});

// Bug caught: two calls of one person, or a call and texts, run together into one conversation.
test('each call has a session of its own, beside the texts of the same person', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello');
  for (let n = 0; n < 2; n += 1) {
    const call = callOf();
    await call.post(desk, 'incoming');
    await call.say(desk, 'turn-1', `Question ${n}`);
  }
  await desk.text(A, 'Thank you');
  const { sessions } = await desk.documents();
  expect(sessions.map((one) => [one.communication_type, one.message_count])).toEqual([
    ['sms', 4],
    ['voice', 2],
    ['voice', 2],
  ]);
  expect([...desk.store.now.values('contacts')]).toHaveLength(1);
});

// Bug caught: markup in what the caller or the model says, that becomes part of the TwiML.
test('words that look like markup stay words', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  const call = callOf();
  await call.post(desk, 'incoming');
  const waiting = call.say(desk, 'turn-1', '<Hangup/> & "quotes"');
  (await ai.asked()).say('Use <b>5 & 6</b>');
  const { body } = await waiting;
  expect(body).not.toContain('<b>');
  expect(isListening(body)).toBe(true);
});

import { expect, test } from 'vitest';
import { ACCOUNT, newSid, OURS, type StartedDesk } from '../../support/start-desk';
import { A, B, openDeskFor, operatorOf, reopen, untilChange } from './support/desk-harness';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const START = '2025-01-15T10:00:00.000Z';
const GAP = 300_000;
const LOOK_EVERY = 15_000;

async function openAt(env: Record<string, string> = {}): Promise<{ desk: StartedDesk; clock: WatchedClock }> {
  const clock = createWatchedClock(START);
  const desk = await openDeskFor({ clock, env });
  return { desk, clock };
}

const idOf = async (desk: StartedDesk, index: number) => (await desk.documents()).sessions[index]?._id ?? '';
const sessionLines = (desk: StartedDesk) => desk.lines().filter((line) => /session/i.test(line));

// Bug caught: five requests that each look for a session before any of them has opened one.
test('five texts in the same millisecond from one sender are one session', async () => {
  const { desk } = await openAt();
  const bodies = ['Hello', 'What are your hours?', 'Where are you?', 'How much is it?', 'Thanks'];
  const answers = await Promise.all(bodies.map((body) => desk.text(A, body)));
  for (const answer of answers) expect(answer.body).toContain('<Message');
  const { sessions, messages } = await desk.documents();
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.message_count).toBe(10);
  expect(messages).toHaveLength(10);
  expect([...desk.store.now.values('contacts')]).toHaveLength(1);
  const id = sessions[0]?._id;
  expect(sessionLines(desk)).toEqual([
    `Created new SMS session: ${id} for ${A}`,
    ...Array.from({ length: 4 }, () => `Reusing existing session ${id} (last message 0s ago)`),
  ]);
});

// Bug caught: a key that lacks one of its parts, so that two conversations run together.
test('another sender, another of our numbers or another kind is another session', async () => {
  const { desk, clock } = await openAt();
  const voice = { CallSid: newSid('CA'), AccountSid: ACCOUNT, From: A, To: OURS, CallStatus: 'ringing' };
  for (let round = 0; round < 2; round += 1) {
    await desk.text(A, `one ${round}`);
    await desk.text(B, `two ${round}`);
    await desk.text(A, `three ${round}`, { To: '+12025550199' });
    await desk.text(`whatsapp:${A}`, `four ${round}`, { To: `whatsapp:${OURS}` });
    await desk.post(`/api/webhooks/voice${round ? '/turn-1' : ''}`, { ...voice, SpeechResult: round ? 'five' : '' });
    clock.advance(60_000);
  }
  const { sessions, messages } = await desk.documents();
  const keys = sessions.map((one) => {
    const channel = desk.store.now.get('channels', one.channel_id);
    return `${one.communication_type} ${one.metadata.fromNumber} ${channel?.address}`;
  });
  expect(new Set(keys)).toEqual(
    new Set([
      `sms ${A} ${OURS}`,
      `sms ${B} ${OURS}`,
      `sms ${A} +12025550199`,
      `whatsapp ${A} ${OURS}`,
      `voice ${A} ${OURS}`,
    ]),
  );
  expect(sessions).toHaveLength(5);
  for (const session of sessions) {
    const said = messages.filter((one) => one.session_id === session._id && one.sender === 'contact');
    expect(said.every((one) => one.communication_type === session.communication_type)).toBe(true);
    expect(said.every((one) => one.channel_id === session.channel_id)).toBe(true);
    expect(said).toHaveLength(session.communication_type === 'voice' ? 1 : 2);
  }
});

// Bug caught: `>=` for `>`, or a gap that is counted in whole seconds or minutes.
test.each([
  ['5', 300_000],
  ['2', 120_000],
  ['0.5', 30_000],
  ['0.05', 3_000],
  ['1.25', 75_000],
])('with a gap of %s minutes exactly the gap continues, a millisecond more does not', async (minutes, gapMs) => {
  const { desk, clock } = await openAt({ SESSION_GAP_MINUTES: minutes });
  await desk.text(A, 'one');
  await desk.text(B, 'one');
  const at = (ms: number) => clock.set(new Date(Date.parse(START) + ms).toISOString());
  at(gapMs);
  await desk.text(A, 'two');
  at(gapMs + 1);
  await desk.text(B, 'two');
  at(2 * gapMs);
  await desk.text(A, 'three');
  at(3 * gapMs + 1);
  await desk.text(A, 'four');
  const { sessions } = await desk.documents();
  const counts = (address: string) =>
    sessions.filter((one) => one.metadata.fromNumber === address).map((one) => one.message_count);
  expect(counts(A)).toEqual([6, 2]);
  expect(counts(B)).toEqual([2, 2]);
});

// Bug caught: a session that is closed by the clock while its gap is not over, so that "exactly the gap" opens another.
test('idle sessions are closed once the gap has passed, not a moment before, and the next text opens another', async () => {
  const { desk, clock } = await openAt();
  await desk.text(A, 'one');
  const statuses = async () => (await desk.documents()).sessions.map((one) => one.status);
  clock.advance(0);
  // The look at exactly the gap must leave it open.
  for (let look = 0; look < GAP / LOOK_EVERY; look += 1) {
    await clock.untilTimer(LOOK_EVERY);
    clock.advance(LOOK_EVERY);
  }
  await clock.untilTimer(LOOK_EVERY);
  expect(await statuses()).toEqual(['active']);
  const closed = untilChange(desk, 'session.status');
  clock.advance(LOOK_EVERY);
  expect(await closed).toMatchObject({ address: A, status: 'closed' });
  expect(await statuses()).toEqual(['closed']);
  const { seq } = desk.store;
  await clock.untilTimer(LOOK_EVERY);
  clock.advance(LOOK_EVERY);
  await clock.untilTimer(LOOK_EVERY);
  expect(desk.store.seq).toBe(seq);

  clock.set('2025-01-15T10:06:00.000Z');
  await desk.text(A, 'two');
  const { sessions } = await desk.documents();
  expect(sessions.map((one) => one.status)).toEqual(['closed', 'active']);
  expect(sessionLines(desk)).toEqual([
    `Created new SMS session: ${sessions[0]?._id} for ${A}`,
    'Time gap of 360s detected. Creating new session.',
    `Created new SMS session: ${sessions[1]?._id} for ${A}`,
  ]);
});

// Bug caught: sessions of yesterday that stand open after a night with the console closed.
test('sessions whose gap passed while the console was closed are closed at the start', async () => {
  const { desk, clock } = await openAt();
  await desk.text(A, 'one');
  await desk.close();
  clock.advance(86_400_000);
  const again = await reopen(desk);
  const closed = untilChange(again, 'session.status');
  clock.advance(0);
  await closed;
  expect((await again.documents()).sessions.map((one) => one.status)).toEqual(['closed']);
});

// Bug caught: the AI's own answer keeping a session open for ever, or moving it in the list of sessions.
test('AI replies do not move last_message_at; those of people do', async () => {
  const { desk, clock } = await openAt({ AI_RESPONSE_DELAY: '9000' });
  const text = async (body: string) => {
    const answer = desk.text(A, body);
    await clock.untilTimer(9000);
    clock.advance(9000);
    return answer;
  };
  expect((await text('Hello')).body).toContain('<Message'); // answered at 10:00:09
  const { sessions } = await desk.documents();
  expect(sessions[0]).toMatchObject({ last_message_at: START, message_count: 2 });
  expect(sessions[0]?.updatedAt).toBe('2025-01-15T10:00:09.000Z');
  clock.set('2025-01-15T10:05:00.001Z');
  await text('Still there?'); // within the gap of the answer, not of the text
  expect((await desk.documents()).sessions).toHaveLength(2);
  const line = sessionLines(desk).find((one) => one.startsWith('Time gap'));
  expect(line).toBe('Time gap of 300s detected. Creating new session.');

  clock.set('2025-01-15T10:09:00.000Z');
  await operatorOf(desk).reply('A person here.');
  const [, second] = (await desk.documents()).sessions;
  expect(second?.last_message_at).toBe('2025-01-15T10:09:00.000Z');
  clock.set('2025-01-15T10:14:00.000Z');
  await desk.text(A, 'Thanks'); // the person has it in hand: nothing is waited for
  expect((await desk.documents()).sessions).toHaveLength(2);
});

// Bug caught: a session that was closed by hand and goes on all the same, or a gap that is claimed where there was none.
test('after a session was closed by hand the next text opens another, within the gap too', async () => {
  const { desk, clock } = await openAt();
  await desk.text(A, 'one');
  await desk.sessions.close({ address: A, session_id: await idOf(desk, 0) });
  clock.advance(60_000);
  await desk.text(A, 'two');
  const { sessions } = await desk.documents();
  expect(sessions.map((one) => [one.status, one.message_count])).toEqual([
    ['closed', 2],
    ['active', 2],
  ]);
  expect(sessionLines(desk)).toEqual([
    `Created new SMS session: ${sessions[0]?._id} for ${A}`,
    `Created new SMS session: ${sessions[1]?._id} for ${A}`,
  ]);
});

// Bug caught: a reopened session that the next text passes by.
test('a session that was closed by hand and reopened goes on', async () => {
  const { desk, clock } = await openAt();
  await desk.text(A, 'one');
  const ref = { address: A, session_id: await idOf(desk, 0) };
  await desk.sessions.close(ref);
  await desk.sessions.reopen(ref);
  clock.advance(60_000);
  await desk.text(A, 'two');
  const { sessions } = await desk.documents();
  expect(sessions.map((one) => [one.status, one.message_count])).toEqual([['active', 4]]);
  expect(sessionLines(desk).at(-1)).toBe(`Reusing existing session ${ref.session_id} (last message 60s ago)`);
});

// Bug caught: titles and log lines of WhatsApp and calls written as if they were texts.
test('the log speaks of WhatsApp and Voice in the same words', async () => {
  const { desk, clock } = await openAt();
  const whatsapp = (body: string) => desk.text(`whatsapp:${A}`, body, { To: `whatsapp:${OURS}` });
  const call = () =>
    desk.post('/api/webhooks/voice', { CallSid: newSid('CA'), AccountSid: ACCOUNT, From: B, To: OURS });
  await whatsapp('one');
  clock.advance(60_000);
  await whatsapp('two');
  clock.advance(360_000);
  await whatsapp('three');
  await call();
  clock.advance(60_000);
  await call();
  const { sessions } = await desk.documents();
  const [first, second, third, fourth] = sessions.map((one) => one._id);
  expect(sessions.map((one) => one.title)).toEqual([
    `WhatsApp from ${A}`,
    `WhatsApp from ${A}`,
    `Voice from ${B}`,
    `Voice from ${B}`,
  ]);
  expect(sessionLines(desk)).toEqual([
    `Created new WhatsApp session: ${first} for ${A}`,
    `Reusing existing session ${first} (last message 60s ago)`,
    'Time gap of 360s detected. Creating new session.',
    `Created new WhatsApp session: ${second} for ${A}`,
    `Created new Voice session: ${third} for ${B}`,
    `Created new Voice session: ${fourth} for ${B}`,
  ]);
  expect(desk.lines().filter((line) => /^AI response generated: ".+…"$/.test(line))).toHaveLength(3);
});

// Bug caught: a start of a reply in the log that is cut in the middle of a character, or runs over lines.
test('the start of a reply stands on one line, in whole characters', async () => {
  const { desk } = await openAt();
  await desk.store.commit(() => ({
    changes: [
      {
        type: 'knowledge.put',
        entry: {
          _id: 'k1',
          question: 'Do you have parking?',
          answer: `Yes:\n\n${'😀'.repeat(60)}`,
          createdAt: START,
          updatedAt: START,
        },
      },
    ],
    result: null,
  }));
  await desk.text(A, 'Do you have parking?');
  expect(desk.lines().filter((line) => line.startsWith('AI response'))).toEqual([
    `AI response generated: "Yes: ${'😀'.repeat(35)}…"`,
  ]);
});

// Bug caught: a computer whose clock was wrong and is set back: every text a session of its own until the time of the
// newest one comes round again.
test('texts after the clock was set back are grouped among themselves', async () => {
  const clock = createWatchedClock('2025-01-15T12:00:00.000Z');
  const desk = await openDeskFor({ clock });
  await desk.text(A, 'one');
  await desk.close();
  const earlier = createWatchedClock('2025-01-15T10:00:00.000Z');
  const again = await openDeskFor({ clock: earlier, dataDir: desk.dataDir });
  await again.text(A, 'two');
  earlier.advance(60_000);
  await again.text(A, 'three');
  earlier.advance(60_000);
  await again.text(A, 'four');
  const { sessions } = await again.documents();
  expect(sessions.map((one) => [one.status, one.message_count])).toEqual([
    ['active', 6],
    ['closed', 2],
  ]);
});

// Bug caught: what a session says of itself drifting from its messages over a restart.
test('sessions are the same after a restart, and go on', async () => {
  const { desk, clock } = await openAt();
  await desk.text(A, 'one');
  clock.advance(60_000);
  await desk.text(A, 'two');
  const before = await desk.documents();
  const again = await reopen(desk);
  expect(await again.documents()).toEqual(before);
  clock.advance(60_000);
  await again.text(A, 'three');
  const { sessions } = await again.documents();
  expect(sessions.map((one) => one.message_count)).toEqual([6]);
  expect(sessionLines(again)).toEqual([`Reusing existing session ${sessions[0]?._id} (last message 60s ago)`]);
});

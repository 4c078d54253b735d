import { afterEach, expect, test } from 'vitest';
import { createManualClock } from '../../support/manual-clock';
import { startDesk, stopDesk, type StartedDesk } from '../../support/start-desk';

const A = '+12025550111';
const B = '+12025550122';
let desk: StartedDesk | undefined;
afterEach(async () => {
  await stopDesk(desk);
  desk = undefined;
});

async function play(script: readonly [time: string, from: string, body: string][]) {
  const clock = createManualClock('2025-01-15T09:59:00.000Z');
  desk = await startDesk({ clock });
  const answers = [];
  for (const [time, from, body] of script) {
    clock.set(`2025-01-15T${time}.000Z`);
    answers.push(await desk.text(from, body));
  }
  return { ...(await desk.documents()), answers, lines: desk.lines() };
}

// Bug caught: AI replies moving `last_message_at`, or a session for each text.
test('texts at 10:00, 10:01 and 10:03 are one session of six messages', async () => {
  const { sessions, messages, answers, lines } = await play([
    ['10:00:00', A, 'Hello'],
    ['10:01:00', A, 'What are your hours?'],
    ['10:03:00', A, 'Thank you'],
  ]);
  expect(sessions).toHaveLength(1);
  const [session] = sessions;
  expect(session).toMatchObject({
    communication_type: 'sms',
    title: `SMS from ${A}`,
    status: 'active',
    message_count: 6,
    last_message_at: '2025-01-15T10:03:00.000Z',
    metadata: { fromNumber: A, firstMessageAt: '2025-01-15T10:00:00.000Z' },
    createdAt: '2025-01-15T10:00:00.000Z',
  });
  expect(messages.map((message) => message.sender)).toEqual(['contact', 'ai', 'contact', 'ai', 'contact', 'ai']);
  expect(messages[1]).toMatchObject({
    session_id: session?._id,
    content: 'Hi there! 👋 How can I help you today?',
    status: 'sent',
    metadata: {
      toNumber: A,
      inResponseTo: messages[0]?.metadata.twilioMessageSid,
      generatedBy: 'AI',
    },
  });
  expect(answers[0]?.body).toMatch(
    /<Response><Message[^>]*>Hi there! 👋 How can I help you today\?<\/Message><\/Response>/,
  );
  expect(answers[2]?.body).toContain("You're welcome! 😊");
  const id = session?._id;
  expect(lines.filter((line) => line.includes('session'))).toEqual([
    `Created new SMS session: ${id} for ${A}`,
    `Reusing existing session ${id} (last message 60s ago)`,
    `Reusing existing session ${id} (last message 120s ago)`,
  ]);
  expect(lines.filter((line) => /^AI response generated: ".+…"$/.test(line))).toHaveLength(3);
});

test('texts at 10:00 and 10:06 are two sessions of two messages', async () => {
  const { sessions, answers, lines } = await play([
    ['10:00:00', A, 'Hello'],
    ['10:06:00', A, 'Hi again'],
  ]);
  expect(sessions.map((session) => session.message_count)).toEqual([2, 2]);
  expect(sessions.map((session) => session.status)).toEqual(['closed', 'active']);
  expect(answers[1]?.body).toContain('Hello! Nice to hear from you!');
  const gap = lines.indexOf('Time gap of 360s detected. Creating new session.');
  expect(gap).toBeGreaterThan(0);
  expect(lines[gap + 1]).toBe(`Created new SMS session: ${sessions[1]?._id} for ${A}`);
});

test('A at 10:00, B at 10:01, A at 10:02, B at 10:03 are two sessions of four messages', async () => {
  const { sessions, messages } = await play([
    ['10:00:00', A, 'Hello'],
    ['10:01:00', B, 'Hi there'],
    ['10:02:00', A, 'Are you there?'],
    ['10:03:00', B, 'Can you help?'],
  ]);
  expect(sessions.map((session) => session.metadata.fromNumber)).toEqual([A, B]);
  expect(sessions.map((session) => session.message_count)).toEqual([4, 4]);
  for (const session of sessions) {
    const inSession = messages.filter((message) => message.session_id === session._id);
    const addresses = inSession.flatMap(({ metadata }) => [metadata.fromNumber, metadata.toNumber]);
    expect(new Set(addresses).has(session.metadata.fromNumber)).toBe(true);
    expect(addresses).not.toContain(session.metadata.fromNumber === A ? B : A);
  }
});

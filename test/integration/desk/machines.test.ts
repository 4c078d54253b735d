import { expect, test } from 'vitest';
import { OURS, type StartedDesk } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import { aiMessages, openDeskFor, openStandIn, operatorOf, reopen, threadOf } from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

const MACHINE = '+12025550144';

/** What a desk answers a text from a number with; null: nothing. */
async function answerOf(desk: StartedDesk, from: string, to: string, body: string): Promise<string | null> {
  const { body: twiml } = await desk.text(from, body, { To: to });
  const said = /<Message[^>]*>([\s\S]*?)<\/Message>/.exec(twiml)?.[1];
  return said?.replaceAll('&apos;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"') ?? null;
}

// Bug caught: two consoles whose AIs thank each other until the account is empty, and nobody learns why.
test('two desks whose AIs answer each other stop by themselves, and one of them says why', async () => {
  const clock = createWatchedClock();
  const other = '+15703251999';
  const [one, two] = await Promise.all([
    openDeskFor({ clock }),
    openDeskFor({ clock, env: { TWILIO_PHONE_NUMBER: other } }),
  ]);
  let said: string | null = 'Hello, do you deliver?';
  let texts = 0;
  while (said !== null && texts < 100) {
    clock.advance(2_000);
    said = texts % 2 === 0 ? await answerOf(one, other, OURS, said) : await answerOf(two, OURS, other, said);
    texts += 1;
  }
  expect(said).toBeNull();
  expect(texts).toBeLessThanOrEqual(21);
  const threads = [threadOf(one, other), threadOf(two, OURS)];
  const stopped = threads.find(({ mode }) => mode?.value === 'off');
  expect(stopped?.needsHuman?.reason).toMatch(/\S/);
  expect(stopped?.needsHuman?.summary).toMatch(/^\+1 570 325 1\d99|^\+1 570/);
});

const WORDS =
  'parcel window garden letter winter coffee ticket morning yellow silver river market bottle kitchen summer doctor'.split(
    ' ',
  );

/** A sentence that is like none before it. */
function newSentence(n: number): string {
  const step = 2 * Math.floor(n / WORDS.length) + 1;
  const [one, two, three, four, five, six] = [0, 1, 2, 3, 4, 5].map((k) => WORDS[(7 * n + k * step) % WORDS.length]);
  return `Perhaps a ${one} and ${two}, then. Our ${three} is like your ${four}, but this ${five} needs some ${six}.`;
}

// Bug caught: two AIs that are slow and never say the same, so that no other limit meets them: they go on for as long as
// somebody pays. They meet as they would at Twilio, each over the webhooks of its own number.
test('two desks whose AIs are slow and never say the same stop too, and say why', async () => {
  const clock = createWatchedClock();
  const numbers = [OURS, '+15703251999'] as const;
  let said = 0;
  const open = async (own: string, peer: string) => {
    const ai = await openAiEndpoint();
    const standIn = await openStandIn([], { clock, numbers: [{ phoneNumber: own }] });
    const env = { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl, TWILIO_PHONE_NUMBER: own };
    const desk = await openDeskFor({ clock, env });
    standIn.pointAt(desk.webhookUrl);
    await desk.settings.put('breakerPerRow', 12, 'operator');
    void (async () => {
      for (;;) (await ai.asked()).say(newSentence((said += 1)));
    })();
    return { desk, peer, phone: standIn.addPhone({ name: 'The other desk', number: peer }) };
  };
  const desks = [await open(numbers[0], numbers[1]), await open(numbers[1], numbers[0])] as const;
  let text: string | undefined = 'Hello, do you deliver?';
  for (let n = 0; text !== undefined && n < 100; n += 1) {
    clock.advance(2 * 60_000);
    const { replies } = await desks[n % 2 === 0 ? 0 : 1].phone.text(text);
    text = replies[0]?.body;
  }
  expect(text).toBeUndefined();
  const stopped = desks.map(({ desk, peer }) => threadOf(desk, peer)).filter(({ mode }) => mode?.value === 'off');
  expect(stopped.map(({ mode, needsHuman }) => [mode?.tripped?.rule, needsHuman?.reason])).toEqual([
    ['row-limit', '12 automatic replies in a row, with no person in between: one should look.'],
  ]);
  const { desk } = desks[0];
  expect(aiMessages((await desk.documents()).messages)).toHaveLength(12);
  const { handlers } = operatorOf(desk);
  const { contacts } = await handlers['ai.breaker']({});
  expect(contacts).toMatchObject([{ rule: 'row-limit' }]);
  await handlers['ai.breaker.reset']({ contact_id: contacts[0]?.contact_id ?? '' });
  expect((await desks[0].phone.text('Are you there?')).replies).toHaveLength(1);
});

/** A machine that answers every text of ours with the next of its own. */
const machines: [name: string, text: (n: number) => string, most: number][] = [
  ['says one thing', () => 'We got your message and will come back to you.', 2],
  ['counts', (n) => `We got your message, it has number ${1000 + n}. We will come back to you.`, 3],
  ['tells the time', (n) => `It is 10:${10 + n} AM here and we are closed at this moment.`, 3],
  [
    'has two texts in turns',
    (n) => (n % 2 === 0 ? 'We are closed at the moment.' : 'Please call us in the morning.'),
    5,
  ],
  ['is out of office', () => 'Out of office: I am back on Monday.', 0],
  ['never says the same', (n) => `Word${'abcdefghijklmnop'[n]}: ${'xyz '.repeat(n + 1)}`, 10],
];

// Bug caught: a machine that is not known for one because something in its text changes.
test.each(machines)('a machine that %s is answered a few times at most', async (_name, text, most) => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  let answers = 0;
  for (let n = 0; n < 16; n += 1) {
    clock.advance(2_000);
    if ((await answerOf(desk, MACHINE, OURS, text(n))) !== null) answers += 1;
  }
  expect(answers).toBe(most);
  const { needsHuman } = threadOf(desk, MACHINE);
  expect(needsHuman?.reason).toMatch(/machine|automatic/);
  const calls = (await desk.documents()).messages.filter(({ kind }) => kind === 'event');
  expect(calls.length).toBeLessThanOrEqual(1);
  const { handlers } = operatorOf(desk);
  const { contacts } = await handlers['ai.breaker']({});
  // What only reads like a machine's is not switched off.
  expect(contacts.map(({ name, reason }) => [name, reason])).toEqual(
    most === 0 ? [] : [['+1 202 555 0144', needsHuman?.reason]],
  );
});

// Bugs caught: a person who is woken for the code that a service has sent; a gap in the team's knowledge that is none; a person
// who writes of a code and is passed over.
test('a one-time code calls nobody and is no gap; what a person asks beside it is answered', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { AI_PROVIDER: 'knowledge' } });
  const code = (n: number) => answerOf(desk, MACHINE, OURS, `Your code is ${1000 + n}`);
  for (let n = 0; n < 3; n += 1) expect(await code(n)).toBeNull();
  expect(threadOf(desk, MACHINE)).toMatchObject({ needsHuman: null, waitingSince: null, mode: null });
  const again = await reopen(desk);
  expect(threadOf(again, MACHINE).needsHuman).toBeNull();
  expect((await again.documents()).messages.map(({ decision }) => decision?.rule)).toEqual(
    Array(3).fill('one-time-code'),
  );
  // One that goes on and on is a machine that people should know of.
  expect(await answerOf(again, MACHINE, OURS, 'Your code is 1004')).toBeNull();
  expect(threadOf(again, MACHINE)).toMatchObject({ mode: { value: 'off', tripped: { rule: 'near-identical' } } });

  const person = '+12025550145';
  expect(await answerOf(again, person, OURS, 'Your code is 1004')).toBeNull();
  expect(await answerOf(again, person, OURS, 'Your code is 1004, but it does not work')).not.toBeNull();
  const { gaps } = await operatorOf(again).handlers['knowledge.gaps']({ work_id: 'gaps' });
  expect(gaps.map(({ question }) => question)).toEqual([expect.stringContaining('but it does not work')]);
});

// Bugs caught: a limit that a restart lifts, that calls again with every text, or that no click lifts; a pause of the
// desk that goes on for ever in the threads that it has touched.
test('the limits are seen, outlast a restart, and are lifted with one click', async () => {
  const clock = createWatchedClock();
  const first = await openDeskFor({ clock });
  await first.settings.put('breakerPerDeskHour', 3, 'operator');
  for (let n = 1; n <= 4; n += 1) await first.text(`+1202555020${n}`, 'Hello');
  const desk = await reopen(first);
  const { handlers } = operatorOf(desk);
  const before = await handlers['ai.breaker']({});
  expect(before).toMatchObject({ enabled: true, deskReplies: 3, perDeskHour: 3, contacts: [] });
  expect(before.deskTripped).toEqual({
    at: '2025-01-15T10:00:00.000Z',
    reason: 'The desk sent 3 automatic replies within an hour: the AI pauses.',
  });
  // Some replies are older than an hour before the pause is over: it holds all the same.
  clock.advance(59 * 60_000);
  expect(await answerOf(desk, '+12025550204', OURS, 'Anybody?')).toBeNull();
  expect(threadOf(desk, '+12025550204').mode).toBeNull();
  await handlers['ai.breaker.reset']({ contact_id: null });
  expect((await handlers['ai.breaker']({})).deskTripped).toBeNull();
  expect(await answerOf(desk, '+12025550204', OURS, 'Do you deliver?')).not.toBeNull();

  for (let n = 0; n < 4; n += 1) await answerOf(desk, MACHINE, OURS, 'We are away');
  const again = await reopen(desk);
  const { contacts } = await operatorOf(again).handlers['ai.breaker']({});
  expect(contacts).toMatchObject([
    { rule: 'identical', reason: expect.stringMatching(/^The same text three/) as string },
  ]);
  await operatorOf(again).handlers['ai.breaker.reset']({ contact_id: contacts[0]?.contact_id ?? '' });
  expect((await operatorOf(again).handlers['ai.breaker']({})).contacts).toEqual([]);
  expect(await answerOf(again, MACHINE, OURS, 'We are away')).not.toBeNull();
  expect(aiMessages((await again.documents()).messages).length).toBeGreaterThan(4);
});

// Bug caught: replies that a wrong clock put into the future count until then, so that the AI pauses for days.
test('a clock that was ahead and is set right does not lock anybody out', async () => {
  let now = Date.parse('2025-01-20T10:00:00.000Z');
  const desk = await openDeskFor({ clock: { ...createWatchedClock(), now: () => now } });
  await desk.settings.put('breakerPerDeskHour', 12, 'operator');
  for (let n = 0; n < 10; n += 1) {
    expect(await answerOf(desk, MACHINE, OURS, `Is ${'xyz '.repeat(n)} there?`)).not.toBeNull();
  }
  now = Date.parse('2025-01-15T10:00:00.000Z');
  expect(await answerOf(desk, MACHINE, OURS, 'Where is my parcel?')).not.toBeNull();
  for (let hour = 0; hour < 4; hour += 1) {
    expect(await answerOf(desk, `+1202555020${hour}`, OURS, 'Hello')).not.toBeNull();
    now += 3_600_000;
  }
});

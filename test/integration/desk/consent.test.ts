import { expect, test } from 'vitest';
import { OURS } from '../../support/start-desk';
import {
  A,
  aiMessages,
  EMPTY,
  openDeskFor,
  operatorOf,
  openStandIn,
  reopen,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

/** No round number: other parts that wait, with pauses of chance, never wait for exactly so long. */
const DELAY = 1002;

const optedOutOn = (desk: Parameters<typeof threadOf>[0], address = A) =>
  Object.values(desk.store.now.get('addresses', address)?.optedOut ?? {}).map((one) => one.keyword);

// Bug caught: a text about STOP answered by a machine, which is against the law in more than one country.
test.each([
  ...['STOP', 'stop', 'Stop', ' STOP \n', 'StopAll', 'UNSUBSCRIBE', 'cancel', 'End', 'quit', 'OPTOUT', 'revoke'],
])('%j is never answered, and is remembered over a restart until START', async (word) => {
  const desk = await openDeskFor();
  expect((await desk.text(A, 'Hello')).body).toContain('<Message');
  expect((await desk.text(A, word)).body).toMatch(EMPTY);
  expect(optedOutOn(desk)).toEqual([word.trim()]);
  expect(threadOf(desk).needsHuman).toBeNull();
  expect((await desk.text(A, 'But I have a question')).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/unsubscribed/);

  const again = await reopen(desk);
  expect((await again.text(A, 'Anybody there?')).body).toMatch(EMPTY);
  await expect(operatorOf(again).reply('We are sorry.')).rejects.toThrow(/unsubscribed from .* with STOP/);
  expect((await again.documents()).messages.filter((one) => one.sender === 'operator')).toEqual([]);

  expect((await again.text(A, 'start')).body).toMatch(EMPTY);
  expect(optedOutOn(again)).toEqual([]);
  expect((await again.text(A, 'Do you deliver?')).body).toContain('<Message');
  await operatorOf(again).reply('Welcome back.');
  expect(aiMessages((await again.documents()).messages)).toHaveLength(2);
});

// Bug caught: words of consent answered because they come in another case, or ordinary sentences taken for them.
test.each([
  ['START', false],
  ['Unstop', false],
  ['help', false],
  ['HELP ', false],
  ['Info', false],
  ['please stop by tomorrow', true],
  ['stop.', true],
  ['Can I cancel my order?', true],
  ['yes', true],
  ['Yes ', true],
])('%j from somebody who has not opted out: answered %s', async (word, isAnswered) => {
  const desk = await openDeskFor();
  const { body } = await desk.text(A, word);
  expect(body.includes('<Message')).toBe(isAnswered);
  expect(optedOutOn(desk)).toEqual([]);
});

// Bug caught: the assistant asks "Would you like …?", the customer says yes, and nobody ever answers.
test('a plain yes answers the question that the assistant asked', async () => {
  const desk = await openDeskFor();
  expect((await desk.text(A, 'Are you a bot?')).body).toContain('Would you like me to pass this on to a colleague?');
  expect((await desk.text(A, 'Yes')).body).toContain("I'm passing you on to a colleague");
  expect(threadOf(desk).mode?.value).toBe('off');
});

// Bug caught: "yes" of somebody who has opted out not taken for the consent that Twilio takes it for.
test('yes after STOP is consent, and is not answered', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'STOP');
  expect((await desk.text(A, 'YES')).body).toMatch(EMPTY);
  expect(optedOutOn(desk)).toEqual([]);
});

// Bug caught: a team's own words (Advanced Opt-Out, other languages), known to Twilio only, answered by the AI.
test("Twilio's own reading of a keyword wins over the text", async () => {
  const desk = await openDeskFor();
  expect((await desk.text(A, 'Aide', { OptOutType: 'HELP' })).body).toMatch(EMPTY);
  expect(optedOutOn(desk)).toEqual([]);
  expect((await desk.text(A, 'Arrêt', { OptOutType: 'STOP' })).body).toMatch(EMPTY);
  expect(optedOutOn(desk)).toEqual(['Arrêt']);
  expect((await desk.text(A, 'Hello')).body).toMatch(EMPTY);
  expect((await desk.text(A, 'Oui', { OptOutType: 'START' })).body).toMatch(EMPTY);
  expect((await desk.text(A, 'Hello again')).body).toContain('<Message');
  const whatsapp = { To: `whatsapp:${OURS}`, OptOutType: 'STOP' };
  expect((await desk.text(`whatsapp:${A}`, 'Stopp', whatsapp)).body).toMatch(EMPTY);
  expect(optedOutOn(desk)).toEqual(['Stopp']);
});

// Bug caught: STOP to one of our numbers locking them all, or the one that the customer still wants.
test('STOP holds for the number that it was sent to', async () => {
  const desk = await openDeskFor();
  const other = { To: '+12025550199' };
  await desk.text(A, 'Hello');
  await desk.text(A, 'Hello', other);
  expect((await desk.text(A, 'STOP')).body).toMatch(EMPTY);
  expect((await desk.text(A, 'What are your hours?', other)).body).toContain('<Message');
  expect((await desk.text(A, 'What are your hours?')).body).toMatch(EMPTY);
});

// Bug caught: an answer that was already in the making when STOP came, sent all the same.
test('STOP during the delay: nothing is sent, not even after the delay', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { AI_RESPONSE_DELAY: String(DELAY) } });
  const question = desk.text(A, 'What are your hours?');
  await clock.untilTimer(DELAY);
  expect((await desk.text(A, 'STOP')).body).toMatch(EMPTY);
  clock.advance(DELAY);
  expect((await question).body).toMatch(EMPTY);
  expect(aiMessages((await desk.documents()).messages)).toEqual([]);
});

// Bug caught: machines talking to machines: short codes, names, our own numbers.
test.each(['72345', '12345678', 'MYBANK', OURS, '+12025550199'])('%s is kept and never answered', async (from) => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello', { To: '+12025550199' });
  expect((await desk.text(from, 'Hello')).body).toMatch(EMPTY);
  const { messages } = await desk.documents();
  expect(messages.filter((one) => one.metadata.fromNumber === from && one.sender === 'contact')).toHaveLength(1);
  expect(messages.filter((one) => one.metadata.toNumber === from && one.sender === 'ai')).toEqual([]);
});

// Bug caught: a blocked contact answered, or lost.
test('a blocked contact is kept and not answered', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello');
  const contact_id = threadOf(desk)._id;
  await desk.store.commit(() => ({
    changes: [{ type: 'contact.edited', contact_id, patch: { blocked: true }, at: '2025-01-15T10:00:00.000Z' }],
    result: null,
  }));
  expect((await desk.text(A, 'Hello?')).body).toMatch(EMPTY);
  expect((await desk.documents()).messages.at(-1)?.content).toBe('Hello?');
});

const TEN_MINUTES = 600_000;

// Bug caught: two machines that answer each other all night.
test('after ten automatic replies within ten minutes a person is called, and the AI is off until it is handed back', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  for (let n = 1; n <= 10; n += 1) {
    expect((await desk.text(A, `Question ${n}`)).body).toContain('<Message');
    clock.advance(10_000);
  }
  const again = await reopen(desk);
  expect((await again.text(A, 'Question 11')).body).toMatch(EMPTY);
  const { needsHuman, mode } = threadOf(again);
  expect(needsHuman?.reason).toMatch(/^10 automatic replies within 10 minutes/);
  expect(mode).toMatchObject({ value: 'off', by: 'rule' });
  expect((await again.text('+12025550133', 'Hello')).body).toContain('<Message');
  clock.set(new Date(Date.parse('2025-01-15T10:00:00.000Z') + TEN_MINUTES - 1).toISOString());
  expect((await again.text(A, 'Question 12')).body).toMatch(EMPTY);
  clock.advance(TEN_MINUTES);
  expect((await again.text(A, 'Question 13')).body).toMatch(EMPTY);
  expect(threadOf(again).needsHuman).toEqual(needsHuman);
  await operatorOf(again).handlers['thread.hand-back']({ contact_id: threadOf(again)._id });
  expect((await again.text(A, 'Question 14')).body).toContain('<Message');
});

// Bug caught: a desk that a loop over many numbers can empty the account of.
test('past the limit of the whole desk nobody is answered automatically', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  await desk.settings.put('breakerPerDeskHour', 3, 'operator');
  const text = async (n: number) => (await desk.text(`+1202555020${n}`, 'Hello')).body.includes('<Message');
  expect([await text(1), await text(2), await text(3), await text(4)]).toEqual([true, true, true, false]);
  expect(threadOf(desk, '+12025550204').needsHuman?.reason).toMatch(
    /^The desk sent 3 automatic replies within an hour/,
  );
  const again = await reopen(desk);
  expect((await again.text('+12025550205', 'Hello')).body).toMatch(EMPTY);
  clock.advance(3_600_000);
  expect((await again.text('+12025550206', 'Hello')).body).toContain('<Message');
});

// Bug caught: an out-of-office that is answered as often as it answers.
test('the third identical text in a row is not answered, and none after it until the AI is handed back', async () => {
  const desk = await openDeskFor();
  const answers = [];
  for (const body of ['I am away', 'I am away ', ' I am away', 'I am away', 'Back again']) {
    answers.push((await desk.text(A, body)).body.includes('<Message'));
  }
  expect(answers).toEqual([true, true, false, false, false]);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/same text three times/);
  await operatorOf(desk).setMode('auto');
  expect((await desk.text(A, 'I am away')).body).toContain('<Message');
});

// Bug caught: the answer that was being written when the limit was reached hides why a person was called, or goes out.
test('identical texts in a burst call a person for that, and none is answered', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { AI_RESPONSE_DELAY: String(DELAY) } });
  const waiting = [];
  for (let n = 1; n <= 2; n += 1) {
    const stored = untilChange(desk, 'message.added');
    waiting.push(desk.text(A, 'I am away'));
    await stored;
  }
  expect((await desk.text(A, 'I am away')).body).toMatch(EMPTY);
  clock.advance(DELAY);
  for (const { body } of await Promise.all(waiting)) expect(body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/same text three times/);
  expect(aiMessages((await desk.documents()).messages)).toEqual([]);
});

// Bug caught: a breaker that cannot be turned off, or pictures (which have no text) taken for identical texts.
test('without the breaker all are answered', async () => {
  const desk = await openDeskFor();
  await desk.settings.put('breakerPerContact', 1, 'operator');
  await desk.settings.put('breakerEnabled', false, 'operator');
  for (let n = 0; n < 25; n += 1) expect((await desk.text(A, 'Hello')).body).toContain('<Message');
});

// Bug caught: a customer who asked for a person and still talks to a machine, or whose reason is lost with the next text.
test('asking for a person: one polite line, a person called with the reason, the AI off until it is handed back', async () => {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  expect((await desk.text(A, 'Can I talk to a person?')).body).toContain('passing you on to a colleague');
  const { needsHuman } = threadOf(desk);
  expect(needsHuman?.reason).toBe('The customer asked for a person.');
  expect(threadOf(desk).mode).toMatchObject({ value: 'off', by: 'ai' });
  expect((await desk.text(A, 'Hello?')).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman).toEqual(needsHuman);
  const operator = operatorOf(desk);
  await operator.reply('A person here.');
  expect(threadOf(desk).needsHuman).toBeNull();
  expect((await desk.text(A, 'Great')).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/AI is off/);
  await operator.setMode('auto');
  expect(threadOf(desk).needsHuman).toBeNull();
  expect((await desk.text(A, 'What are your hours?')).body).toContain('<Message');
  await untilStored(desk, ({ messages }) => messages.every((one) => !['queued', 'sending'].includes(one.status)));
});

// Bugs caught: an angry customer whom only the AI ever hears of; one who gets no answer because a person was called, or
// whose first reason is lost with the next text.
test('a complaint is answered and calls a person, while the AI talks on; so does what it did not understand', async () => {
  const desk = await openDeskFor();
  expect((await desk.text(A, 'This is unacceptable!')).body).toContain('a colleague to look into it');
  const { needsHuman, mode } = threadOf(desk);
  expect([needsHuman?.reason, mode]).toEqual(['The customer complains.', null]);
  expect((await desk.text(A, 'Flibbertigibbet')).body).toContain('<Message');
  expect(threadOf(desk).needsHuman).toEqual(needsHuman);
  expect((await desk.text(A, 'Yes')).body).toContain("I'm passing you on to a colleague");
  expect(threadOf(desk).mode?.value).toBe('off');
  expect(threadOf(desk).needsHuman?.reason).toMatch(/would like a person/);

  const slow = await openDeskFor({ env: { AI_RESPONSE_DELAY: '1' } });
  expect((await slow.text(A, 'Flibbertigibbet')).body).toContain('<Message');
  expect(threadOf(slow).needsHuman?.reason).toMatch(/not sure/);
});

// Bug caught: a switch that takes effect with the message after the next, or that a restart forgets.
test('the global switch holds for the very next message, says who turned it, and outlives a restart', async () => {
  const desk = await openDeskFor();
  expect((await desk.text(A, 'Hello')).body).toContain('<Message');
  await operatorOf(desk).handlers['ai.switch']({ enabled: false });
  expect((await desk.text(A, 'Anybody there?')).body).toMatch(EMPTY);
  expect(threadOf(desk).needsHuman?.reason).toBe('The AI is switched off.');
  expect(desk.settings.ai()).toMatchObject({ enabled: false, by: 'operator' });
  const again = await reopen(desk);
  expect((await again.text(A, 'Still nobody?')).body).toMatch(EMPTY);
  await operatorOf(again).handlers['ai.switch']({ enabled: true });
  expect((await again.text(A, 'What are your hours?')).body).toContain('<Message');
});

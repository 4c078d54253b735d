import { expect, test } from 'vitest';
import type { StartedDesk } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import {
  A,
  drafts,
  EMPTY,
  openDeskFor,
  openStandIn,
  operatorOf,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

const idOf = (desk: StartedDesk) => threadOf(desk)._id;
/** Has the customer ask something that the AI only drafts an answer to. */
async function haveDrafted(desk: StartedDesk, operator: ReturnType<typeof operatorOf>): Promise<void> {
  await desk.text(A, 'Hello');
  await operator.setMode('draft');
  const asked = untilChange(desk, 'thread.flagged');
  await desk.text(A, 'What are your hours?');
  await asked;
}
/** Throws away the draft that stands there. */
async function discard(desk: StartedDesk, operator: ReturnType<typeof operatorOf>): Promise<void> {
  const message_id = threadOf(desk).draft_id ?? '';
  await operator.handlers['draft.discard']({ contact_id: idOf(desk), address: A, message_id });
}
const untilSent = (desk: StartedDesk, count: number) =>
  untilStored(
    desk,
    ({ messages }) => messages.filter((one) => one.sender === 'ai' && one.metadata.twilioMessageSid).length === count,
  );

// Bug caught: a draft that is thrown away and with it all trace of what the AI had decided.
test('the customer’s message says that the draft for it was thrown away', async () => {
  const desk = await openDeskFor();
  const operator = operatorOf(desk);
  await haveDrafted(desk, operator);
  await discard(desk, operator);
  const question = (await desk.documents()).messages.findLast(({ sender }) => sender === 'contact');
  expect(question?.decision).toMatchObject({ kind: 'draft', rule: 'mode-draft' });
  expect(question?.decision?.reason).toMatch(/only drafts .*You discarded its draft\.$/);
});

// Bugs caught: a customer whom a person gave to the AI while nobody had answered them, and who stands nowhere from then
// on; one who is answered twice, or in a session that was over.
test('handing back has the AI answer what nobody has answered, once, also after the session was over', async () => {
  const standIn = await openStandIn();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  await desk.settings.put('silenceMinutes', 0, 'operator');
  await desk.text(A, 'Can I talk to a person?');
  expect((await desk.text(A, 'What are your hours?')).body).toMatch(EMPTY);
  const closed = untilChange(desk, 'session.status', ({ status }) => status === 'closed');
  clock.advance(10 * 60_000);
  await clock.runUntil(closed);
  await operator.handlers['thread.hand-back']({ contact_id: idOf(desk) });
  await untilSent(desk, 1);
  expect(standIn.messages.newestFirst().map((one) => one.body)).toEqual([expect.stringMatching(/great question/)]);
  expect(threadOf(desk)).toMatchObject({ needsHuman: null, waitingSince: null, owner: null, draft_id: null });

  await operator.handlers['thread.hand-back']({ contact_id: idOf(desk) });
  await operator.setMode('auto');
  expect((await desk.documents()).messages.filter((one) => one.sender === 'ai')).toHaveLength(2);
});

// Bug caught: “Auto” chosen for a customer who waits, and who is then nobody's.
test('choosing Auto answers too, and an answer that fails calls a person again', async () => {
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  const hello = desk.text(A, 'Hello');
  (await ai.asked()).say('Hi.');
  await hello;
  await operator.setMode('draft');
  await desk.text(A, 'Do you sell tea?');
  (await ai.asked()).say('A draft.');
  await untilStored(desk, ({ messages }) => drafts(messages).length === 1);

  await operator.setMode('auto');
  (await ai.asked()).say('');
  await untilChange(desk, 'thread.flagged', ({ needsHuman }) => needsHuman !== null);
  expect(threadOf(desk).needsHuman?.reason).toMatch(/empty/);
  await operator.setMode('auto');
  (await ai.asked()).say('We do.');
  await untilSent(desk, 1);
  expect(standIn.messages.newestFirst().map((one) => one.body)).toEqual(['We do.']);
  expect(threadOf(desk)).toMatchObject({ needsHuman: null, waitingSince: null, draft_id: null });
  expect(drafts((await desk.documents()).messages)).toEqual([]);
});

// Bug caught: “Hand back to AI” that takes a waiting customer out of Needs human although the AI answers nobody.
test('where the AI may not answer, a person stays called, and is told why', async () => {
  const desk = await openDeskFor();
  const operator = operatorOf(desk);
  await operator.handlers['ai.switch']({ enabled: false });
  await desk.text(A, 'Do you sell tea?');
  await operator.handlers['thread.hand-back']({ contact_id: idOf(desk) });
  expect(threadOf(desk)).toMatchObject({
    mode: { value: 'auto' },
    needsHuman: { reason: 'Nobody has answered the customer’s last message yet. The AI is switched off.' },
  });
  await operator.reply('We do.');
  await operator.handlers['thread.hand-back']({ contact_id: idOf(desk) });
  expect(threadOf(desk).needsHuman).toBeNull();
});

// Bug caught: a banner that sends a person to check a draft that they have just thrown away.
test('throwing the AI’s draft away leaves the true reason: the customer has had no answer', async () => {
  const desk = await openDeskFor();
  const operator = operatorOf(desk);
  await haveDrafted(desk, operator);
  await discard(desk, operator);
  expect(threadOf(desk).draft_id).toBeNull();
  expect(threadOf(desk).needsHuman?.reason).toMatch(/no answer yet/);
  const { needsHuman } = threadOf(desk);
  await operator.handlers['draft.regenerate']({ contact_id: idOf(desk), address: A });
  await discard(desk, operator);
  expect(threadOf(desk).needsHuman).toEqual(needsHuman);
});

// Bug caught: an answer that a person judged wrong and threw away, which goes out when they give the AI the next ones.
test('an answer that was thrown away is not sent after all, and what is asked next is answered', async () => {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  await haveDrafted(desk, operator);
  await discard(desk, operator);
  const { needsHuman } = threadOf(desk);
  await operator.setMode('auto');
  expect(threadOf(desk)).toMatchObject({ mode: { value: 'auto' }, needsHuman });
  expect((await desk.text(A, 'Hello?')).body).not.toMatch(EMPTY);
  expect((await desk.documents()).messages.filter((one) => one.sender === 'ai')).toHaveLength(2);
  expect(standIn.messages.newestFirst()).toEqual([]);
  expect(threadOf(desk)).toMatchObject({ needsHuman, waitingSince: null });
});

// Bugs caught: what a customer asks after a draft was thrown away, kept from the AI for good; a person who stays called
// although the customer was answered.
test('what comes after a draft that was thrown away is the AI’s again when it is handed back', async () => {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  await haveDrafted(desk, operator);
  await discard(desk, operator);
  await operator.setMode('off');
  await desk.text(A, 'Hello?');
  await operator.handlers['thread.hand-back']({ contact_id: idOf(desk) });
  await untilSent(desk, 1);
  expect(threadOf(desk)).toMatchObject({ needsHuman: null, waitingSince: null });
});

// Bug caught: a draft that became one because the operator began to write, thrown away, and sent when they are done.
test('a draft that was to be an answer is not sent after it was thrown away', async () => {
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  const text = desk.text(A, 'What are your hours?');
  const question = await ai.asked();
  await operator.setMode('draft');
  const called = untilChange(desk, 'thread.flagged');
  question.say('Nine to five.');
  await Promise.all([text, called]);
  await discard(desk, operator);
  const { needsHuman } = threadOf(desk);
  expect(needsHuman?.reason).toMatch(/no answer yet/);
  await operator.setMode('auto');
  expect(threadOf(desk)).toMatchObject({ mode: { value: 'auto' }, needsHuman });
  expect(drafts((await desk.documents()).messages)).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HAND_OVER } from '../../../src/main/ai/prompt';
import type { Change } from '../../../src/shared/changes';
import type { Message } from '../../../src/shared/domain';
import { isPending } from '../../../src/shared/message-status';
import { freePort } from '../../support/http-server';
import { ACCOUNT, OURS, type StartedDesk } from '../../support/start-desk';
import {
  A,
  B,
  openAsAfterPowerCut,
  openDeskFor,
  openStandIn,
  operatorOf,
  reopen,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { openAiEndpoint } from './support/ai-endpoint';
import { openHeldTwilio, type HeldSend } from './support/held-twilio';
import { createWatchedClock } from './support/watched-clock';

const at = (url: string) => ({ TWILIO_API_BASE_URL: url, AI_RESPONSES_ENABLED: 'false' });
const STATUS = '/api/webhooks/status';
const pathOf = (url = '') => url.slice(url.indexOf(STATUS));
const messageOf = async (desk: StartedDesk, id: string): Promise<Message | undefined> =>
  (await desk.documents()).messages.find((one) => one._id === id);
const untilStatus = (desk: StartedDesk, id: string, ...statuses: string[]) =>
  untilStored(desk, ({ messages }) => statuses.includes(messages.find((one) => one._id === id)?.status ?? ''));
/** Reports to where the message was to be reported; to the bare address where only a SID is given. */
const report = (
  desk: StartedDesk,
  of: string | Pick<HeldSend, 'sid' | 'form'>,
  status: string,
  more: Record<string, string> = {},
) =>
  desk.post(typeof of === 'string' ? STATUS : pathOf(of.form.StatusCallback), {
    AccountSid: ACCOUNT,
    MessageSid: typeof of === 'string' ? of : of.sid,
    MessageStatus: status,
    From: OURS,
    To: A,
    ...more,
  });

// Bug caught: a callback that comes late, twice or before Twilio's answer to the request moving a state back, lost, or
// joined to another message: "delivered" that becomes "sent" again, or one that says "sent" for ever.
test('reports in any order and number, before and after the answer, end in the furthest state', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: at(twilio.url) });
  await desk.settings.put('textsPerSecond', 1000, 'operator');
  await desk.text(A, 'Hello');
  const ranks = ['queued', 'sending', 'sent', 'delivered', 'read'];
  const rank = (status: string) => (/failed|undelivered/.test(status) ? 3 : ranks.indexOf(status));
  const begun = ['queued', 'sending', 'sent'];
  const ends = [[...begun, 'delivered'], [...begun, 'delivered', 'read'], [...begun, 'undelivered'], ['failed'], begun];
  const order = fc.constantFrom(...ends).chain((steps) =>
    fc
      .array(fc.constantFrom(...steps), { maxLength: 4 })
      .chain((more) => fc.shuffledSubarray([...steps, ...more], { minLength: steps.length + more.length }))
      .map((reports) => ({ reports, end: steps.at(-1) ?? '' })),
  );
  await fc.assert(
    fc.asyncProperty(order, fc.nat(8), async ({ reports, end }, before) => {
      const changed: Extract<Change, { type: 'message.status' }>[] = [];
      const stop = desk.store.subscribe(({ changes }) => {
        for (const one of changes) if (one.type === 'message.status' && one.sid) changed.push(one);
      });
      const id = await operatorOf(desk).reply('The same words every time.');
      const held = await twilio.sent();
      for (const status of reports.slice(0, before)) await report(desk, held, status);
      held.accept();
      await untilStored(desk, ({ messages }) =>
        messages.some((one) => one._id === id && one.metadata.twilioMessageSid),
      );
      for (const status of reports.slice(before)) await report(desk, held, status);
      stop();
      const message = await messageOf(desk, id);
      expect([reports, before, message?.status]).toEqual([reports, before, end]);
      expect(message?.metadata.twilioMessageSid).toBe(held.sid);
      const states = changed.filter((one) => one.message_id === id).map((one) => rank(one.status));
      expect(states).toEqual([...states].sort((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
  expect(threadOf(desk).pendingIds).toEqual([]);
});

// Bug caught: a failure without its code, so that nobody can say what to do: above all one that was reported before
// Twilio had answered.
test.each([true, false])(
  'a failure is shown with its code and words (reported before the answer: %s)',
  async (isEarly) => {
    const twilio = await openHeldTwilio();
    const desk = await openDeskFor({ env: at(twilio.url) });
    await desk.text(A, 'Hello');
    const id = await operatorOf(desk).reply('A person here.');
    const held = await twilio.sent();
    const fail = () => report(desk, held, 'undelivered', { ErrorCode: '30007', ErrorMessage: 'Carrier violation' });
    if (isEarly) await fail();
    held.accept();
    await untilStored(desk, ({ messages }) => messages.some((one) => one._id === id && one.metadata.twilioMessageSid));
    if (!isEarly) await fail();
    await report(desk, held, 'sent');
    expect(await messageOf(desk, id)).toMatchObject({
      status: 'undelivered',
      error: { code: 30_007, message: 'Carrier violation' },
    });
    expect(threadOf(desk).failedIds).toEqual([id]);
    const again = await reopen(desk);
    expect(await messageOf(again, id)).toMatchObject({ status: 'undelivered', error: { code: 30_007 } });
  },
);

// Bug caught: a report about a message of nobody, or of another customer, that changes something or is an error.
test('reports about unknown messages and of unknown states change nothing', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  const held = await twilio.sent();
  held.accept('sent');
  await untilStatus(desk, id, 'sent');
  const { seq } = desk.store;
  for (const [sid, status, to] of [
    ['SMunknown', 'delivered', A],
    [held.sid, 'delivered', B],
    [held.sid, 'partially_delivered', A],
    [held.sid, 'constructor', A],
    [held.sid, '', A],
  ] as const) {
    expect((await report(desk, sid, status, { To: to })).status).toBe(200);
  }
  expect(desk.store.seq).toBe(seq);
});

// Bug caught: a text sent twice, by a double click or by a window that asks again after it was reloaded.
test('the same command twice is one message, sent once, in the order of the commands', async () => {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: at(standIn.baseUrl) });
  await desk.text(A, 'Hello');
  const operator = operatorOf(desk);
  const ids = ['m1', 'm2', 'm3', 'm4', 'm5'];
  await Promise.all(
    ids.flatMap((id) => [operator.reply(`text ${id}`, A, { id }), operator.reply(`text ${id}`, A, { id })]),
  );
  for (const id of ids) await untilStatus(desk, id, 'delivered');
  await operator.reply('text m1', A, { id: 'm1' });
  const again = await reopen(desk);
  await operatorOf(again).reply('text m5', A, { id: 'm5' });
  expect(
    standIn.messages
      .newestFirst()
      .map((one) => one.body)
      .reverse(),
  ).toEqual(ids.map((id) => `text ${id}`));
  expect((await again.documents()).messages.filter((one) => one.sender === 'operator')).toHaveLength(5);
});

// Bug caught: one customer's stuck message that holds up the messages to everybody else.
test('a message that Twilio is slow with holds up its own conversation only', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: at(twilio.url) });
  await desk.text(A, 'Hello');
  await desk.text(B, 'Hello');
  const first = await operatorOf(desk).reply('one', A);
  await operatorOf(desk).reply('two', A);
  const heldFirst = await twilio.sent();
  const other = await operatorOf(desk).reply('three', B);
  const heldOther = await twilio.sent();
  expect(heldOther.form.To).toBe(B);
  heldOther.accept('sent');
  await untilStatus(desk, other, 'sent');
  expect(twilio.count).toBe(2);
  heldFirst.accept('sent');
  await untilStatus(desk, first, 'sent');
  (await twilio.sent()).accept('sent');
});

// Bug caught: what the composer accepted and a crash took, or a text that goes out twice after it.
test('what was queued when the console died is sent after the restart, once', async () => {
  const standIn = await openStandIn();
  const port = await freePort();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: at(`http://127.0.0.1:${port}`) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  await untilChange(desk, 'message.status', (one) => one.status === 'queued');
  const after = await openAsAfterPowerCut(desk, { env: at(standIn.baseUrl) });
  await untilStatus(after, id, 'delivered');
  const again = await reopen(after);
  expect((await messageOf(again, id))?.status).toBe('delivered');
  expect(standIn.messages.newestFirst().map((one) => one.body)).toEqual(['A person here.']);
});

// Bug caught: a console that gives up on a network that is away for a while, or hammers it.
test('while Twilio cannot be reached a message waits, longer each time, and is sent once it can', async () => {
  const standIn = await openStandIn();
  const { port } = new URL(standIn.baseUrl);
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: at(standIn.baseUrl) });
  await desk.text(A, 'Hello');
  await standIn.close();
  const tries: string[] = [];
  desk.store.subscribe(({ changes }) => {
    for (const one of changes) if (one.type === 'message.status' && one.status === 'sending') tries.push(one.at);
  });
  const waits = () => untilChange(desk, 'message.status', (one) => one.status === 'queued');
  let waiting = waits();
  const id = await operatorOf(desk).reply('A person here.');
  for (let count = 1; count <= 4; count += 1) {
    await clock.runUntil(waiting);
    expect(desk.connection.state().outbox).toEqual({ pending: 1, failed: 0 });
    expect(tries).toHaveLength(count);
    waiting = waits();
  }
  await standIn.listen(Number(port));
  await clock.runUntil(untilStatus(desk, id, 'sent', 'delivered'));
  const times = tries.slice(0, 5).map((at) => Date.parse(at));
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(pauses).toHaveLength(4);
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(500 * 2 ** index);
  expect(standIn.messages.newestFirst()).toHaveLength(1);
  expect(desk.connection.state().outbox.pending).toBe(0);
});

// Bug caught: a refusal shown as a network problem and tried for ever, or without what to do about it.
test('what Twilio refuses has failed, with the code; a retry that is refused again fails again', async () => {
  const standIn = await openStandIn();
  const desk = await openDeskFor({ env: at(standIn.baseUrl) });
  const phone = standIn.addPhone({ name: 'A', number: A });
  await desk.text(A, 'Hello');
  await phone.text('STOP'); // known to Twilio alone: its webhook points nowhere
  const operator = operatorOf(desk);
  const id = await operator.reply('A person here.');
  await untilStatus(desk, id, 'failed');
  expect(await messageOf(desk, id)).toMatchObject({ status: 'failed', error: { code: 21_610 } });
  expect(threadOf(desk)).toMatchObject({ pendingIds: [], failedIds: [id], optedOut: true });
  const job = { address: A, contact_id: threadOf(desk)._id, message_id: id };
  await operator.handlers['message.retry'](job);
  await untilStatus(desk, id, 'failed');
  await expect(operator.reply('And now?')).rejects.toThrow(/unsubscribed/);
  standIn.pointAt(desk.webhookUrl);
  await phone.text('START');
  expect(threadOf(desk).optedOut).toBeUndefined();
  await operator.handlers['message.retry'](job);
  await untilStatus(desk, id, 'delivered');
  expect((await messageOf(desk, id))?.error).toBeUndefined();
  expect(threadOf(desk).failedIds).toEqual([]);
  expect(phone.received().filter((one) => one.body === 'A person here.')).toHaveLength(1);
  await expect(operator.handlers['message.retry'](job)).rejects.toThrow(/nothing is sent twice/);
});

// Bug caught: a message that was undelivered and is sent again under its old SID, so that old reports end the new try.
test('a retry of an undelivered message is a new sending; late reports of the first do not touch it', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  const first = await twilio.sent();
  first.accept();
  await untilStored(desk, ({ messages }) => messages.some((one) => one.metadata.twilioMessageSid === first.sid));
  await report(desk, first, 'undelivered', { ErrorCode: '30003' });
  const job = { address: A, contact_id: threadOf(desk)._id, message_id: id };
  const retries = await Promise.allSettled([desk.outbox.retry(job), desk.outbox.retry(job)]);
  expect(retries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const second = await twilio.sent();
  await report(desk, first, 'undelivered', { ErrorCode: '30003' });
  second.accept('sent');
  await untilStatus(desk, id, 'sent');
  await report(desk, first, 'undelivered', { ErrorCode: '30003' });
  expect(await messageOf(desk, id)).toMatchObject({ status: 'sent', metadata: { twilioMessageSid: second.sid } });
  expect(twilio.count).toBe(2);
});

// Bug caught: the line breaking right after Twilio has taken a message: sent a second time.
test('a message that Twilio took before the line broke is unknown, looked up, adopted, and never sent twice', async () => {
  const twilio = await openHeldTwilio();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  const held = await twilio.sent();
  held.drop(true);
  await untilStatus(desk, id, 'unknown');
  await clock.runUntil(untilStatus(desk, id, 'sent'));
  expect(await messageOf(desk, id)).toMatchObject({ metadata: { twilioMessageSid: held.sid } });
  await report(desk, held, 'delivered');
  expect((await messageOf(desk, id))?.status).toBe('delivered');
  expect(twilio.count).toBe(1);
  const job = { address: A, contact_id: threadOf(desk)._id, message_id: id };
  await expect(desk.outbox.retry(job)).rejects.toThrow(/nothing is sent twice/);
});

// Bug caught: a message that nobody took, sent again by itself although nobody can know, or not even on request.
test('a message that Twilio did not take is looked up four times, has failed then, and is sent once on request', async () => {
  const twilio = await openHeldTwilio();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  (await twilio.sent()).drop(false);
  await untilStatus(desk, id, 'unknown');
  for (let count = 1; count <= 3; count += 1) await clock.runUntil(twilio.lookedUp(A));
  expect((await messageOf(desk, id))?.status).toBe('unknown');
  await clock.runUntil(untilStatus(desk, id, 'failed'));
  expect((await messageOf(desk, id))?.error).toMatchObject({ code: null, unsure: true });
  expect(threadOf(desk)).toMatchObject({ pendingIds: [], failedIds: [id] });
  const job = { address: A, contact_id: threadOf(desk)._id, message_id: id };
  const lookedUpOnceMore = twilio.lookedUp(A);
  await desk.outbox.retry(job);
  await lookedUpOnceMore;
  (await twilio.sent()).accept('sent');
  await untilStatus(desk, id, 'sent');
  expect(twilio.count).toBe(2);
});

// Bug caught: an operator's "retry" on an unknown message that Twilio has taken after all: sent twice.
test('retrying an unknown message looks it up first', async () => {
  const twilio = await openHeldTwilio();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  (await twilio.sent()).drop(true);
  await untilStatus(desk, id, 'unknown');
  const job = { address: A, contact_id: threadOf(desk)._id, message_id: id };
  await expect(desk.outbox.retry(job)).rejects.toThrow(/nothing is sent twice/);
  expect((await messageOf(desk, id))?.status).toBe('sent');
  expect(twilio.count).toBe(1);
});

// Bug caught: a crash while Twilio was being asked: sent again at the start.
test('a console that died while it asked Twilio looks the message up after the restart', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  const held = await twilio.sent();
  const clock = createWatchedClock(new Date().toISOString());
  const after = await openAsAfterPowerCut(desk, { clock, env: at(twilio.url) });
  expect((await messageOf(after, id))?.status).toMatch(/sending|unknown/);
  await untilStatus(after, id, 'unknown');
  held.accept('sent');
  await clock.runUntil(untilStatus(after, id, 'sent'));
  expect((await messageOf(after, id))?.metadata.twilioMessageSid).toBe(held.sid);
  expect(twilio.count).toBe(1);
});

// Bug caught: an earlier text with the same words (above all the AI's own) taken for the one that is looked for, so
// that it is shown as sent and never was.
test('the lookup does not take an AI reply with the same words for the message', async () => {
  const twilio = await openHeldTwilio();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: twilio.url } });
  await desk.text(A, 'Hello');
  const words = (await desk.documents()).messages.find((one) => one.sender === 'ai')?.content ?? '';
  twilio.list({ direction: 'outbound-reply', to: A, body: words });
  const id = await operatorOf(desk).reply(words);
  (await twilio.sent()).drop(false);
  await untilStatus(desk, id, 'unknown');
  for (let count = 1; count <= 2; count += 1) await clock.runUntil(twilio.lookedUp(A));
  expect((await messageOf(desk, id))?.status).toBe('unknown');
});

// Bug caught: Twilio's faults (5xx, 429) taken for a refusal, so that a text is lost, or for "not sent", so that it
// goes out twice.
test('a fault of Twilio (500) leaves a message unknown, not failed and not sent again', async () => {
  const twilio = await openHeldTwilio();
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: at(twilio.url) });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  (await twilio.sent()).refuse(500, 20_500, 'Internal error');
  await untilStatus(desk, id, 'unknown');
  expect(twilio.count).toBe(1);
});

// Bug caught: a status callback's address that Twilio cannot reach or that is not ours.
test('Twilio is told where to report: the public address, or ours where Twilio is on this machine', async () => {
  const twilio = await openHeldTwilio();
  const local = await openDeskFor({ env: at(twilio.url) });
  await local.text(A, 'Hello');
  const id = await operatorOf(local).reply('one');
  const first = await twilio.sent();
  expect(first.form.StatusCallback).toBe(`${local.webhookUrl}/api/webhooks/status?message=${id}`);
  first.accept('sent');
  expect(first.form).toMatchObject({ From: OURS, To: A, Body: 'one' });
});

// Bug caught: an answer of the AI that waited for the network while a person answered, and goes out behind their back;
// or any text to somebody who has unsubscribed since it was written.
test.each<[name: string, (desk: StartedDesk) => Promise<unknown>, rule: string]>([
  ['a person answers', (desk) => operatorOf(desk).reply('A person here.'), 'person-answered'],
  ['the AI is switched off', (desk) => desk.settings.switchAi(false, 'operator'), 'ai-off'],
  ['the thread is switched off', (desk) => operatorOf(desk).setMode('off'), 'begun-otherwise'],
  ['the customer unsubscribes', (desk) => desk.text(A, 'STOP'), 'opted-out'],
])('a late reply of the AI that waits for the network is a draft, not sent, after %s', async (_name, happen, rule) => {
  const clock = createWatchedClock();
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const { port } = new URL(standIn.baseUrl);
  const desk = await openDeskFor({ clock, env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  await standIn.close();
  const answer = desk.text(A, 'Hello');
  const asked = await ai.asked();
  clock.advance(10_000);
  await answer;
  const waiting = untilChange(desk, 'message.status', (one) => one.status === 'queued');
  asked.say('The AI, late.');
  await waiting;
  const late = (await desk.documents()).messages.find((one) => one.content === 'The AI, late.')?._id ?? '';
  await happen(desk);
  await standIn.listen(Number(port));
  await clock.runUntil(untilStored(desk, ({ messages }) => messages.every((one) => !isPending(one.status))));
  expect(await messageOf(desk, late)).toMatchObject({ status: 'draft', decision: { kind: 'draft', rule } });
  expect(standIn.messages.newestFirst().map((one) => one.body)).not.toContain('The AI, late.');
  if (rule === 'person-answered') return;
  // Thrown away as well, the customer has had no answer, and somebody still has to know.
  const { _id: contact_id } = threadOf(desk);
  await operatorOf(desk).handlers['draft.discard']({ contact_id, address: A, message_id: late });
  expect(threadOf(desk).waitingSince).not.toBeNull();
  expect(threadOf(desk).needsHuman).not.toBeNull();
});

// Bug caught: a line of the AI's that nobody wants any more, which stands among the failures for ever.
test.each(['message.send-now', 'message.withdraw'] as const)(
  'a line that is held back stands as not sent: %s',
  async (request) => {
    const clock = createWatchedClock();
    const ai = await openAiEndpoint();
    const standIn = await openStandIn();
    const { port } = new URL(standIn.baseUrl);
    const desk = await openDeskFor({ clock, env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
    await standIn.close();
    const line = 'A colleague will write to you.';
    const answer = desk.text(A, 'I want to complain');
    const asked = await ai.asked();
    clock.advance(10_000);
    await answer;
    const waiting = untilChange(desk, 'message.status', (one) => one.status === 'queued');
    asked.say(`${HAND_OVER} A complaint.\n${line}`);
    await waiting;
    await desk.settings.switchAi(false, 'operator');
    await standIn.listen(Number(port));
    await clock.runUntil(untilStored(desk, ({ messages }) => messages.every((one) => !isPending(one.status))));
    const held = (await desk.documents()).messages.find(({ content }) => content === line);
    expect(held).toMatchObject({
      status: 'failed',
      error: { code: null, message: 'the AI has been switched off meanwhile.' },
    });
    expect(held?.sendAt).toBeDefined();
    expect(threadOf(desk)).toMatchObject({ failedIds: [], pendingIds: [], needsHuman: { reason: 'A complaint.' } });
    // The customer has heard nothing, so the conversation handed back is not one that is answered.
    expect(threadOf(desk).waitingSince).not.toBeNull();
    expect(standIn.messages.newestFirst()).toEqual([]);

    const job = { contact_id: threadOf(desk)._id, address: A, message_id: held?._id ?? '' };
    await operatorOf(desk).handlers[request](job);
    await clock.runUntil(untilStored(desk, ({ messages }) => messages.every((one) => !isPending(one.status))));
    const isSent = request === 'message.send-now';
    expect(standIn.messages.newestFirst().map(({ body }) => body)).toEqual(isSent ? [line] : []);
    expect((await messageOf(desk, job.message_id)) !== undefined).toBe(isSent);
  },
);

// Bug caught: the polite line with which the AI hands over held back, because handing over turns the AI off.
test('the line that hands over goes out late too', async () => {
  const clock = createWatchedClock();
  const ai = await openAiEndpoint();
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ clock, env: { ...ai.env, TWILIO_API_BASE_URL: twilio.url } });
  const answer = desk.text(A, 'I want to complain');
  const asked = await ai.asked();
  clock.advance(10_000);
  await answer;
  asked.say(`${HAND_OVER} A complaint.\nA colleague will write to you.`);
  const held = await twilio.sent();
  expect(held.form).toMatchObject({ Body: 'A colleague will write to you.' });
  held.accept('sent');
  expect(threadOf(desk)).toMatchObject({ mode: { value: 'off', by: 'ai' }, needsHuman: { reason: 'A complaint.' } });
});

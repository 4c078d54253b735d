import { expect, test } from 'vitest';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import type { Message } from '../../../src/shared/domain';
import type { StartedDesk } from '../../support/start-desk';
import {
  A,
  openAsAfterPowerCut,
  openDeskFor,
  openStandIn,
  operatorOf,
  reopen,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const HOUR = 3_600_000;
/** How often what waits is looked over when it is not due soon. */
const LOOK = 60_000;

/** A desk whose customer has written, with nobody but the operator to answer. */
async function openWith(clock: WatchedClock): Promise<{ desk: StartedDesk; standIn: TwilioStandIn }> {
  const standIn = await openStandIn();
  const env = { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false' };
  const desk = await openDeskFor({ clock, env });
  await desk.text(A, 'Where is my parcel?');
  return { desk, standIn };
}

/** Sends with all that the composer can say. */
async function send(
  desk: StartedDesk,
  content: string,
  more: { sendAt?: string; then?: 'done' } = {},
): Promise<string> {
  const { handlers } = operatorOf(desk);
  const thread = threadOf(desk);
  const message_id = desk.sending.newId();
  await handlers['message.send']({
    message_id,
    contact_id: thread._id,
    address: A,
    channel_id: thread.replyTo?.channel_id ?? null,
    content,
    draft_id: null,
    ...(more.sendAt ? { sendAt: more.sendAt } : {}),
    ...(more.then ? { then: { state: more.then, until: null } } : {}),
  });
  return message_id;
}

const later = (clock: WatchedClock, ms: number) => new Date(clock.now() + ms).toISOString();
const jobOf = (desk: StartedDesk, message_id: string) => ({ contact_id: threadOf(desk)._id, address: A, message_id });
const outgoing = (standIn: TwilioStandIn) =>
  standIn.messages.newestFirst().filter((one) => one.direction !== 'inbound');
async function stored(desk: StartedDesk, id: string): Promise<Message | undefined> {
  return (await desk.documents()).messages.find((one) => one._id === id);
}
const isSent = (id: string) => (all: { messages: Message[] }) =>
  all.messages.some((one) => one._id === id && ['sent', 'delivered'].includes(one.status));

// Bugs caught: a message that is sent at once and again when its time comes; one that counts before it was said.
test('a scheduled message is sent at its time, once, after a restart too, and stands in the thread where it was sent', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  const before = threadOf(desk);
  const id = await send(desk, 'It leaves today.', { sendAt: later(clock, HOUR) });
  expect(await stored(desk, id)).toMatchObject({ status: 'queued', sendAt: later(clock, HOUR) });
  expect(threadOf(desk)).toMatchObject({ messageCount: 1, waitingSince: before.waitingSince, last: before.last });
  const again = await reopen(desk);
  await clock.untilTimer(LOOK);
  clock.advance(HOUR - 1000);
  expect(outgoing(standIn)).toHaveLength(0);
  clock.advance(1000);
  await untilStored(again, isSent(id));
  clock.advance(HOUR);
  const { messages, sessions } = await again.documents();
  const message = messages.find((one) => one._id === id);
  expect(message).toMatchObject({ createdAt: '2025-01-15T11:00:00.000Z', content: 'It leaves today.' });
  expect(message).not.toHaveProperty('sendAt');
  expect(sessions).toHaveLength(2);
  expect(threadOf(again)).toMatchObject({ messageCount: 2, waitingSince: null, pendingIds: [] });
  const third = await reopen(again);
  await third.text(A, 'Thanks');
  expect(outgoing(standIn).map((one) => one.body)).toEqual(['It leaves today.']);
});

// Bug caught: a promise for tomorrow that goes out although the customer has asked something else meanwhile.
test('a scheduled message is called off when the customer writes first, with its text kept, and can be sent anyway', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  const id = await send(desk, 'It leaves tomorrow.', { sendAt: later(clock, HOUR) });
  const calledOff = untilChange(desk, 'message.status', (change) => change.status === 'failed');
  clock.advance(1000);
  await desk.text(A, 'Never mind, it is here.');
  await calledOff;
  expect(await stored(desk, id)).toMatchObject({
    status: 'failed',
    content: 'It leaves tomorrow.',
    error: { code: null, message: 'The customer wrote first.' },
  });
  expect(threadOf(desk)).toMatchObject({ failedIds: [id], pendingIds: [], messageCount: 2 });
  clock.advance(2 * HOUR);
  expect(outgoing(standIn)).toHaveLength(0);
  await operatorOf(desk).handlers['message.send-now'](jobOf(desk, id));
  await untilStored(desk, isSent(id));
  expect(outgoing(standIn).map((one) => one.body)).toEqual(['It leaves tomorrow.']);
  expect(threadOf(desk)).toMatchObject({ failedIds: [], messageCount: 3 });
});

// Bug caught: the same through a crash: the customer's text is stored, and the console dies before it calls anything off.
test('it is called off even if the console died in that moment', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  const id = await send(desk, 'It leaves tomorrow.', { sendAt: later(clock, HOUR) });
  clock.advance(1000);
  const added = untilChange(desk, 'message.added', (change) => change.message.sender === 'contact');
  const answer = desk.text(A, 'It is here.');
  await added;
  const clockAfter = createWatchedClock(new Date(clock.now()).toISOString());
  const env = { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false' };
  const after = await openAsAfterPowerCut(desk, { clock: clockAfter, env });
  await answer;
  if ((await stored(after, id))?.status === 'queued') {
    await clockAfter.untilTimer(LOOK);
    const calledOff = untilChange(after, 'message.status', (change) => change.status === 'failed');
    clockAfter.advance(HOUR);
    await calledOff;
  }
  expect(await stored(after, id)).toMatchObject({ status: 'failed' });
  expect(outgoing(standIn)).toHaveLength(0);
});

// Bugs caught: Undo that comes too late and leaves a copy; a held message lost or sent twice by a restart.
test('a held message can be taken back until its seconds are over; else it is sent once, after a restart too', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  await desk.settings.put('holdSeconds', 5, 'operator');
  const sessions = (await desk.documents()).sessions;
  const first = await send(desk, 'Oops', { then: 'done' });
  expect(await stored(desk, first)).toMatchObject({ held: true, sendAt: later(clock, 5000) });
  expect(threadOf(desk).state).toBe('done');
  clock.advance(4000);
  const { handlers } = operatorOf(desk);
  expect(await handlers['message.withdraw'](jobOf(desk, first))).toMatchObject({ content: 'Oops', attachments: [] });
  expect(threadOf(desk)).toMatchObject({ state: 'open', pendingIds: [], messageCount: 1 });
  expect((await desk.documents()).sessions).toEqual(sessions);
  clock.advance(HOUR);
  expect(await stored(desk, first)).toBeUndefined();

  const second = await send(desk, 'Right', { then: 'done' });
  clock.advance(3000);
  const again = await reopen(desk);
  await clock.untilTimer(2000);
  clock.advance(2000);
  await untilStored(again, isSent(second));
  expect(threadOf(again)).toMatchObject({ state: 'done', messageCount: 2 });
  await expect(operatorOf(again).handlers['message.withdraw'](jobOf(again, second))).rejects.toThrow(/too late/);
  expect(outgoing(standIn).map((one) => one.body)).toEqual(['Right']);
});

// Bug caught: a customer's text within the seconds of a hold that calls the answer off.
test('a held message goes out although the customer writes meanwhile', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  await desk.settings.put('holdSeconds', 5, 'operator');
  const id = await send(desk, 'On its way.');
  clock.advance(1000);
  await desk.text(A, 'Hello?');
  clock.advance(4000);
  await untilStored(desk, isSent(id));
  expect(outgoing(standIn).map((one) => one.body)).toEqual(['On its way.']);
});

// Bugs caught: a changed time that is forgotten; a message to somebody who unsubscribed while it waited.
test('its time can be changed; it is called off when the customer unsubscribed', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  const id = await send(desk, 'Soon', { sendAt: later(clock, HOUR) });
  const { handlers } = operatorOf(desk);
  await handlers['message.reschedule']({ ...jobOf(desk, id), sendAt: later(clock, 2 * HOUR) });
  clock.advance(HOUR);
  expect(await stored(desk, id)).toMatchObject({ status: 'queued' });
  await expect(handlers['message.reschedule']({ ...jobOf(desk, id), sendAt: later(clock, -1) })).rejects.toThrow(
    /over already/,
  );
  await expect(send(desk, 'Too far', { sendAt: later(clock, 400 * 24 * HOUR) })).rejects.toThrow(/a year/);
  await desk.text(A, 'STOP');
  await untilStored(desk, ({ messages }) => messages.some((one) => one._id === id && one.status === 'failed'));
  await expect(handlers['message.send-now'](jobOf(desk, id))).rejects.toThrow(/unsubscribed/);
  expect(outgoing(standIn)).toHaveLength(0);
});

// Bug caught: a scheduled first word that leaves an empty session behind when it is taken back.
test('a message on a channel without a session takes its session with it', async () => {
  const clock = createWatchedClock();
  const { desk } = await openWith(clock);
  const message_id = desk.sending.newId();
  const { handlers } = operatorOf(desk);
  await desk.store.commit(() => ({
    changes: [
      {
        type: 'channel.added',
        channel: {
          _id: 'other',
          communication_type: 'sms',
          address: '+12025550177',
          name: 'Other',
          createdAt: later(clock, 0),
        },
      },
    ],
    result: null,
  }));
  await handlers['message.send']({
    message_id,
    contact_id: threadOf(desk)._id,
    address: A,
    channel_id: 'other',
    content: 'From elsewhere',
    draft_id: null,
    sendAt: later(clock, HOUR),
  });
  expect((await desk.documents()).sessions).toHaveLength(2);
  await handlers['message.withdraw'](jobOf(desk, message_id));
  expect((await desk.documents()).sessions).toHaveLength(1);
  expect(desk.store.now.get('addresses', A)?.latest.other).toBeUndefined();
});

// Bug caught: a text that is too long for one message taken back or put off in part, so that the rest of it goes out alone.
test('a long text is taken back, put off and sent now with all of its pieces', async () => {
  const clock = createWatchedClock();
  const { desk, standIn } = await openWith(clock);
  const { handlers } = operatorOf(desk);
  const [one, two] = [`${'a'.repeat(1000)}.`, `${'b'.repeat(1000)}.`];
  const waiting = async () =>
    (await desk.documents()).messages.filter((message) => message.sendAt).map(({ sendAt }) => sendAt);

  const first = await send(desk, `${one} ${two}`, { sendAt: later(clock, HOUR) });
  expect(await waiting()).toHaveLength(2);
  const until = later(clock, 2 * HOUR);
  await handlers['message.reschedule']({ ...jobOf(desk, `${first}p2`), sendAt: until });
  expect(await waiting()).toEqual([until, until]);
  expect(await handlers['message.withdraw'](jobOf(desk, `${first}p2`))).toMatchObject({ content: `${one} ${two}` });
  expect(await waiting()).toEqual([]);
  await expect(handlers['message.withdraw'](jobOf(desk, first))).rejects.toThrow(/too late/);

  const second = await send(desk, `${one} ${two}`, { sendAt: until });
  await handlers['message.send-now'](jobOf(desk, second));
  // The pace of a number lets the second piece wait for the first.
  await clock.runUntil(untilStored(desk, (all) => isSent(second)(all) && isSent(`${second}p2`)(all)));
  expect(outgoing(standIn).map(({ body }) => body)).toEqual([two, one]);
});

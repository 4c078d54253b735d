import { expect, test } from 'vitest';
import type { Phone } from '../../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { OURS, type StartedDesk } from '../../support/start-desk';
import {
  A,
  aiMessages,
  openDeskFor,
  openStandIn,
  operatorOf,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { openHeldTwilio } from './support/held-twilio';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

interface Opened {
  readonly clock: WatchedClock;
  readonly standIn: TwilioStandIn;
  readonly desk: StartedDesk;
  readonly phone: Phone;
}

async function openWithTwilio(): Promise<Opened> {
  const clock = createWatchedClock();
  const standIn = await openStandIn([], { clock });
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  clock.advance(60_000);
  standIn.pointAt(desk.webhookUrl);
  const phone = standIn.addPhone({ name: 'A', number: A });
  await phone.text('Hello');
  clock.advance(60_000);
  return { clock, standIn, desk, phone };
}

/** How long the webhook of a text can be on its way. */
const WEBHOOK = 16_000;

/** Texts that Twilio takes while nobody listens, then, a while later, the console's return. */
async function whileAway({ clock, standIn, desk }: Opened, texts: () => Promise<unknown>): Promise<void> {
  standIn.setReachable(false);
  await texts();
  standIn.setReachable(true);
  clock.advance(WEBHOOK);
  desk.wake();
}

// Bug caught: a STOP that came while the console was off, and a customer who is written to all the same.
test('a STOP that arrived while the console was offline locks the composer and the AI', async () => {
  const opened = await openWithTwilio();
  const { desk, phone } = opened;
  const recovered = untilChange(desk, 'optout.set');
  await whileAway(opened, () => phone.text('STOP'));
  await recovered;
  await expect(operatorOf(desk).reply('We are sorry.')).rejects.toThrow(/unsubscribed/);
  expect((await phone.text('And another thing')).replies).toEqual([]);
});

// Bug caught: waking up a second time while the first look is under way, and what came in between is never fetched.
test('what arrives while Twilio is being asked is fetched by the next look, not left out', async () => {
  const twilio = await openHeldTwilio();
  const clock = createWatchedClock(new Date().toISOString());
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: twilio.url } });
  await desk.text(A, 'Hello');
  const asked = twilio.lookedUp(OURS);
  clock.advance(60_000);
  const recovered = untilChange(desk, 'message.added', ({ message }) => message.metadata.recovered === true);
  desk.wake();
  await asked;
  twilio.list({ direction: 'inbound', from: A, to: OURS, body: 'Are you there?' });
  desk.wake();
  expect((await recovered).message.content).toBe('Are you there?');
});

// Bug caught: a live text that is taken for one that was missed, because the list was quicker than its webhook: the
// customer waits, and the AI says nothing.
test('a text of this moment is left to its webhook, and fetched when that did not come', async () => {
  const { clock, standIn, desk, phone } = await openWithTwilio();
  standIn.setReachable(false);
  await phone.text('Anybody?');
  standIn.setReachable(true);
  const looked = clock.untilTimer(WEBHOOK);
  desk.wake();
  await looked;
  expect((await desk.documents()).messages.map((one) => one.content)).not.toContain('Anybody?');
  const recovered = untilChange(desk, 'message.added');
  clock.advance(WEBHOOK);
  expect((await recovered).message).toMatchObject({ content: 'Anybody?', metadata: { recovered: true } });
});

// Bug caught: an old STOP that is fetched late and takes back the START that came after it.
test('a STOP that is fetched after a later START changes nothing', async () => {
  const { clock, standIn, desk, phone } = await openWithTwilio();
  standIn.setReachable(false);
  await phone.text('STOP');
  standIn.setReachable(true);
  clock.advance(60_000);
  await phone.text('START');
  const recovered = untilChange(desk, 'message.added', (change) => change.message.metadata.recovered === true);
  desk.wake();
  await recovered;
  expect(desk.store.now.get('addresses', A)?.optedOut).toEqual({});
  await operatorOf(desk).reply('Welcome back.');
});

// Bug caught: what was fetched answered by the AI hours later, counted twice, or seen by nobody.
test('what arrived meanwhile is put in its place once, marked, and never answered automatically', async () => {
  const opened = await openWithTwilio();
  const { standIn, desk, phone } = opened;
  const texts = ['one', 'two', 'three'];
  await whileAway(opened, async () => {
    for (const text of texts) await phone.text(text);
  });
  await untilStored(desk, ({ messages }) => messages.filter((one) => one.metadata.recovered).length === 3);
  desk.wake();
  desk.wake();
  await phone.text('What are your hours?');
  await standIn.repeat(null, 2);
  const { messages } = await desk.documents();
  const recovered = messages.filter((one) => one.metadata.recovered);
  expect(recovered.map((one) => one.content)).toEqual(texts);
  expect(new Set(messages.map((one) => one.metadata.twilioMessageSid ?? one._id)).size).toBe(messages.length);
  expect(aiMessages(messages)).toHaveLength(2);
  expect(threadOf(desk)).toMatchObject({ needsHuman: { reason: 'Arrived while the console was offline.' } });
  const sids = new Set(standIn.messages.newestFirst().map((one) => one.sid));
  expect(
    messages.filter((one) => one.sender === 'contact').every((one) => sids.has(one.metadata.twilioMessageSid ?? '')),
  ).toBe(true);
});

// Bug caught: a text whose webhook comes in the moment in which it is also fetched from Twilio's list: stored twice.
test('a text that comes by webhook and by the list at the same time is stored once', async () => {
  const { clock, standIn, desk, phone } = await openWithTwilio();
  for (let round = 0; round < 10; round += 1) {
    const texts = [phone.text(`webhook ${round}`)];
    clock.advance(WEBHOOK);
    desk.wake();
    await Promise.all(texts);
    await standIn.settled();
  }
  clock.advance(WEBHOOK);
  desk.wake();
  await untilStored(desk, ({ messages }) => messages.filter((one) => one.sender === 'contact').length >= 11);
  await desk.close();
  const again = await openDeskFor({ clock, dataDir: desk.dataDir });
  // Answers may have one by now, too.
  const texts = (await again.documents()).messages.filter((one) => one.sender === 'contact');
  const sids = texts.flatMap((one) => one.metadata.twilioMessageSid ?? []);
  expect(new Set(sids).size).toBe(sids.length);
  expect(sids).toHaveLength(11);
});

// Bug caught: a customer who called while the console was off, and of whom nobody ever hears.
test('a call that came meanwhile is a missed call, once, in its place', async () => {
  const opened = await openWithTwilio();
  const { clock, desk, phone } = opened;
  await desk.store.commit(() => ({
    changes: [{ type: 'thread.state', contact_id: threadOf(desk)._id, state: 'done', until: null }],
    result: null,
  }));
  const calledAt = clock.now();
  const missed = untilChange(desk, 'call.missed');
  await whileAway(opened, () => phone.call().ended);
  expect(Date.parse((await missed).at ?? '')).toBeGreaterThanOrEqual(calledAt - 1000);
  expect(threadOf(desk)).toMatchObject({
    state: 'open',
    missedCallAt: expect.any(String) as string,
    needsHuman: { reason: 'Called while the console was offline.' },
  });
  const { sessions, messages } = await desk.documents();
  const session = sessions.find((one) => one.communication_type === 'voice');
  expect(session).toMatchObject({ status: 'closed', message_count: 0, call: { status: 'completed' } });
  expect(messages.at(-1)).toMatchObject({
    kind: 'event',
    session_id: session?._id,
    content: 'Missed call: the console was offline.',
  });

  // Twilio lists it again each time; what was deleted stays so too.
  await catchUpAgain(opened);
  expect((await desk.documents()).sessions.filter((one) => one.call)).toHaveLength(1);
  await operatorOf(desk).handlers['session.delete']({ address: A, session_id: session?._id ?? '' });
  await catchUpAgain(opened);
  expect((await desk.documents()).sessions.filter((one) => one.call)).toEqual([]);
});

// Bug caught: each call that the AI talked with stands there a second time, as missed.
test('a call that was taken is not missed, even while it goes on', async () => {
  const opened = await openWithTwilio();
  const { desk, phone } = opened;
  const call = phone.call();
  await call.waitForTurn();
  await catchUpAgain(opened);
  call.hangUp();
  await call.ended;
  await catchUpAgain(opened);
  expect((await desk.documents()).sessions.filter((one) => one.call)).toHaveLength(1);
  expect(threadOf(desk).missedCallAt ?? null).toBeNull();
});

/** Has the console catch up once more, with a text that it knows from that alone; fulfilled when it is done. */
async function catchUpAgain(opened: Opened): Promise<void> {
  const { desk, phone } = opened;
  const done = new Promise<void>((resolve) => {
    const stop = desk.log.onLine(({ text }) => {
      if (!text.includes('arrived while the console was offline')) return;
      stop();
      resolve();
    });
  });
  await whileAway(opened, () => phone.text('And a text'));
  await done;
}

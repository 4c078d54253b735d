import { expect, onTestFinished, test } from 'vitest';
import type { Phone } from '../../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { OURS, type StartedDesk } from '../../support/start-desk';
import {
  A,
  aiMessages,
  B,
  drafts,
  openDeskFor,
  openStandIn,
  operatorOf,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { freePort, sendJson, startServer } from '../../support/http-server';
import { openHeldTwilio } from './support/held-twilio';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

interface Opened {
  readonly clock: WatchedClock;
  readonly standIn: TwilioStandIn;
  readonly desk: StartedDesk;
  readonly phone: Phone;
}

async function openWithTwilio(env: Record<string, string> = {}): Promise<Opened> {
  const clock = createWatchedClock();
  const standIn = await openStandIn([WHATSAPP], { clock });
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl, ...env } });
  clock.advance(60_000);
  standIn.pointAt(desk.webhookUrl);
  const phone = standIn.addPhone({ name: 'A', number: A });
  await phone.text('Hello');
  clock.advance(60_000);
  return { clock, standIn, desk, phone };
}

const WHATSAPP = '+12025550177';
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

// Bug caught: a call or a text of the past that takes from a hand-over its summary, and since when the customer waits.
test('what came meanwhile leaves a hand-over as it was, and stands beside it', async () => {
  const opened = await openWithTwilio();
  const { desk, phone } = opened;
  await desk.text(A, 'Can I talk to a person?');
  const { needsHuman } = threadOf(desk);
  expect(needsHuman?.summary).toContain('“Can I talk to a person?”');
  const missed = untilChange(desk, 'call.missed');
  await whileAway(opened, () => phone.call().ended);
  await missed;
  const calledBesides = `${needsHuman?.reason} Called while the console was offline.`;
  expect(threadOf(desk).needsHuman).toEqual({ ...needsHuman, reason: calledBesides });
  const written = untilChange(desk, 'message.added', ({ message }) => message.content === 'Anybody?');
  await whileAway(opened, () => phone.text('Anybody?'));
  await written;
  const wroteBesides = `${calledBesides} Arrived while the console was offline.`;
  expect(threadOf(desk).needsHuman).toEqual({ ...needsHuman, reason: wroteBesides });
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

// Bug caught: after an hour offline only one of the addresses is looked at, or texts stand in the order of the addresses
// instead of the order of time; the AI answers what is an hour old, or writes a draft for each of ten texts.
test('an hour offline: all addresses, texts and calls, once, in order, marked, drafted once for each conversation', async () => {
  const opened = await openWithTwilio();
  const { clock, standIn, desk, phone } = opened;
  const other = standIn.addPhone({ name: 'B', number: B });
  await other.text('Hello by WhatsApp', { channel: 'whatsapp', to: WHATSAPP });
  const before = aiMessages((await desk.documents()).messages).length;
  const said: string[] = [];
  standIn.setReachable(false);
  for (let minute = 0; minute < 12; minute += 1) {
    clock.advance(5 * 60_000 + 1000);
    said.push(`A ${minute}`, `B ${minute}`);
    await phone.text(`A ${minute}`);
    await other.text(`B ${minute}`, { channel: 'whatsapp', to: WHATSAPP });
  }
  await phone.call().ended;
  standIn.setReachable(true);
  clock.advance(WEBHOOK);
  const progress: unknown[] = [];
  const stop = desk.store.subscribe(() => progress.push(desk.connection.state().catchUp.running));
  desk.wake();
  await untilStored(desk, ({ messages }) => drafts(messages).length === 2);
  stop();

  const { sessions, messages } = await desk.documents();
  const recovered = messages.filter((one) => one.metadata.recovered);
  expect(recovered.map((one) => one.content)).toEqual(said);
  expect(sessions.filter((one) => one.call)).toHaveLength(1);
  // Each is more than the gap after the one before: a session of its own, in its place.
  expect(sessions.filter((one) => !one.call)).toHaveLength(2 + 24);
  expect(drafts(messages).map((one) => one.metadata.inResponseTo)).toEqual(
    recovered.slice(-2).map((one) => one.metadata.twilioMessageSid),
  );
  expect(aiMessages(messages)).toHaveLength(before);
  for (const address of [A, B]) {
    expect(threadOf(desk, address).needsHuman?.reason).toMatch(/while the console was offline/);
  }
  expect(progress).toContainEqual({ address: 3, addresses: 3, found: 25, placed: 10 });
  await expect
    .poll(() => desk.connection.state().catchUp)
    .toEqual({
      running: null,
      last: expect.objectContaining({ messages: 24, calls: 1, isStopped: false, problems: [] }) as object,
    });
  await catchUpAgain(opened);
  expect((await desk.documents()).messages.filter((one) => said.includes(one.content))).toHaveLength(24);
});

// Bug caught: a draft where a person has turned the AI off, or one that is sent.
test('where the AI is off nothing is drafted for what was recovered', async () => {
  const opened = await openWithTwilio();
  const { desk, phone } = opened;
  await operatorOf(desk).setMode('off');
  await whileAway(opened, () => phone.text('Anybody?'));
  await expect.poll(() => desk.connection.state().catchUp.last?.messages).toBe(1);
  await expect.poll(() => desk.connection.state().catchUp.running).toBeNull();
  expect(drafts((await desk.documents()).messages)).toEqual([]);
});

// Bug caught: a “Stop” that loses what was not fetched yet.
test('it can be stopped, and the rest comes the next time', async () => {
  const opened = await openWithTwilio();
  const { clock, desk, phone } = opened;
  const first = untilChange(desk, 'message.added', ({ message }) => message.metadata.recovered === true);
  const stop = desk.store.subscribe(({ changes }) => {
    if (changes.some((one) => one.type === 'message.added' && one.message.metadata.recovered)) {
      desk.connecting.stopFetching();
    }
  });
  const texts = ['one', 'two', 'three', 'four'];
  await whileAway(opened, async () => {
    for (const text of texts) await phone.text(text);
  });
  await first;
  await expect.poll(() => desk.connection.state().catchUp.last?.isStopped).toBe(true);
  stop();
  await expect.poll(() => desk.connection.state().catchUp.running).toBeNull();
  clock.advance(1000);
  desk.connecting.fetch();
  await untilStored(desk, ({ messages }) => messages.filter((one) => one.metadata.recovered).length === 4);
  const recovered = (await desk.documents()).messages.filter((one) => one.metadata.recovered);
  expect(recovered.map((one) => one.content)).toEqual(texts);
});

// Bug caught: a public address that leads nowhere, and customers who are heard of when somebody restarts the console.
test('while the public address is not proven, what Twilio took is fetched every few minutes', async () => {
  const opened = await openWithTwilio({ PUBLIC_URL: `http://127.0.0.1:${await freePort()}` });
  const { clock, standIn, desk, phone } = opened;
  await expect.poll(() => desk.connection.state().tunnel.roundTrip.problem).not.toBeNull();
  await expect.poll(() => desk.connection.state().twilio.state).toBe('ok');
  standIn.setReachable(false);
  await phone.text('Is this thing on?');
  clock.advance(WEBHOOK);
  const recovered = untilChange(desk, 'message.added', ({ message }) => message.content === 'Is this thing on?');
  clock.advance(3 * 60_000);
  expect((await recovered).message.metadata.recovered).toBe(true);
});

// Bug caught: a token that Twilio refuses is tried with for ever, or texts that arrive are refused with it.
test('with a token that Twilio refuses nothing is asked in the background, and what arrives is taken', async () => {
  let asked = 0;
  const twilio = await startServer((_request, response) => {
    asked += 1;
    sendJson(response, 401, { code: 20003, message: 'Authenticate', status: 401, more_info: '' });
  });
  onTestFinished(() => twilio.close());
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: twilio.url } });
  await expect.poll(() => desk.connection.state().twilio).toMatchObject({ state: 'problem', retryAt: null });
  expect(asked).toBe(1);
  desk.connecting.fetch();
  desk.wake();
  clock.advance(3600_000);
  expect((await desk.text(A, 'Hello')).status).toBe(200);
  expect(asked).toBe(1);
  desk.connecting.retry();
  await expect.poll(() => asked).toBe(2);
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

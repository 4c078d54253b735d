import { expect, test } from 'vitest';
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
import { createWatchedClock } from './support/watched-clock';

async function openWithTwilio() {
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

/** Texts that Twilio takes while nobody listens, then the console's return. */
async function whileAway(standIn: TwilioStandIn, desk: StartedDesk, texts: () => Promise<unknown>): Promise<void> {
  standIn.setReachable(false);
  await texts();
  standIn.setReachable(true);
  desk.wake();
}

// Bug caught: a STOP that came while the console was off, and a customer who is written to all the same.
test('a STOP that arrived while the console was offline locks the composer and the AI', async () => {
  const { standIn, desk, phone } = await openWithTwilio();
  const recovered = untilChange(desk, 'optout.set');
  await whileAway(standIn, desk, () => phone.text('STOP'));
  await recovered;
  await expect(operatorOf(desk).reply('We are sorry.')).rejects.toThrow(/unsubscribed/);
  expect((await phone.text('And another thing')).replies).toEqual([]);
});

// Bug caught: waking up a second time while the first look is under way, and what came in between is never fetched.
test('what arrives while Twilio is being asked is fetched by the next look, not left out', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: twilio.url } });
  await desk.text(A, 'Hello');
  const asked = twilio.lookedUp(OURS);
  const recovered = untilChange(desk, 'message.added', ({ message }) => message.metadata.recovered === true);
  desk.wake();
  await asked;
  twilio.list({ direction: 'inbound', from: A, to: OURS, body: 'Are you there?' });
  desk.wake();
  expect((await recovered).message.content).toBe('Are you there?');
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
  const { standIn, desk, phone } = await openWithTwilio();
  const texts = ['one', 'two', 'three'];
  await whileAway(standIn, desk, async () => {
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
    desk.wake();
    await Promise.all(texts);
    await standIn.settled();
  }
  await desk.close();
  const again = await openDeskFor({ clock, dataDir: desk.dataDir });
  const sids = (await again.documents()).messages.flatMap((one) => one.metadata.twilioMessageSid ?? []);
  expect(new Set(sids).size).toBe(sids.length);
  expect(sids).toHaveLength(11);
});

import { expect, test } from 'vitest';
import { createFollowDeliveries } from '../../../src/main/conversation/follow-deliveries';
import {
  TwilioRefusal,
  TwilioUnreachable,
  type RemoteMessage,
  type TwilioClient,
} from '../../../src/main/twilio/client';
import type { Change } from '../../../src/shared/changes';
import type { Message } from '../../../src/shared/domain';
import { createWatchedClock } from '../../integration/desk/support/watched-clock';
import { makeFolder, openFolder } from '../../support/store-folder';

const OURS = '+15703251809';
const START = '2025-01-15T10:00:00.000Z';
const TICK = 20_000;
const FIRST_LOOK = 2;
const SECOND_LOOK = 8;
const LAST_LOOK = 45;

function replyTo(address: string, id: string, content: string, more: Partial<Message> = {}): Change {
  const message: Message = {
    _id: id,
    session_id: `session of ${address}`,
    channel_id: 'channel',
    content,
    sender: 'ai',
    communication_type: 'sms',
    status: 'sent',
    metadata: { fromNumber: OURS, toNumber: address, generatedBy: 'AI' },
    createdAt: START,
    ...more,
  };
  return { type: 'message.added', address, contact_id: address, message };
}

/** What Twilio makes of an answer. */
function remoteOf(sid: string, to: string, body: string, more: Partial<RemoteMessage> = {}): RemoteMessage {
  return {
    ...{ sid, to, body, from: OURS, status: 'delivered', direction: 'outbound-reply', numMedia: 0 },
    ...{ errorCode: null, errorMessage: null, dateCreated: '2025-01-15T10:00:01.000Z' },
    ...more,
  };
}

/** Never in Twilio's list, so that the clock's next tick is waited for until this is given up. */
const anchor = replyTo('+12025550199', 'anchor', 'Never seen.', {
  metadata: { fromNumber: '+15703251800', toNumber: '+12025550199' },
});

async function open(list: () => readonly RemoteMessage[], isReported = true) {
  const clock = createWatchedClock(START);
  const store = await openFolder(await makeFolder(), { clock });
  const asked: string[] = [];
  const client = {
    listMessages: ({ from }: { from?: string }) => {
      if (from !== OURS) return Promise.resolve([]);
      asked.push(from);
      return Promise.resolve().then(() => [...list()].reverse());
    },
  } as unknown as TwilioClient;
  const errors: unknown[] = [];
  const deliveries = createFollowDeliveries({
    ...{ store, clock, client: () => client, isReported: () => isReported, earlyReport: () => undefined },
    onError: (error) => errors.push(error),
  });
  deliveries.start();
  /** Moves on by so many ticks, with all done that they began. */
  const ticks = async (count: number) => {
    for (let tick = 0; tick < count; tick += 1) {
      await clock.untilTimer(TICK);
      clock.advance(TICK);
    }
    await clock.untilTimer(TICK);
  };
  const add = async (...changes: Change[]) => {
    const people = new Set(changes.flatMap((one) => ('address' in one && one.address !== null ? [one.address] : [])));
    for (const address of people) {
      if (store.now.get('addresses', address)) continue;
      const dates = { createdAt: START, updatedAt: START };
      const contact = { _id: address, name: null, profileName: null, addresses: [address], notes: '', blocked: false };
      changes.unshift({ type: 'contact.added', contact: { ...contact, ...dates } });
    }
    await store.commit(() => ({ changes, result: null }));
  };
  const stateOf = async (address: string, id: string) => {
    const message = (await store.conversation(address)).message(id);
    return [message?.metadata.twilioMessageSid, message?.status];
  };
  return { store, clock, asked, errors, deliveries, ticks, add, stateOf };
}

// Bug caught: a request for each answer, requests that go on for ever, or one while there is nothing to be learnt.
test('many answers cost one request for each of our numbers, and none once all is known', async () => {
  const people = Array.from({ length: 30 }, (_, n) => `+1202555${1000 + n}`);
  const desk = await open(() => people.map((to, n) => remoteOf(`SM${n}`, to, 'Hi.')));
  expect(desk.clock.timers(TICK)).toBe(0);
  await desk.add(anchor, ...people.map((address) => replyTo(address, `reply to ${address}`, 'Hi.')));
  await desk.ticks(FIRST_LOOK);
  expect(desk.asked).toEqual([OURS]);
  for (const [n, address] of people.entries()) {
    expect(await desk.stateOf(address, `reply to ${address}`)).toEqual([`SM${n}`, 'delivered']);
  }
  await desk.ticks(LAST_LOOK - FIRST_LOOK - 1);
  desk.clock.advance(TICK);
  await desk.deliveries.close();
  expect(desk.asked).toEqual([OURS]);
  expect(desk.clock.timers(TICK)).toBe(0);
  expect(desk.errors).toEqual([]);
});

// Bug caught: two equal answers given the same SID, or one given that of a message of last week, of a campaign, or of
// somebody else.
test('equal answers get a SID each, in their order, and never that of another message', async () => {
  const A = '+12025550111';
  const desk = await open(() => [
    remoteOf('SMold', A, 'You’re welcome!', { dateCreated: '2025-01-08T10:00:00.000Z' }),
    remoteOf('SMapi', A, 'You’re welcome!', { direction: 'outbound-api' }),
    remoteOf('SMother', '+12025550122', 'You’re welcome!'),
    remoteOf('SM1', A, 'You’re welcome!'),
    remoteOf('SM2', A, 'You’re welcome!', { status: 'undelivered', errorCode: 30007 }),
  ]);
  await desk.add(
    replyTo(A, 'one', 'You’re welcome!'),
    replyTo(A, 'two', 'You’re welcome!'),
    replyTo(A, 'three', 'No.'),
  );
  await desk.ticks(FIRST_LOOK);
  expect(await desk.stateOf(A, 'one')).toEqual(['SM1', 'delivered']);
  expect(await desk.stateOf(A, 'two')).toEqual(['SM2', 'undelivered']);
  expect(await desk.stateOf(A, 'three')).toEqual([undefined, 'sent']);
  expect(desk.store.now.get('threads', A)?.failedIds).toEqual(['two']);
});

// Bug caught: an answer that is looked up for ever, or that takes a step back.
test('what stays on its way is looked up three times, and never moves back', async () => {
  const A = '+12025550111';
  const said = ['queued', 'sending', 'sent'];
  const desk = await open(() => [remoteOf('SM1', A, 'Hi.', { status: said.shift() ?? 'failed' })]);
  await desk.add(replyTo(A, 'one', 'Hi.'));
  await desk.ticks(LAST_LOOK - 1);
  desk.clock.advance(TICK);
  while (desk.asked.length < 3) await new Promise((resolve) => setImmediate(resolve));
  await desk.deliveries.close();
  expect(desk.clock.timers(TICK)).toBe(0);
  expect(await desk.stateOf(A, 'one')).toEqual(['SM1', 'sent']);
  expect(desk.asked).toHaveLength(3);
});

// Bug caught: a broken line or a fault that ends it for good; wrong credentials tried again and again.
test('a broken line is tried again later; without access nothing more is asked in this run', async () => {
  const A = '+12025550111';
  const errors = [new TwilioUnreachable('no line', true), new TwilioRefusal('no access', 401, 20003)];
  const desk = await open(() => {
    throw errors.shift() ?? new Error('asked once too often');
  });
  await desk.add(replyTo(A, 'one', 'Hi.'));
  await desk.ticks(SECOND_LOOK - 1);
  expect(desk.asked).toHaveLength(1);
  desk.clock.advance(TICK);
  while (errors.length > 0) await new Promise((resolve) => setImmediate(resolve));
  await desk.add(replyTo(A, 'two', 'Hi again.'));
  desk.clock.advance(LAST_LOOK * TICK);
  await desk.deliveries.close();
  expect(desk.asked).toHaveLength(2);
  expect(desk.errors).toEqual([]);
});

// Bug caught: what a person sent while no tunnel was up, on its way for ever; or asked about although Twilio reports it.
test.each([false, true])(
  'what is sent by REST is followed only while Twilio cannot report it (%s)',
  async (reported) => {
    const A = '+12025550111';
    const desk = await open(() => [remoteOf('SM1', A, 'A person here.', { direction: 'outbound-api' })], reported);
    const at = { address: A, contact_id: A, message_id: 'one', at: START };
    await desk.add(anchor, replyTo(A, 'one', 'A person here.', { sender: 'operator', status: 'sending' }));
    await desk.add({ type: 'message.status', ...at, status: 'queued', sid: 'SM1' });
    await desk.ticks(FIRST_LOOK);
    expect(await desk.stateOf(A, 'one')).toEqual(['SM1', reported ? 'queued' : 'delivered']);
    expect(desk.asked).toHaveLength(reported ? 0 : 1);
  },
);

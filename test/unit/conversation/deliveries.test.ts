import { expect, onTestFinished, test, vi } from 'vitest';
import { createDeliveries } from '../../../src/main/conversation/deliveries';
import {
  TwilioRefusal,
  TwilioUnreachable,
  type RemoteMessage,
  type TwilioClient,
} from '../../../src/main/twilio/client';
import type { Change } from '../../../src/shared/changes';
import type { Message } from '../../../src/shared/domain';
import type { FolderStore } from '../../../src/main/store/folder-store';
import { createWatchedClock } from '../../integration/desk/support/watched-clock';
import { makeFolder, openFolder } from '../../support/store-folder';
import { OURS, remoteOf, START } from './support/sending-desk';

const A = '+12025550111';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function said(address: string, id: string, content: string, more: Partial<Message> = {}): Change {
  const message: Message = {
    ...{ _id: id, session_id: 's', channel_id: 'channel', content, sender: 'ai', status: 'sent' },
    communication_type: 'sms',
    metadata: { fromNumber: OURS, toNumber: address },
    createdAt: START,
    ...more,
  };
  return { type: 'message.added', address, contact_id: address, message };
}

/** What Twilio makes of an answer in TwiML. */
const replyOf = (sid: string, to: string, body: string, more: Partial<RemoteMessage> = {}) =>
  remoteOf(sid, to, body, { direction: 'outbound-reply', status: 'delivered', ...more });

interface Options {
  readonly isReported?: boolean;
  readonly dir?: string;
  readonly after?: number;
  /** What Twilio says of one message; without it that there is none. */
  readonly fetched?: (sid: string) => RemoteMessage;
}

async function open(list: () => readonly RemoteMessage[], options: Options = {}) {
  const { isReported = false, after = 0 } = options;
  const clock = createWatchedClock(new Date(Date.parse(START) + after).toISOString());
  const dir = options.dir ?? (await makeFolder());
  const store: FolderStore = await openFolder(dir, { clock });
  const asked: number[] = [];
  const errors: unknown[] = [];
  const begun = Date.parse(START);
  const client = {
    listMessages: () => {
      asked.push(clock.now() - begun);
      return Promise.resolve().then(() => [...list()].reverse());
    },
    fetchMessage: (sid: string) =>
      options.fetched
        ? Promise.resolve().then(() => options.fetched?.(sid))
        : Promise.reject(new TwilioRefusal('gone', 404, 20_404)),
  } as unknown as TwilioClient;
  const deliveries = createDeliveries({
    ...{ store, clock, client: () => client, isReported: () => isReported },
    onError: (error) => errors.push(error),
  });
  deliveries.start();
  onTestFinished(() => deliveries.close());
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
  /** Moves on in steps, with all done that follows from each. */
  const move = async (ms: number, step = 20_000) => {
    for (let gone = 0; gone < ms; gone += step) {
      clock.advance(step);
      await deliveries.settled();
    }
  };
  const stateOf = async (address: string, id: string) => {
    const message = (await store.conversation(address)).message(id);
    return [message?.metadata.twilioMessageSid, message?.status];
  };
  return { dir, clock, store, asked, errors, deliveries, add, move, stateOf };
}

// Bug caught: a request for each answer, requests that go on for ever, or one while there is nothing to be learnt.
test('many answers that Twilio cannot report on cost one request for each of our numbers', async () => {
  const people = Array.from({ length: 30 }, (_, n) => `+1202555${1000 + n}`);
  const desk = await open(() => people.map((to, n) => replyOf(`SM${n}`, to, 'Hi.')));
  expect(desk.clock.waiting).toBe(0);
  await desk.add(...people.map((address) => said(address, `reply to ${address}`, 'Hi.')));
  await desk.move(MINUTE);
  expect(desk.asked).toEqual([40_000]);
  for (const [n, address] of people.entries()) {
    expect(await desk.stateOf(address, `reply to ${address}`)).toEqual([`SM${n}`, 'delivered']);
    expect(desk.store.now.get('addresses', address)?.awaited).toBeUndefined();
  }
  await desk.move(5 * 24 * HOUR, HOUR);
  expect(desk.asked).toHaveLength(1);
  expect(desk.errors).toEqual([]);
});

// Bug caught: two equal answers given the same SID, or one given that of a message of last week, of a campaign, or of
// somebody else.
test('equal answers get a SID each, in their order, and never that of another message', async () => {
  const desk = await open(() => [
    replyOf('SMold', A, 'You’re welcome!', { dateCreated: '2025-01-08T10:00:00.000Z' }),
    replyOf('SMapi', A, 'You’re welcome!', { direction: 'outbound-api' }),
    replyOf('SMother', '+12025550122', 'You’re welcome!'),
    replyOf('SM1', A, 'You’re welcome!'),
    replyOf('SM2', A, 'You’re welcome!', { status: 'undelivered', errorCode: 30007 }),
  ]);
  await desk.add(said(A, 'one', 'You’re welcome!'), said(A, 'two', 'You’re welcome!'), said(A, 'three', 'No.'));
  await desk.move(MINUTE);
  expect(await desk.stateOf(A, 'one')).toEqual(['SM1', 'delivered']);
  expect(await desk.stateOf(A, 'two')).toEqual(['SM2', 'undelivered']);
  expect(await desk.stateOf(A, 'three')).toEqual([undefined, 'sent']);
  expect(desk.store.now.get('threads', A)?.failedIds).toEqual(['two']);
});

// Bug caught: a message whose last report was lost, "sent" for ever; one that is asked about for ever, since its carrier
// never says more.
test('what is on its way is asked about at 12 hours and then daily, until it is four days old', async () => {
  const desk = await open(() => [replyOf('SM1', A, 'Hi.', { status: 'sent' })], { isReported: true });
  await desk.add(said(A, 'one', 'Hi.'));
  await desk.move(6 * 24 * HOUR, HOUR);
  expect(desk.asked.map((ms) => ms / HOUR)).toEqual([12, 36, 60, 84]);
  expect(await desk.stateOf(A, 'one')).toEqual(['SM1', 'sent']);
  expect(desk.clock.waiting).toBe(0);
});

// Bug caught: everything that was delivered since the morning read from the disk again with each tunnel that comes back,
// and kept in memory until then.
test('what has ended is not looked at again after an outage', async () => {
  const desk = await open(() => [replyOf('SM1', A, 'Hi.', { status: 'sent' })], { isReported: true });
  await desk.add(said(A, 'one', 'Hi.'), said(A, 'two', 'Bye.'));
  const of = { type: 'message.status', address: A, contact_id: A, at: START } as const;
  await desk.add({ ...of, message_id: 'two', status: 'delivered', sid: 'SM2' });
  const read = vi.spyOn(desk.store, 'conversation');
  desk.deliveries.refresh();
  desk.deliveries.refresh();
  await desk.deliveries.settled();
  expect(read).toHaveBeenCalledTimes(1);
  expect(desk.asked).toEqual([0]);
});

// Bug caught: a state that is taken for known because the process that waited for its report has ended.
test('what an earlier run had sent is asked about after a restart, and after an outage at once', async () => {
  const listed: RemoteMessage[] = [];
  const before = await open(() => listed, { isReported: true });
  await before.add(said(A, 'one', 'Hi.', { sender: 'operator', status: 'sending' }));
  const of = { address: A, contact_id: A, message_id: 'one', at: START };
  await before.add({ type: 'message.status', ...of, status: 'queued', sid: 'SM1' });
  await before.deliveries.close();
  await before.store.close();
  listed.push(remoteOf('SM1', A, 'Hi.', { status: 'sent' }));
  const after = await open(() => listed, { isReported: true, dir: before.dir, after: HOUR });
  expect(after.asked).toEqual([]);
  after.deliveries.refresh();
  await after.move(20_000);
  expect(await after.stateOf(A, 'one')).toEqual(['SM1', 'sent']);
  listed[0] = remoteOf('SM1', A, 'Hi.', { status: 'delivered' });
  await after.move(12 * HOUR, HOUR);
  expect(await after.stateOf(A, 'one')).toEqual(['SM1', 'delivered']);
  expect(after.store.now.get('addresses', A)?.awaited).toBeUndefined();
});

// Bug caught: a broken line or a fault that ends it for good; wrong credentials tried again and again.
test('a broken line is tried again later; without access nothing is asked before there is some', async () => {
  const errors = [new TwilioUnreachable('no line', true), new TwilioRefusal('no access', 401, 20003)];
  const desk = await open(() => {
    const error = errors.shift();
    if (error) throw error;
    return [replyOf('SM1', A, 'Hi.')];
  });
  await desk.add(said(A, 'one', 'Hi.'));
  await desk.move(30 * MINUTE);
  expect(desk.asked).toHaveLength(2);
  await desk.add(said(A, 'two', 'Hi again.'));
  await desk.move(24 * HOUR, HOUR);
  expect(desk.asked).toHaveLength(2);
  desk.deliveries.refresh();
  await desk.move(20_000);
  expect(await desk.stateOf(A, 'one')).toEqual(['SM1', 'delivered']);
  expect(desk.errors).toEqual([]);
});

// Bug caught: a list that grows with every message that a carrier never confirms, or one that forgets what is awaited.
test('an address remembers what is on its way, for four days', async () => {
  const desk = await open(() => [], { isReported: true });
  const at = (days: number) => new Date(Date.parse(START) + days * 24 * HOUR).toISOString();
  await desk.add(said(A, 'old', 'Hi.'), said(A, 'draft', 'Hi.', { status: 'draft' }));
  await desk.add(said(A, 'new', 'Hi.', { createdAt: at(3) }), said(A, 'call', 'Hi.', { communication_type: 'voice' }));
  const ids = () => desk.store.now.get('addresses', A)?.awaited?.map(({ message_id }) => message_id);
  expect(ids()).toEqual(['old', 'new']);
  await desk.add(said(A, 'newer', 'Hi.', { createdAt: at(4.5) }));
  expect(ids()).toEqual(['new', 'newer']);
  const change = { type: 'message.status', address: A, contact_id: A, at: at(5) } as const;
  await desk.add({ ...change, message_id: 'new', status: 'delivered' });
  expect(ids()).toEqual(['newer']);
  await desk.add({ ...change, message_id: 'newer', status: 'queued', sid: null });
  expect(ids()).toBeUndefined();
});

// Bug caught: a message that Twilio sent from another number of its service, or that was deleted there, waited for in vain
// or holding up the others.
test('what is not in the list of its sender is asked for by its SID', async () => {
  const of = { type: 'message.status', address: A, contact_id: A, at: START, status: 'queued' } as const;
  const fetched = (sid: string) => {
    if (sid === 'SM1') throw new TwilioRefusal('gone', 404, 20_404);
    return remoteOf(sid, A, 'Hi.', { from: '+15703251899', status: 'delivered' });
  };
  const desk = await open(() => [], { fetched });
  await desk.add(said(A, 'one', 'Hi.', { status: 'sending' }), said(A, 'two', 'Hi.', { status: 'sending' }));
  await desk.add({ ...of, message_id: 'one', sid: 'SM1' }, { ...of, message_id: 'two', sid: 'SM2' });
  await desk.move(MINUTE);
  expect(await desk.stateOf(A, 'one')).toEqual(['SM1', 'queued']);
  expect(await desk.stateOf(A, 'two')).toEqual(['SM2', 'delivered']);
  expect(desk.errors).toEqual([]);
});

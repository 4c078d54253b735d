import { expect, onTestFinished, test } from 'vitest';
import {
  TwilioRefusal,
  TwilioUnreachable,
  type OutgoingMessage,
  type RemoteMessage,
} from '../../../src/main/twilio/client';
import type { Message } from '../../../src/shared/domain';
import { diskError } from '../../support/fault-disk';
import { OURS, openSendingDesk, remoteOf, type Played } from './support/sending-desk';

const A = '+12025550111';
const B = '+12025550122';
const hasSid = ({ metadata }: Message) => metadata.twilioMessageSid !== undefined;

/** A Twilio that takes everything, unless told otherwise. */
function twilio(more: Partial<Played> = {}): Played & { readonly taken: RemoteMessage[] } {
  const taken: RemoteMessage[] = [];
  return {
    taken,
    create: (message) => {
      const remote = remoteOf(`SM${taken.length + 1}`, message.to, message.body ?? '');
      taken.unshift(remote);
      return Promise.resolve(remote);
    },
    list: () => Promise.resolve([...taken]),
    ...more,
  };
}

async function open(played: Played) {
  const desk = await openSendingDesk(played);
  onTestFinished(() => desk.outbox.close());
  return desk;
}

/** Throws these, one after the other, and then does as the other says. */
function failing<T>(errors: readonly Error[], then: (message: OutgoingMessage) => Promise<T>) {
  const left = [...errors];
  return (message: OutgoingMessage): Promise<T> => {
    const error = left.shift();
    return error ? Promise.reject(error) : then(message);
  };
}

// Bug caught: a 429, with which Twilio says that it has not taken a message, shown as a failure or sent at once again.
test('too many requests: the text stays queued without a word, and goes out when Twilio wants it', async () => {
  const played = twilio();
  const busy = new TwilioRefusal('Too many requests.', 429, 20_429, 30_000);
  const desk = await open({ ...played, create: failing([busy], played.create) });
  const begun = desk.clock.now();
  const queued = desk.store.subscribe(({ changes }) => {
    for (const one of changes) if (one.type === 'message.status') states.push([one.status, one.error]);
  });
  const states: unknown[] = [];
  const job = await desk.send(A, 'Hello');
  await desk.clock.untilTimer(30_000);
  const other = await desk.send(B, 'Hello too');
  await desk.clock.runUntil(desk.until(job, hasSid));
  await desk.clock.runUntil(desk.until(other, hasSid));
  queued();
  expect(states.slice(0, 3)).toEqual([
    ['sending', undefined],
    ['queued', undefined],
    ['sending', undefined],
  ]);
  expect(desk.clock.now() - begun).toBeGreaterThanOrEqual(30_000);
  expect(desk.asked.map(({ to }) => to)).toEqual([A, A, B]);
});

// Bug caught: a console that goes on a minute late when the network is back, or that says nothing of what it waits for.
test('without a network a text says why it waits, and goes out at once when the network is back', async () => {
  const played = twilio();
  const away = new TwilioUnreachable('Twilio could not be reached.', true);
  const desk = await open({ ...played, create: failing([away, away, away], played.create) });
  const job = await desk.send(A, 'Hello');
  await desk.clock.untilTimer(1_000);
  expect(await desk.messageOf(job)).toMatchObject({ status: 'queued', error: { code: null, message: away.message } });
  for (const pause of [1_000, 1_000]) {
    desk.outbox.wake();
    await desk.clock.untilTimer(pause);
  }
  const before = desk.clock.now();
  desk.outbox.wake();
  await desk.until(job, hasSid);
  expect(desk.clock.now()).toBe(before);
  expect((await desk.messageOf(job))?.error).toBeUndefined();
});

// Bug caught: one text whose file nobody can fetch yet, which holds up the texts to everybody else.
test('a text that waits for a public address holds up its own person only, and goes out once there is one', async () => {
  const links: { base?: string } = {};
  const played = twilio({ link: (file) => (links.base === undefined ? undefined : links.base + file) });
  const desk = await open(played);
  const file = { index: 0, contentType: 'image/png', file: 'a.png', bytes: 1, problem: null };
  const withFile = await desk.send(A, 'See this', { media: [file] });
  const behind = await desk.send(A, 'Did you see it?');
  const other = await desk.send(B, 'Hello');
  await desk.until(other, hasSid);
  expect((await desk.messageOf(withFile))?.error?.message).toMatch(/public address/);
  expect(desk.asked.map(({ to }) => to)).toEqual([B]);
  links.base = 'https://desk.example/';
  desk.outbox.wake();
  await desk.until(behind, hasSid);
  expect(desk.asked.map(({ body, mediaUrls }) => [body, mediaUrls])).toEqual([
    ['Hello', undefined],
    ['See this', ['https://desk.example/a.png']],
    ['Did you see it?', undefined],
  ]);
});

// Bug caught: wrong credentials taken for a network that is away: tried for ever, and nobody is told.
test('what Twilio refuses for want of access has failed, in Twilio’s words', async () => {
  const refused = new TwilioRefusal('Twilio did not accept it. (Authenticate)', 401, 20_003, undefined, 'Authenticate');
  const desk = await open({ ...twilio(), create: () => Promise.reject(refused) });
  const job = await desk.send(A, 'Hello');
  await desk.until(job, ({ status }) => status === 'failed');
  expect((await desk.messageOf(job))?.error).toEqual({ code: 20_003, message: 'Authenticate' });
  expect(desk.asked).toHaveLength(1);
});

// Bug caught: a customer's number in the activity log, in the words with which Twilio refuses it.
test('the log says why Twilio refused a text, and not to whom it was', async () => {
  const said = `The 'To' number ${A} is not a valid phone number.`;
  const refused = new TwilioRefusal(`That number is not valid. (${said})`, 400, 21_211, undefined, said);
  const desk = await open({ ...twilio(), create: () => Promise.reject(refused) });
  const job = await desk.send(A, 'Hello');
  await desk.until(job, ({ status }) => status === 'failed');
  await desk.outbox.close();
  expect(desk.lines).toEqual([expect.stringMatching(/^Twilio refused a message: .+ \(21211\)$/)]);
  expect(desk.lines.join()).not.toContain(A);
});

const broken = new TwilioUnreachable('The connection to Twilio broke.', false);

// Bug caught: a text that a trial account has sent, not found because of Twilio's notice before it, and given up or sent
// once more; or another one taken for it, which has a file, other words, or was there before.
test('a text is found in Twilio’s list behind the notice of a trial account, and no other is taken for it', async () => {
  const listed = [
    remoteOf('SMfile', A, 'Hello', { numMedia: 1 }),
    remoteOf('SMother', A, 'Hello there'),
    remoteOf('SMold', A, 'Hello', { dateCreated: '2025-01-15T09:00:00.000Z' }),
    remoteOf('SMreply', A, 'Hello', { direction: 'outbound-reply' }),
    remoteOf('SMit', A, 'Sent from your Twilio trial account - Hello', { status: 'delivered' }),
  ];
  const desk = await open({ ...twilio(), create: () => Promise.reject(broken), list: () => Promise.resolve(listed) });
  const job = await desk.send(A, 'Hello');
  await desk.clock.runUntil(desk.until(job, hasSid));
  expect(await desk.messageOf(job)).toMatchObject({ status: 'delivered', metadata: { twilioMessageSid: 'SMit' } });
  expect(desk.asked).toHaveLength(1);
});

// Bug caught: a text that a Messaging Service sent from another of its numbers, not found and given up.
test('a text of a Messaging Service is found whichever number it was sent from', async () => {
  const listed = [remoteOf('SM1', A, 'Hello', { from: '+15703251899' })];
  const desk = await open({ ...twilio(), create: () => Promise.reject(broken), list: () => Promise.resolve(listed) });
  const metadata = { fromNumber: OURS, toNumber: A, messagingServiceSid: 'MG1' };
  const job = await desk.send(A, 'Hello', { metadata });
  await desk.clock.runUntil(desk.until(job, hasSid));
  expect((await desk.messageOf(job))?.metadata.fromNumber).toBe('+15703251899');
  expect(desk.lookedUp).toEqual([{ to: A }]);
});

// Bug caught: two texts with the same words taken for one at Twilio: both "delivered", and the customer got one.
test('of two unknown texts with the same words only one is given the SID that there is', async () => {
  const played = twilio();
  const desk = await open({
    ...played,
    create: failing([broken], (message) => played.create(message).then(() => Promise.reject(broken))),
  });
  const [first, second] = [await desk.send(A, 'OK', { _id: '1' }), await desk.send(A, 'OK', { _id: '2' })];
  const isOver = ({ status }: Message) => status === 'failed' || status === 'queued';
  await desk.clock.runUntil(Promise.all([desk.until(first, isOver), desk.until(second, isOver)]));
  await desk.clock.runUntil(
    desk.until(second, (one) => one.status === 'failed' || one.metadata.twilioMessageSid !== undefined),
  );
  const sids = [await desk.messageOf(first), await desk.messageOf(second)].map((one) => one?.metadata.twilioMessageSid);
  expect(sids.filter((sid) => sid !== undefined)).toEqual(['SM1']);
  expect(played.taken).toHaveLength(1);
});

// Bug caught: a text that Twilio is just taking, taken for an earlier one with the same words that nobody has.
test('a text that is on its way to Twilio is not taken for another one with the same words', async () => {
  const played = twilio();
  const calls: ((error?: Error) => void)[] = [];
  const desk = await open({
    ...played,
    create: failing([broken], async (message) => {
      const remote = await played.create(message);
      await new Promise<void>((resolve) => calls.push(() => resolve()));
      return remote;
    }),
  });
  const [first, second] = [await desk.send(A, 'OK', { _id: '1' }), await desk.send(A, 'OK', { _id: '2' })];
  await desk.until(second, ({ status }) => status === 'sending');
  await desk.clock.untilTimer(2_000);
  desk.clock.advance(2_000);
  await desk.clock.untilTimer(1_000);
  expect(desk.lookedUp).toEqual([{ to: A, from: OURS }]);
  expect((await desk.messageOf(first))?.metadata.twilioMessageSid).toBeUndefined();
  for (const answer of calls) answer();
  await desk.clock.runUntil(desk.until(first, ({ status }) => status === 'failed'));
  expect((await desk.messageOf(second))?.metadata.twilioMessageSid).toBe('SM1');
});

// Bug caught: a text given up because the network was away while it should have been looked up.
test('a look that does not reach Twilio does not count, and what is not there in the end has failed', async () => {
  let isAway = true;
  const desk = await open({
    ...twilio(),
    create: () => Promise.reject(broken),
    list: () => (isAway ? Promise.reject(new TwilioUnreachable('away', true)) : Promise.resolve([])),
  });
  const job = await desk.send(A, 'Hello');
  const many = (async () => {
    while (desk.lookedUp.length < 12) await new Promise((resolve) => setImmediate(resolve));
  })();
  await desk.clock.runUntil(many);
  expect((await desk.messageOf(job))?.status).toBe('unknown');
  await expect(desk.outbox.retry(job)).rejects.toThrow(/not sent again/);
  isAway = false;
  const before = desk.lookedUp.length;
  await desk.clock.runUntil(desk.until(job, ({ status }) => status === 'failed'));
  expect(desk.lookedUp.length - before).toBe(4);
  expect((await desk.messageOf(job))?.error).toMatchObject({ code: null, unsure: true });
  expect(desk.asked).toHaveLength(1);
});

// Bug caught: a console without access that asks Twilio every minute, for ever; or that never asks again.
test('without access nothing is looked up again before somebody says that there is access', async () => {
  let isBarred = true;
  const refused = new TwilioRefusal('Authenticate', 401, 20_003);
  const desk = await open({
    ...twilio(),
    create: () => Promise.reject(broken),
    list: () => (isBarred ? Promise.reject(refused) : Promise.resolve([remoteOf('SM1', A, 'Hello')])),
  });
  const job = await desk.send(A, 'Hello');
  await desk.clock.runUntil(desk.clock.untilTimer(3_600_000));
  desk.clock.advance(600_000);
  expect(desk.lookedUp).toHaveLength(1);
  isBarred = false;
  desk.outbox.wake();
  await desk.until(job, hasSid);
});

// Bug caught: "Retry" while Twilio's list, which lacks for a while what it has taken, is still being asked: sent twice.
test('what is still being looked up is not sent again, not even on request', async () => {
  const desk = await open({ ...twilio(), create: () => Promise.reject(broken), list: () => Promise.resolve([]) });
  const job = await desk.send(A, 'Hello');
  await desk.until(job, ({ status }) => status === 'unknown');
  await expect(desk.outbox.retry(job)).rejects.toThrow(/still being asked/);
  expect((await desk.messageOf(job))?.status).toBe('unknown');
  expect(desk.asked).toHaveLength(1);
});

// Bug caught: a text that waits or is "sending" until the console is started anew, because the disk was full for a moment
// when its turn came or when Twilio's answer did.
test('what a full disk interrupted goes on once the disk takes data again', async () => {
  const played = twilio();
  const answers: (() => void)[] = [];
  const desk = await open({
    ...played,
    create: async (message) => {
      const remote = await played.create(message);
      if (message.body === 'Taken') await new Promise<void>((resolve) => answers.push(resolve));
      return remote;
    },
  });
  const taken = await desk.send(A, 'Taken');
  const behind = await desk.send(A, 'Behind');
  while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve));
  desk.disk.before = ({ kind }) => {
    if (kind === 'write' || kind === 'open') throw diskError('ENOSPC');
  };
  const isFull = new Promise<void>((resolve) => desk.store.onProblem((problem) => problem && resolve()));
  await expect(desk.send(B, 'Refused')).rejects.toThrow();
  await isFull;
  const refused = failuresOf(desk, 2);
  for (const answer of answers) answer();
  await refused;
  expect((await desk.messageOf(behind))?.status).toBe('queued');
  desk.disk.before = () => undefined;
  await desk.clock.runUntil(Promise.all([desk.until(taken, hasSid), desk.until(behind, hasSid)]));
  expect(desk.asked.filter(({ to }) => to === A).map(({ body }) => body)).toEqual(['Taken', 'Behind']);
});

/** Resolves once so many errors have been reported. */
async function failuresOf(desk: { readonly errors: readonly unknown[] }, count: number): Promise<void> {
  while (desk.errors.length < count) await new Promise((resolve) => setImmediate(resolve));
}

import { parse } from 'node:querystring';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, newSid, OURS, type StartedDesk } from '../../support/start-desk';
import { A, EMPTY, openDeskFor, reopen } from './support/desk-harness';
import { ask, postSigned, type RawAnswer, type RawRequest } from './support/raw-request';

/** Requests that are under way at the same time. */
const TOGETHER = 50;
const UNSIGNED = 6_000;
const SIGNED = 4_000;

const XML = 'text/xml; charset=utf-8';

const routes = ['sms', 'whatsapp', 'voice', 'voice/turn-1', 'voice/constructor', 'status'];
const path = fc.constantFrom(...routes.map((route) => `/api/webhooks/${route}`));
const names = [
  ...['MessageSid', 'SmsSid', 'AccountSid', 'From', 'To', 'Body', 'NumMedia', 'MediaUrl0', 'OptOutType'],
  ...['ProfileName', 'Latitude', 'CallSid', 'CallStatus', 'MessageStatus', 'ErrorCode', 'Digits', 'SpeechResult'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '0', ''],
];
const hostile = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'null', 'undefined'],
  ...['NaN', '-1', '1e999', '0x10', 'true', '[object Object]', '{}', '[]', '{"$gt":""}', "'; DROP TABLE messages;--"],
  ...[
    '\u0000',
    'a\u0000b',
    '\ufeff',
    '\uffff',
    '\u202e',
    '\ud83d',
    '\u2028',
    '😀',
    '../../../etc/passwd',
    'C:\\nul',
    '/',
  ],
  ...[
    '<Response><Message>x</Message></Response>',
    ']]>',
    '&amp;',
    '%00',
    '%',
    '+',
    ' ',
    '\r\nX-Evil: 1',
    'x'.repeat(201),
  ],
  ...['STOP', 'whatsapp:', 'whatsapp:__proto__', 'whatsapp:whatsapp:+1', '+12025550111', OURS, '12345'],
];
const value = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 30 }));
const field = fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 8 })), value);
const encode = (text: string) => {
  // Half a character has no encoding; some senders write it all the same, byte for byte.
  try {
    return encodeURIComponent(text);
  } catch {
    return Buffer.from(text, 'utf16le').reduce((all, byte) => `${all}%${byte.toString(16).padStart(2, '0')}`, '');
  }
};
const toBody = (fields: readonly (readonly [string, string])[]) =>
  fields.map(([name, text]) => `${encode(name)}=${encode(text)}`).join('&');
const form = fc.array(field, { maxLength: 12 }).map(toBody);

/** Does work on each batch of so many, one batch after the other, side by side within a batch. */
async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += TOGETHER) {
    results.push(...(await Promise.all(items.slice(at, at + TOGETHER).map(work))));
  }
  return results;
}

function expectQuiet(desk: StartedDesk): void {
  expect(desk.lines().filter((line) => line.includes('unexpected'))).toEqual([]);
}

// Bug caught: any bytes that crash the server, are taken without a signature, or leave anything behind.
test(`${UNSIGNED} unsigned requests with anything in them are refused, and nothing is stored`, async () => {
  const desk = await openDeskFor();
  const { seq } = desk.store;
  const type = fc.constantFrom(
    ...['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-16', 'application/json'],
    ...['multipart/form-data; boundary=x', 'text/plain', '', 'application/x-www-form-urlencoded;;;'],
  );
  const request: fc.Arbitrary<RawRequest> = fc
    .record({
      path,
      type,
      signature: fc.option(fc.base64String({ maxLength: 40 }), { nil: undefined }),
      body: fc.oneof(
        form,
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        fc.nat(3000).map((count) => '&='.repeat(count)),
        fc.nat(3000).map((count) => Array.from({ length: count }, (_, n) => `k${n}=${n}`).join('&')),
        fc.string({ unit: 'binary', maxLength: 100 }),
      ),
      chunked: fc.boolean(),
    })
    .map(({ type: contentType, signature, body, ...rest }) => ({
      ...rest,
      body,
      chunked: rest.chunked && typeof body === 'string',
      headers: {
        ...(contentType ? { 'content-type': contentType } : {}),
        ...(signature === undefined ? {} : { 'x-twilio-signature': signature }),
      },
    }));
  const requests = fc.sample(request, { numRuns: UNSIGNED, seed: 20261122 });
  const answers = await inBatches(requests, (one) => ask(desk.webhookUrl, one));
  const isRefused = ({ status, headers, body }: RawAnswer) =>
    [403, 413, 415].includes(status) && headers['content-type'] === XML && EMPTY.test(body);
  expect(requests.filter((_, index) => !isRefused(answers[index]!))).toEqual([]);
  const { accepted, refused } = desk.connection.state().webhook;
  expect(accepted).toBe(0);
  expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBe(UNSIGNED);
  expect(desk.store.seq).toBe(seq);
  expect([...desk.store.now.values('addresses')]).toEqual([]);
  expectQuiet(desk);
}, 60_000);

interface Sent {
  readonly sid: string;
  readonly path: string;
  readonly body: string;
}

/** Whether a form says all that a message must say: its own reading, apart from the server's. */
function isMessage({ body }: Sent): boolean {
  const fields = parse(body, '&', '=', { maxKeys: 0 });
  const one = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const isAddress = (text: unknown) =>
    typeof text === 'string' && text.length <= 200 && text.replace(/^whatsapp:/, '').length > 0;
  const text = one('Body');
  return isAddress(one('From')) && isAddress(one('To')) && (text === undefined || typeof text === 'string');
}

// Bug caught: an address or SID such as `__proto__` that lands in the wrong conversation, in all, or in none; a field
// that makes a signed message be refused, lost on a restart, or stored twice.
test(`${SIGNED} signed requests with hostile fields: refused, or stored once and there after a restart`, async () => {
  const desk = await openDeskFor();
  const address = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...hostile, A) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }) },
  );
  const ours = fc.oneof(
    { weight: 9, arbitrary: fc.constant(OURS) },
    { weight: 1, arbitrary: fc.constantFrom(...hostile) },
  );
  const ids = ['MessageSid', 'AccountSid'];
  const message: fc.Arbitrary<Sent> = fc
    .record({
      path: fc.constantFrom('/api/webhooks/sms', '/api/webhooks/whatsapp'),
      from: address,
      to: ours,
      text: value,
      more: fc.array(
        field.filter(([name]) => !ids.includes(name)),
        { maxLength: 6 },
      ),
    })
    .map(({ from, to, text, more, ...rest }) => {
      const sid = newSid();
      const own: [string, string][] = [
        ['MessageSid', sid],
        ['AccountSid', ACCOUNT],
        ['From', from],
        ['To', to],
        ['Body', text],
      ];
      return { ...rest, sid, body: toBody([...own, ...more]) };
    });
  const sent = fc.sample(message, { numRuns: SIGNED, seed: 20261122 });
  const answers = await inBatches(sent, (one) => postSigned(desk.webhookUrl, one.path, one.body));

  const accepted = sent.filter((_, index) => answers[index]?.status === 200);
  const isRight = (one: Sent, { status, headers }: RawAnswer) =>
    status === (isMessage(one) ? 200 : 400) && headers['content-type'] === XML;
  expect(sent.filter((one, index) => !isRight(one, answers[index]!))).toEqual([]);
  expect(accepted.length).toBeGreaterThan(SIGNED / 4);
  expect(accepted.length).toBeLessThan(SIGNED);
  expectQuiet(desk);
  expect(desk.store.problem).toBeNull();

  const expected = accepted.map(({ sid, body }) => {
    const fields = parse(body);
    const bare = (text: unknown) => String(text).replace(/^whatsapp:/, '');
    return { sid, text: String(fields.Body ?? ''), from: bare(fields.From), to: bare(fields.To) };
  });
  await expectStored(desk, expected);
  const again = await reopen(desk);
  await expectStored(again, expected);
  const [first] = accepted;
  const { seq } = again.store;
  await postSigned(again.webhookUrl, first!.path, first!.body);
  expect(again.store.seq).toBe(seq);
}, 60_000);

async function expectStored(
  desk: StartedDesk,
  expected: readonly { sid: string; text: string; from: string; to: string }[],
): Promise<void> {
  const { messages, sessions } = await desk.documents();
  const stored = messages
    .filter((one) => one.sender === 'contact')
    .map(({ content, metadata }) => ({
      sid: metadata.twilioMessageSid,
      text: content,
      from: metadata.fromNumber,
      to: metadata.toNumber,
    }));
  const bySid = (a: { sid?: string | undefined }, b: { sid?: string | undefined }) =>
    (a.sid ?? '') < (b.sid ?? '') ? -1 : 1;
  expect(stored.sort(bySid)).toEqual([...expected].sort(bySid));
  const counted = new Map<string, number>();
  for (const { session_id } of messages.filter(({ kind }) => kind === undefined))
    counted.set(session_id, (counted.get(session_id) ?? 0) + 1);
  for (const session of sessions) {
    expect([session._id, session.message_count]).toEqual([session._id, counted.get(session._id)]);
  }
  // Each conversation holds what its own address wrote and what was said to it, and nothing else.
  for (const { _id } of desk.store.now.values('addresses')) {
    const conversation = await desk.store.conversation(_id);
    for (const { sender, metadata } of conversation.messages()) {
      expect(sender === 'contact' ? metadata.fromNumber : metadata.toNumber).toBe(_id);
    }
  }
}

// Bug caught: hostile SIDs and steps of calls and reports: a key of every object (`constructor`) taken for an answer
// that was given before.
test('hostile SIDs, steps and states of calls and reports never make a fault', async () => {
  const desk = await openDeskFor();
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
  const base = { AccountSid: ACCOUNT, From: A, To: OURS };
  const post = (route: string, more: Record<string, string>) =>
    desk.post(`/api/webhooks/${route}`, { ...base, ...more });
  for (const key of keys) {
    expect((await post('voice', { CallSid: key })).status).toBe(200);
    for (const step of keys) {
      const first = await post(`voice/${step}`, { CallSid: key, SpeechResult: 'Hello', Digits: '' });
      expect([step, first.status, first.type]).toEqual([step, 200, 'text/xml; charset=utf-8']);
      expect(first.body).toContain('<Response>');
      const again = await post(`voice/${step}`, { CallSid: key, SpeechResult: 'Something else' });
      expect(again.body).toBe(first.body);
    }
    expect((await post('sms', { MessageSid: key, Body: key })).status).toBe(200);
    for (const status of [...keys, 'delivered', '']) {
      const report = { MessageSid: key, MessageStatus: status, ErrorCode: key, From: OURS, To: A };
      expect((await post('status', report)).status).toBe(200);
      const call = { CallSid: key, CallStatus: status, CallDuration: '-1' };
      expect((await post('status', call)).status).toBe(200);
    }
  }
  expectQuiet(desk);
  const texts = (await desk.documents()).messages.filter((one) => one.metadata.twilioMessageSid !== undefined);
  expect(texts.map((one) => one.metadata.twilioMessageSid)).toEqual(keys);
});

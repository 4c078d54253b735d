import { once } from 'node:events';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../../src/main/webhook/listen';
import { createWebhookApp, type WebhookServerOptions } from '../../../src/main/webhook/webhook-app';
import { StoreUnavailableError } from '../../../src/main/store/store';
import { countRequests } from '../../../src/main/webhook/count-requests';
import type { Refusal } from '../../../src/shared/connection';
import { createManualClock } from '../../support/manual-clock';
import { ACCOUNT, newSid, OURS, TOKEN, type StartedDesk } from '../../support/start-desk';
import { A, EMPTY, everythingIn, openDeskFor } from './support/desk-harness';
import { ask, postSigned, sendBytes, signedHeaders, type RawAnswer, type RawRequest } from './support/raw-request';

const SMS = '/api/webhooks/sms';
const fields = (more: Record<string, string> = {}) => ({
  MessageSid: newSid(),
  AccountSid: ACCOUNT,
  From: A,
  To: OURS,
  Body: 'Hello',
  NumMedia: '0',
  ...more,
});
const formOf = (given: Record<string, string>) => new URLSearchParams(given).toString();
const without = (name: string) => formOf(Object.fromEntries(Object.entries(fields()).filter(([key]) => key !== name)));

/** Asks, and checks all that holds for every refusal. */
async function expectRefusal(
  desk: StartedDesk,
  expected: { status: number; reason: Refusal },
  asking: () => Promise<RawAnswer>,
): Promise<void> {
  const before = desk.connection.state().webhook;
  const seq = desk.store.seq;
  const answer = await asking();
  expect(answer.status).toBe(expected.status);
  expectTwiml(answer);
  const { refused, lastRefusal, accepted } = desk.connection.state().webhook;
  expect(refused[expected.reason]).toBe((before.refused[expected.reason] ?? 0) + 1);
  expect(lastRefusal?.reason).toBe(expected.reason);
  expect(accepted).toBe(before.accepted);
  expect(desk.store.seq).toBe(seq);
  expect(faults(desk)).toEqual([]);
}

/** What the log calls a fault of our own. */
function faults(desk: StartedDesk): string[] {
  return desk.lines().filter((line) => line.includes('unexpected'));
}

function expectTwiml(answer: RawAnswer): void {
  expect(answer.headers['content-type']).toMatch(/^text\/xml\b/);
  expect(answer.body).toMatch(EMPTY);
  expect(answer.headers['x-powered-by']).toBeUndefined();
}

// Bug caught: a forged request that is stored, or whose refusal would be texted to the customer.
test('a wrong, foreign or missing signature is 403 and nothing of it is stored', async () => {
  const desk = await openDeskFor();
  const base = desk.webhookUrl;
  const body = formOf(fields());
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const right = signedHeaders(base + SMS, body)['x-twilio-signature'] ?? '';
  const wrong: RawRequest['headers'][] = [
    type,
    { ...type, 'x-twilio-signature': '' },
    { ...type, 'x-twilio-signature': 'x'.repeat(28) },
    { ...type, 'x-twilio-signature': `${right} ` + 'x' },
    { ...type, 'x-twilio-signature': right.toLowerCase() },
    { ...type, 'x-twilio-signature': [right, right] },
    signedHeaders(base + SMS, body, 'another token'),
    signedHeaders(`${base}/api/webhooks/whatsapp`, body),
    signedHeaders(`${base}${SMS}?a=b`, body),
    signedHeaders(base + SMS, `${body}&More=1`),
    signedHeaders(base + SMS, body.replace('Hello', 'Hullo')),
  ];
  for (const headers of wrong) {
    await expectRefusal(desk, { status: 403, reason: 'signature' }, () =>
      ask(base, { path: SMS, body, headers: headers ?? {} }),
    );
  }
  expect((await ask(base, { path: SMS, body, headers: { ...type, 'x-twilio-signature': right } })).status).toBe(200);
});

// Bug caught: another account's requests taken, since the SDK's check knows only the token.
test('a request of another account, or of none, is 403', async () => {
  const desk = await openDeskFor();
  const other = formOf(fields({ AccountSid: `AC${'f'.repeat(32)}` }));
  for (const body of [other, without('AccountSid'), `${formOf(fields())}&AccountSid=${ACCOUNT}`]) {
    for (const path of [SMS, '/api/webhooks/voice', '/api/webhooks/status']) {
      await expectRefusal(desk, { status: 403, reason: 'account' }, () => postSigned(desk.webhookUrl, path, body));
    }
  }
});

// Bug caught: a message stored under no SID or for nobody, or a crash on a form that lacks what it must have.
test('a missing or unusable MessageSid, From or To is 400', async () => {
  const desk = await openDeskFor();
  const bodies = [
    without('MessageSid'),
    without('From'),
    without('To'),
    formOf(fields({ MessageSid: '' })),
    formOf(fields({ From: '' })),
    formOf(fields({ To: '' })),
    formOf(fields({ MessageSid: 'not a sid' })),
    formOf(fields({ MessageSid: 'S'.repeat(65) })),
    formOf(fields({ From: 'whatsapp:' })),
    formOf(fields({ To: 'whatsapp:' })),
    formOf(fields({ From: '+'.repeat(201) })),
    `${formOf(fields())}&From=%2B12025550199`,
    `${formOf(fields())}&MessageSid=SM2`,
  ];
  for (const body of bodies) {
    await expectRefusal(desk, { status: 400, reason: 'missing-field' }, () => postSigned(desk.webhookUrl, SMS, body));
  }
  const call = formOf({ AccountSid: ACCOUNT, From: A, To: OURS });
  for (const path of ['/api/webhooks/voice', '/api/webhooks/voice/turn-1', '/api/webhooks/status']) {
    await expectRefusal(desk, { status: 400, reason: 'missing-field' }, () => postSigned(desk.webhookUrl, path, call));
  }
});

// Bug caught: a body read as another type than it says, or a compressed one that unpacks to any size.
test('what is not a form is 415', async () => {
  const desk = await openDeskFor();
  const body = formOf(fields());
  const signature = signedHeaders(desk.webhookUrl + SMS, body)['x-twilio-signature'] ?? '';
  const form = 'application/x-www-form-urlencoded';
  const cases: [headers: RawRequest['headers'], body: string | Buffer][] = [
    [{ 'content-type': 'application/json' }, JSON.stringify(fields())],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    [{ 'content-type': 'text/plain' }, body],
    [{ 'content-type': `${form}x` }, body],
    [{ 'content-type': `text/plain, ${form}` }, body],
    [{}, body],
    [{ 'content-type': form, 'content-encoding': 'gzip' }, gzipSync(body)],
    [{ 'content-type': form, 'content-encoding': 'br' }, body],
  ];
  for (const [headers, sent] of cases) {
    await expectRefusal(desk, { status: 415, reason: 'not-a-form' }, () =>
      ask(desk.webhookUrl, { path: SMS, headers: { ...headers, 'x-twilio-signature': signature }, body: sent }),
    );
  }
});

// Bug caught: a limit that trusts Content-Length alone, or that is off by one.
test('a body over 64 KiB is 413, with and without a length; 64 KiB is taken', async () => {
  const desk = await openDeskFor();
  const base = desk.webhookUrl;
  const sized = (bytes: number) => {
    const start = formOf(fields({ Body: '' })).replace('Body=', '') + '&Body=';
    return start + 'x'.repeat(bytes - start.length);
  };
  for (const bytes of [65_537, 200_000, 3_000_000]) {
    const body = sized(bytes);
    for (const chunked of [false, true]) {
      await expectRefusal(desk, { status: 413, reason: 'too-large' }, () =>
        ask(base, { path: SMS, body, chunked, headers: signedHeaders(base + SMS, body) }),
      );
    }
  }
  for (const chunked of [false, true]) {
    const body = sized(65_536);
    const answer = await ask(base, { path: SMS, body, chunked, headers: signedHeaders(base + SMS, body) });
    expect(answer.status).toBe(200);
  }
  expect((await desk.documents()).messages.filter((one) => one.sender === 'contact')).toHaveLength(2);
});

// Bug caught: Express' own HTML pages for what it does not know.
test('an unknown path is 404, signed or not, whatever the method', async () => {
  const desk = await openDeskFor();
  const paths = [
    '/',
    '/favicon.ico',
    '/api/webhooks',
    '/api/webhooks/',
    '/api/webhooks/sm',
    '/api/webhooks/sms/extra',
    '/api/webhooks/voice/turn-1/more',
    '/api/webhooks/%2e%2e/healthz',
    '/api/webhooks/voice/%E0%A4%A',
    '/api/webhooks/__proto__',
    '/healthz/more',
  ];
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const body = formOf(fields());
      await expectRefusal(desk, { status: 404, reason: 'unknown-path' }, () =>
        ask(desk.webhookUrl, { method, path, body, headers: signedHeaders(desk.webhookUrl + path, body) }),
      );
    }
  }
});

// Bug caught: Express answering OPTIONS by itself with a plain text "POST", or a GET that is taken for a message.
test('a known path with another method is 405', async () => {
  const desk = await openDeskFor();
  for (const path of ['sms', 'whatsapp', 'voice', 'voice/turn-2', 'status']) {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      await expectRefusal(desk, { status: 405, reason: 'method' }, async () => {
        const answer = await ask(desk.webhookUrl, { method, path: `/api/webhooks/${path}` });
        expect(answer.headers.allow).toBe('POST');
        return answer;
      });
    }
  }
  const head = await ask(desk.webhookUrl, { method: 'HEAD', path: SMS });
  expect([head.status, head.body]).toEqual([405, '']);
});

// Bug caught: a request line that makes the signature check throw, which would be a fault of ours (500) in the log.
test('a request line with a whole address in it is refused like any other', async () => {
  const desk = await openDeskFor();
  const body = formOf(fields());
  const answer = await sendBytes(
    desk.webhookUrl,
    [
      `POST http://elsewhere.example${SMS} HTTP/1.1`,
      'Host: elsewhere.example',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'X-Twilio-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toMatch(/content-type: text\/xml/i);
  expect(desk.connection.state().webhook.refused.signature).toBe(1);
  expect(faults(desk)).toEqual([]);
});

// Bug caught: a number that was bought yesterday counted as bad input, and the customer's text lost.
test('a signed message to a number that is not known yet is kept, and the number learnt', async () => {
  const desk = await openDeskFor();
  const theirs = '+12025550177';
  const answer = await desk.text(A, 'Hello', { To: theirs });
  expect(answer.status).toBe(200);
  const { messages } = await desk.documents();
  expect(messages[0]?.metadata.toNumber).toBe(theirs);
  const learnt = [...desk.store.now.values('channels')].filter((channel) => channel.address === theirs);
  expect(learnt).toMatchObject([{ communication_type: 'sms', _id: messages[0]?.channel_id }]);
  await desk.text(theirs, 'I am one of yours');
  const own = (await desk.documents()).messages.filter((one) => one.metadata.fromNumber === theirs);
  expect(own.map((one) => one.sender)).toEqual(['ai', 'contact']);
});

async function serveWith(handlers: Partial<WebhookServerOptions['handlers']>) {
  const errors: unknown[] = [];
  const counter = countRequests(createManualClock(), () => undefined);
  const fail = () => Promise.reject(new Error('nobody expected this'));
  const app = createWebhookApp({
    credentials: {
      accountSid: () => ACCOUNT,
      authTokens: () => [TOKEN],
      publicBases: () => [server.url],
      signedWith: () => undefined,
    },
    own: { meet: () => ({ kind: 'stranger' }) },
    handlers: { message: fail, call: fail, status: fail, ...handlers },
    counter,
    files: { serve: () => Promise.resolve(false) },
    onError: (error) => errors.push(error),
  });
  const server = await listen(app, 0, true);
  onTestFinished(() => server.close());
  return { url: server.url, errors, counter };
}

// Bug caught: Express' error page, with a stack trace, sent to Twilio and texted to the customer.
test('a fault of our own is 500 in text/xml, says nothing of itself, and is logged', async () => {
  const { url, errors } = await serveWith({});
  const call = formOf({ ...fields(), CallSid: newSid('CA') });
  for (const path of [
    SMS,
    '/api/webhooks/whatsapp',
    '/api/webhooks/voice',
    '/api/webhooks/voice/x',
    '/api/webhooks/status',
  ]) {
    const answer = await postSigned(url, path, call);
    expect(answer.status).toBe(500);
    expectTwiml(answer);
    expect(answer.body).not.toContain('expected');
  }
  expect(errors).toHaveLength(5);
});

// Bug caught: a message acknowledged that the disk did not take, so that Twilio would not send it again.
test('a store that cannot write is 503 and counted, so that Twilio tries the fallback', async () => {
  const { url, errors, counter } = await serveWith({
    message: () => Promise.reject(new StoreUnavailableError('The disk is full.')),
  });
  const answer = await postSigned(url, SMS, formOf(fields()));
  expect(answer.status).toBe(503);
  expectTwiml(answer);
  expect(counter.state(url)).toMatchObject({ accepted: 0, refused: { store: 1 } });
  expect(errors).toEqual([]);
});

// Bug caught: a health page that tells a stranger what runs here, or that a cache keeps.
test('/healthz says exactly one thing and nothing of who we are', async () => {
  const desk = await openDeskFor();
  const answer = await ask(desk.webhookUrl, { method: 'GET', path: '/healthz' });
  expect(answer.status).toBe(200);
  expect(answer.body).toBe('{"status":"ok"}');
  expect(answer.headers['content-type']).toMatch(/^application\/json\b/);
  for (const header of ['x-powered-by', 'server', 'via', 'etag']) expect(answer.headers[header]).toBeUndefined();
  const text = JSON.stringify(answer.headers).toLowerCase();
  for (const word of ['express', 'switchboard', 'node', 'electron']) expect(text).not.toContain(word);
  expect(desk.connection.state().webhook.refused).toEqual({});
});

// Bug caught: a line "Something unexpected went wrong" each time that a network breaks in the middle of a request.
test('a connection that breaks halfway through a body stores nothing and troubles nobody', async () => {
  const desk = await openDeskFor();
  const head = `POST ${SMS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
  const { port } = new URL(desk.webhookUrl);
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.write(`${head}Content-Length: 500\r\nExpect: 100-continue\r\n\r\nMessageSid=SM1`);
  await once(socket, 'data'); // "100 Continue": the server is reading
  socket.destroy();
  await desk.close();
  expect(faults(desk)).toEqual([]);
  expect(desk.connection.state().webhook).toMatchObject({ accepted: 0, refused: {} });
});

// Bug caught: quitting that waits for half a request until its time-out (20 s), or for connections kept alive (65 s).
test('closing waits for no half-sent request and for no connection that is merely open', async () => {
  const desk = await openDeskFor();
  const { port } = new URL(desk.webhookUrl);
  const sockets = [
    '',
    'POST /api',
    `POST ${SMS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n`,
  ].map((bytes) => {
    const socket = net.connect(Number(port), '127.0.0.1');
    if (bytes) socket.write(bytes);
    return socket;
  });
  await Promise.all([once(sockets[0]!, 'connect'), once(sockets[2]!, 'data')]);
  await ask(desk.webhookUrl, { method: 'GET', path: '/healthz' }); // kept alive
  const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
  await desk.close();
  await ended;
});

// Bug caught: Twilio turns to the fallback of a call because something is wrong here, and there it fails by the same thing;
// the caller hears “an application error has occurred”.
test('the fallback of a call apologises and hangs up, signed or not, and touches nothing', async () => {
  const desk = await openDeskFor();
  const before = await everythingIn(desk);
  const form = { CallSid: `CA${'1'.repeat(32)}`, AccountSid: ACCOUNT, From: A, To: OURS, ErrorCode: '11200' };
  for (const signature of [undefined, null]) {
    const answer = await desk.post('/api/webhooks/voice/fallback', form, signature === null ? { signature } : {});
    expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('text/xml') as unknown });
    expect(answer.body).toMatch(/<Say>We are sorry, .*<\/Say><Hangup\/>/);
  }
  expect(await everythingIn(desk)).toEqual(before);
  expect(desk.connection.state().webhook).toMatchObject({ accepted: 0, refused: {} });
});

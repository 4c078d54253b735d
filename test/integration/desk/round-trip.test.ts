import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { onTestFinished, expect, test } from 'vitest';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { OWN_PATH } from '../../../src/main/webhook/own-requests';
import { freePort, readBody, startServer } from '../../support/http-server';
import { createManualClock } from '../../support/manual-clock';
import { ACCOUNT, TOKEN, type StartedDesk } from '../../support/start-desk';
import { A, openDeskFor } from './support/desk-harness';
import { ask, signedHeaders } from './support/raw-request';

type Passing = (request: IncomingMessage, response: ServerResponse, target: string) => Promise<void>;

/** A proxy on this machine before a desk that has it as its public address. */
async function openBehind(pass: Passing): Promise<StartedDesk> {
  let target = '';
  const listener: RequestListener = (request, response) => void pass(request, response, target);
  const proxy = await startServer(listener);
  onTestFinished(() => proxy.close());
  const desk = await openDeskFor({ env: { PUBLIC_URL: `${proxy.url}/console` } });
  target = desk.webhookUrl;
  return desk;
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  change: (headers: Record<string, string>, body: string) => string = (_headers, body) => body,
): Promise<void> {
  const headers: Record<string, string> = {};
  for (const name of ['content-type', 'x-twilio-signature']) headers[name] = String(request.headers[name] ?? '');
  const body = change(headers, await readBody(request));
  const answer = await ask(target, { path: (request.url ?? '').replace('/console', ''), headers, body });
  response.writeHead(answer.status, { 'content-type': answer.headers['content-type'] ?? '' }).end(answer.body);
}

const tested = async (desk: StartedDesk) => {
  await expect.poll(() => desk.connection.state().tunnel.state).toBe('up');
  await desk.connecting.test();
  return desk.connection.state().tunnel;
};

// Bug caught: an address that is called reachable because something answers there; a test that is counted or kept as if
// a customer had written.
test('a request of ours that comes back proves the public address, and leaves nothing behind', async () => {
  const desk = await openBehind((request, response, target) => passOn(request, response, target));
  expect(await tested(desk)).toMatchObject({
    state: 'up',
    roundTrip: { isRunning: false, problem: null, provenAt: expect.any(String) as string },
  });
  expect(desk.connection.state().webhook).toMatchObject({ accepted: 0, refused: {} });
  expect((await desk.documents()).messages).toEqual([]);
});

// Bug caught: “It does not work” without the why: each of these has another remedy.
test.each<[string, RegExp, Passing]>([
  ['a login page', /web page answers/, page(200, { 'content-type': 'text/html' }, '<form>Log in</form>')],
  ['a wall of its own', /web page answers/, page(403, { 'content-type': 'text/html; charset=utf-8' }, 'No')],
  ['a redirect', /on to login\.example, where/, page(302, { location: 'https://login.example/?next=1' }, '')],
  ['a gateway with nothing behind it', /does not reach this console/, page(502, {}, 'Bad gateway')],
  ['something else', /does not lead to this console \(HTTP 200\)/, page(200, {}, 'OK')],
  ['a path that is not there', /does not lead to this console \(HTTP 404\)/, page(404, {}, 'Not found')],
  ['a page without an end', /web page answers/, endlessPage],
  [
    'a proxy that drops the signature',
    /came back changed/,
    (request, response, target) =>
      passOn(request, response, target, (headers, body) => {
        delete headers['x-twilio-signature'];
        return body;
      }),
  ],
  [
    'a proxy that changes the form',
    /came back changed/,
    (request, response, target) => passOn(request, response, target, (_headers, body) => `${body}&added=1`),
  ],
  [
    'another console',
    /Another console answers/,
    async (request, response) => {
      const other = await openDeskFor();
      await passOn(request, response, other.webhookUrl);
    },
  ],
])(
  'with %s the address is not proven, with the reason, and Twilio’s requests are taken all the same',
  async (_what, reason, pass) => {
    const desk = await openBehind(pass);
    const { state, url, roundTrip } = await tested(desk);
    expect(state).toBe('up');
    expect(roundTrip).toMatchObject({ provenAt: null, problem: expect.stringMatching(reason) as string });
    expect(roundTrip.detail).not.toBe('');
    const route = '/api/webhooks/sms';
    const form = { MessageSid: `SM${'1'.repeat(32)}`, AccountSid: ACCOUNT, From: A, To: '+15703251809', Body: 'Hi' };
    const signature = getExpectedTwilioSignature(TOKEN, `${url}${route}`, form);
    expect((await desk.post(route, form, { signature })).status).toBe(200);
  },
);

test('where nobody answers it says so', async () => {
  const desk = await openDeskFor({ env: { PUBLIC_URL: `http://127.0.0.1:${await freePort()}` } });
  expect((await tested(desk)).roundTrip).toMatchObject({
    problem: expect.stringMatching(/^Nobody answers at the public address/) as string,
    detail: 'ECONNREFUSED',
  });
  const nowhere = await openDeskFor({ env: { PUBLIC_URL: 'http://no-such-host.invalid' } });
  expect((await tested(nowhere)).roundTrip.problem).toMatch(/name of the public address cannot be found/);
});

// Bug caught: a test request that anybody can send, or send again, and so have any address taken for proven.
test('nobody but the console itself gets an answer at that path, and nobody twice', async () => {
  const answers: string[] = [];
  const desk = await openBehind(async (request, response, target) => {
    const { 'content-type': type, 'x-twilio-signature': signature } = request.headers;
    const headers = { 'content-type': type ?? '', 'x-twilio-signature': signature };
    const copy = { path: OWN_PATH, headers, body: await readBody(request) };
    const first = await ask(target, copy);
    const again = await ask(target, copy);
    answers.push(`${first.status} ${again.status} ${again.headers['content-type']} ${again.body}`);
    response.writeHead(first.status).end(first.body);
  });
  await tested(desk);
  expect(answers[0]).toBe('200 404 text/xml; charset=utf-8 <?xml version="1.0" encoding="UTF-8"?><Response/>');
  const forged = `AccountSid=${ACCOUNT}&RoundTrip=${'0'.repeat(32)}`;
  const headers = signedHeaders(`${desk.connection.state().tunnel.url}${OWN_PATH}`, forged);
  expect((await ask(desk.webhookUrl, { path: OWN_PATH, body: forged, headers })).status).toBe(404);
  expect((await ask(desk.webhookUrl, { path: OWN_PATH, method: 'GET' })).status).toBe(405);
});

// Bug caught: after the address was changed, what Twilio had under way for the old one is refused; or for ever taken.
test('what is signed for the address before is taken for ten minutes, over a restart too', async () => {
  const clock = createManualClock();
  const desk = await openDeskFor({ clock });
  const [a, b] = ['https://a.example', 'https://b.example'];
  let count = 0;
  const statusFor = async (at: StartedDesk, base: string) => {
    count += 1;
    const form = {
      MessageSid: `SM${String(count).padStart(32, '0')}`,
      AccountSid: ACCOUNT,
      From: A,
      To: '+1',
      Body: '',
    };
    const signature = getExpectedTwilioSignature(TOKEN, `${base}/api/webhooks/sms`, form);
    return (await at.post('/api/webhooks/sms', form, { signature })).status;
  };
  await desk.settings.put('publicUrl', a, 'operator');
  await desk.settings.put('tunnel', 'manual', 'operator');
  await expect.poll(() => desk.connection.state().tunnel.url).toBe(a);
  expect(await statusFor(desk, a)).toBe(200);
  await desk.settings.put('publicUrl', b, 'operator');
  await expect.poll(() => desk.connection.state().tunnel.url).toBe(b);
  expect([await statusFor(desk, b), await statusFor(desk, a)]).toEqual([200, 200]);
  clock.advance(10 * 60_000);
  expect([await statusFor(desk, b), await statusFor(desk, a)]).toEqual([200, 403]);

  await desk.settings.put('publicUrl', a, 'operator');
  await expect.poll(() => desk.connection.state().tunnel.url).toBe(a);
  await desk.close();
  const again = await openDeskFor({ clock, dataDir: desk.dataDir, env: { PUBLIC_URL: 'https://c.example' } });
  await expect.poll(() => again.connection.state().tunnel.url).toBe('https://c.example');
  expect([await statusFor(again, 'https://c.example'), await statusFor(again, a)]).toEqual([200, 200]);
  clock.advance(10 * 60_000);
  expect(await statusFor(again, a)).toBe(403);
});

function page(status: number, headers: Record<string, string>, body: string): Passing {
  return async (request, response) => {
    await readBody(request);
    response.writeHead(status, headers).end(body);
  };
}

async function endlessPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await readBody(request);
  response.writeHead(200, { 'content-type': 'text/html' });
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(1000)));
  };
  response.on('drain', more);
  more();
}

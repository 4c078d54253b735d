import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TunnelState } from '../../../src/shared/connection';
import { systemClock } from '../../../src/main/app/clock';
import { createNgrokOpener } from '../../../src/main/tunnel/ngrok';
import { createTunnel, type Tunnel, type TunnelOptions, type TunnelWish } from '../../../src/main/tunnel/tunnel';
import { createManualClock } from '../../support/manual-clock';
import { freePort, readBody, startServer, type TestServer } from '../../support/http-server';
import { createOwnRequests, OWN_PATH, type OwnRequests } from '../../../src/main/webhook/own-requests';
import { createRoundTrip } from '../../../src/main/tunnel/round-trip';
import { readForm } from '../../../src/main/webhook/read-form';
import { startTunnelServer, type TunnelServer } from '../../support/tunnel-server';

let server: TunnelServer;
let desk: TestServer;
let tunnel: Tunnel | undefined;
let own: OwnRequests;
const account = { accountSid: () => 'AC', authTokens: () => ['a-token'] };
const posted: { url: string; body: string; signature: unknown }[] = [];

beforeEach(async () => {
  posted.length = 0;
  server = await startTunnelServer();
  own = createOwnRequests(account, randomBytes);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/healthz') return void response.end('{"status":"ok"}');
    if (request.url === OWN_PATH) {
      const form = await readForm(request);
      const signature = String(request.headers['x-twilio-signature']);
      const met = form.ok ? own.meet(form.fields, signature, request.url) : null;
      return void response.end(met?.kind === 'answer' ? met.twiml : '');
    }
    posted.push({
      url: request.url ?? '',
      body: await readBody(request),
      signature: request.headers['x-twilio-signature'],
    });
    response.setHeader('content-type', 'text/xml').end('<Response/>');
  };
  desk = await startServer((request, response) => void answer(request, response));
});
afterEach(async () => {
  await tunnel?.close();
  tunnel = undefined;
  await server.close();
  await desk.close();
});

function wish(kind: TunnelWish['kind'], more: Partial<TunnelWish> = {}): TunnelWish {
  return { kind, publicUrl: null, ngrokAuthtoken: () => null, ngrokDomain: null, localtunnelHost: server.url, ...more };
}

function open(wanted: TunnelWish, more: Partial<Omit<TunnelOptions, 'prove'>> = {}) {
  const lines: string[] = [];
  tunnel = createTunnel({
    port: desk.port,
    clock: systemClock,
    random: () => 0,
    prove: createRoundTrip({ own, authToken: () => 'a-token', clock: systemClock }),
    log: (line) => lines.push(line),
    ...more,
  });
  tunnel.want(wanted);
  return lines;
}

/** Waits for a state that fulfils a condition. */
function until(is: (state: TunnelState) => boolean): Promise<TunnelState> {
  return new Promise((resolve) => {
    if (!tunnel) throw new Error('no tunnel');
    if (is(tunnel.state)) return resolve(tunnel.state);
    const stop = tunnel.onChange((state) => {
      if (!is(state)) return;
      stop();
      resolve(state);
    });
  });
}
const untilUp = () => until((state) => state.state === 'up');
const untilDown = () => until((state) => state.state === 'down');

describe('localtunnel', () => {
  it('brings requests to the console from end to end, many at a time', async () => {
    open(wish('localtunnel'));
    const { url } = await untilUp();
    const posts = Array.from({ length: 20 }, (_, index) =>
      fetch(`${url}/api/webhooks/sms?n=${index}`, {
        method: 'POST',
        headers: { 'x-twilio-signature': 'signed', 'content-type': 'application/x-www-form-urlencoded' },
        body: `Body=caf%C3%A9+${index}`,
      }).then((response) => response.text()),
    );
    expect(await Promise.all(posts)).toEqual(Array.from({ length: 20 }, () => '<Response/>'));
    expect(posted).toHaveLength(20);
    expect(posted).toContainEqual({ url: '/api/webhooks/sms?n=7', body: 'Body=caf%C3%A9+7', signature: 'signed' });
  });

  it('comes back at the same address after the line broke', async () => {
    open(wish('localtunnel'));
    const urls: string[] = [];
    tunnel?.onUrl((url) => urls.push(url));
    const before = await untilUp();
    server.forget(before.url?.split('/').at(-1) ?? '');
    await untilDown();
    const after = await untilUp();
    expect(after.url).toBe(before.url);
    expect(server.asked).toEqual([null, before.url?.split('/').at(-1)]);
    expect(urls).toHaveLength(1);
    expect(await (await fetch(`${after.url}/healthz`)).json()).toEqual({ status: 'ok' });
  });

  it.each([
    ['busy', 'gave no tunnel'],
    ['nonsense', 'gave no tunnel'],
    ['refuses-connections', 'firewall'],
  ] as const)(
    'says what is wrong with a server that is %s, and gets a tunnel when it is well again',
    async (behaviour, words) => {
      server.behaviour = behaviour;
      const lines = open(wish('localtunnel'));
      const state = await untilDown();
      expect(state).toMatchObject({
        reason: expect.stringContaining(words) as unknown,
        retryAt: expect.any(String) as unknown,
      });
      expect(lines.at(-1)).toContain(state.reason);
      server.behaviour = 'well';
      await untilUp();
    },
  );

  it('says that there is no server', async () => {
    open(wish('localtunnel', { localtunnelHost: `http://127.0.0.1:${await freePort()}` }));
    expect(await untilDown()).toMatchObject({ reason: expect.stringContaining('could not be reached') as unknown });
  });

  it('gives up on a server that stays silent, and asks it no more once it is not wanted', async () => {
    server.behaviour = 'silent';
    const clock = createManualClock();
    open(wish('localtunnel'), { clock, openMs: 100 });
    await server.untilAsked(1);
    clock.advance(100);
    expect(await untilDown()).toMatchObject({ reason: expect.stringContaining('in time') as unknown });
    tunnel?.want(wish('off'));
    const asked = server.asked.length;
    server.behaviour = 'well';
    open(wish('localtunnel'));
    await untilUp();
    expect(server.asked).toHaveLength(asked + 1);
  });
});

describe('ngrok', () => {
  it('says that its authtoken is missing, and does not try', async () => {
    open(wish('ngrok'));
    expect(await untilDown()).toMatchObject({
      reason: expect.stringContaining('as “ngrok authtoken”') as unknown,
      retryAt: null,
    });
  });

  it('that cannot be had is down, with a reason that does not repeat the token', async () => {
    const token = 'not_a_token_that_ngrok_knows';
    // A network that lets nothing through and says nothing must not take longer than the test has.
    const lines = open(wish('ngrok', { ngrokAuthtoken: () => token }), { openMs: 5000 });
    const state = await untilDown();
    expect(state.reason).toMatch(/^(ngrok|The tunnel did not open in time\.) .*\.( \(ERR_NGROK_\d+\))?$/);
    expect(JSON.stringify([state, lines])).not.toContain(token);
  });

  // Bug caught: the library waits for ever for a network that swallows everything, and so does the console, also when it
  // is to quit.
  it('that never answers is given up in time, tried again, and holds up no end', async () => {
    const silent = createServer();
    const asked = new Promise<void>((resolve) => silent.on('connection', () => resolve()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const clock = createManualClock();
    const openerFor: TunnelOptions['openerFor'] = () =>
      createNgrokOpener({
        ...{ authtoken: () => 'a-token', domain: null, clock },
        serverAddress: `127.0.0.1:${port}`,
      });
    open(wish('ngrok'), { clock, openerFor });
    await asked;
    clock.advance(20_000);
    expect(await untilDown()).toMatchObject({
      reason: expect.stringMatching(/^The tunnel did not open in time/) as unknown,
      retryAt: expect.any(String) as unknown,
    });
    clock.advance(1000);
    expect(tunnel?.state.state).toBe('starting');
    await tunnel?.close();
    silent.close();
  });
});

describe('manual', () => {
  it('is up at the URL that was given', async () => {
    open(wish('manual', { publicUrl: 'https://desk.example/console/' }));
    expect(await untilUp()).toMatchObject({ url: 'https://desk.example/console' });
  });

  it.each([
    null,
    'desk.example',
    'ftp://desk.example',
    'https://desk.example/?a=1',
    'https://user@desk.example',
    'https://',
  ])('is down with %j, and says why', async (publicUrl) => {
    open(wish('manual', { publicUrl }));
    expect(await untilDown()).toMatchObject({
      reason: expect.stringContaining('own address') as unknown,
      retryAt: null,
    });
  });
});

it('off is off', () => {
  open(wish('off'));
  expect(tunnel?.state).toMatchObject({ kind: 'off', state: 'off', url: null, reason: null, retryAt: null });
});

import { describe, expect, it } from 'vitest';
import type { RoundTrip, TunnelState } from '../../../src/shared/connection';
import type { Proof } from '../../../src/main/tunnel/round-trip';
import { createTunnel, type Tunnel, type TunnelWish } from '../../../src/main/tunnel/tunnel';
import { TunnelProblem, type OpenedTunnel, type OpeningOptions } from '../../../src/main/tunnel/tunnel-opener';
import { createManualClock } from '../../support/manual-clock';

interface Opening extends OpeningOptions {
  succeed(url: string): FakeTunnel;
  fail(error: unknown): void;
}
interface FakeTunnel extends OpenedTunnel {
  closed: boolean;
}

const ngrok: TunnelWish = {
  kind: 'ngrok',
  publicUrl: null,
  ngrokAuthtoken: () => 'token',
  ngrokDomain: null,
  localtunnelHost: null,
};

/** Lets everything run that waits for promises alone. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const UNPROVEN: RoundTrip = { isRunning: false, provenAt: null, tookMs: null, problem: null, detail: null };
const BROKEN: Proof = { ok: false, reason: 'Nothing came back.', detail: 'time-out' };

function setUp() {
  const clock = createManualClock('2026-01-01T00:00:00.000Z');
  const openings: Opening[] = [];
  const states: TunnelState[] = [];
  const urls: string[] = [];
  const lines: string[] = [];
  const health = { isWell: true, checks: 0, asked: [] as string[] };
  const tunnel: Tunnel = createTunnel({
    port: 3000,
    clock,
    random: () => 0.999999,
    log: (line) => lines.push(line),
    prove: (url) => {
      health.checks += 1;
      health.asked.push(url);
      return Promise.resolve(health.isWell ? { ok: true, tookMs: 40 } : BROKEN);
    },
    openerFor: (wish) =>
      wish.kind === 'off'
        ? null
        : (options) =>
            new Promise((resolve, reject) => {
              openings.push({
                ...options,
                succeed(url) {
                  const opened: FakeTunnel = {
                    url,
                    closed: false,
                    close() {
                      opened.closed = true;
                      return Promise.resolve();
                    },
                  };
                  resolve(opened);
                  return opened;
                },
                fail: reject,
              });
            }),
  });
  tunnel.onChange((state) => states.push(state));
  tunnel.onUrl((url) => urls.push(url));
  const last = () => openings.at(-1)!;
  const open = async (url: string) => {
    await settle();
    const opened = last().succeed(url);
    await settle();
    return opened;
  };
  return { clock, openings, states, urls, lines, health, tunnel, last, open };
}

describe('a tunnel', () => {
  it('goes up, and says where', async () => {
    const { tunnel, states, urls, open } = setUp();
    expect(tunnel.state).toEqual({
      ...{ kind: 'off', state: 'off', url: null, reason: null, retryAt: null },
      roundTrip: UNPROVEN,
    });
    tunnel.want(ngrok);
    expect(tunnel.state).toMatchObject({ kind: 'ngrok', state: 'starting', url: null });
    await open('https://a.example');
    expect(tunnel.state).toEqual({
      ...{ kind: 'ngrok', state: 'up', url: 'https://a.example', reason: null, retryAt: null },
      roundTrip: { ...UNPROVEN, provenAt: '2026-01-01T00:00:00.000Z', tookMs: 40 },
    });
    expect([...new Set(states.map((state) => state.state))]).toEqual(['starting', 'up']);
    expect(urls).toEqual(['https://a.example']);
  });

  it('is tried again with growing pauses, and says when', async () => {
    const { tunnel, clock, openings, last } = setUp();
    tunnel.want(ngrok);
    for (const [failures, pause] of [1000, 2000, 4000, 8000].entries()) {
      await settle();
      expect(openings).toHaveLength(failures + 1);
      last().fail(new TunnelProblem('ngrok could not be reached.', false));
      await settle();
      expect(tunnel.state).toEqual({
        kind: 'ngrok',
        state: 'down',
        url: null,
        reason: 'ngrok could not be reached.',
        retryAt: new Date(clock.now() + pause).toISOString(),
        roundTrip: UNPROVEN,
      });
      clock.advance(pause - 1);
      await settle();
      expect(openings).toHaveLength(failures + 1);
      clock.advance(1);
    }
  });

  it('is not tried again when that is no use, until somebody asks for it', async () => {
    const { tunnel, clock, openings, last, open } = setUp();
    tunnel.want(ngrok);
    await settle();
    last().fail(new TunnelProblem('ngrok did not accept the authtoken.', true));
    await settle();
    expect(tunnel.state).toMatchObject({ state: 'down', retryAt: null });
    clock.advance(3600_000);
    await settle();
    expect(openings).toHaveLength(1);
    tunnel.restart();
    await open('https://a.example');
    expect(tunnel.state.state).toBe('up');
  });

  it('that never opens is given up in time, and closed should it open after all', async () => {
    const { tunnel, clock, openings, last } = setUp();
    tunnel.want(ngrok);
    await settle();
    clock.advance(20_000);
    await settle();
    expect(tunnel.state).toMatchObject({ state: 'down', reason: expect.stringContaining('in time') as unknown });
    expect(last().signal.aborted).toBe(true);
    const late = last().succeed('https://late.example');
    await settle();
    expect(late.closed).toBe(true);
    expect(tunnel.state.state).toBe('down');
    clock.advance(1000);
    await settle();
    expect(openings).toHaveLength(2);
  });

  it('that breaks is opened again', async () => {
    const { tunnel, clock, urls, last, open } = setUp();
    tunnel.want(ngrok);
    const first = await open('https://a.example');
    last().onDown('ngrok lost its connection.');
    await settle();
    expect(first.closed).toBe(true);
    expect(tunnel.state).toMatchObject({ state: 'down', url: null, reason: 'ngrok lost its connection.' });
    clock.advance(1000);
    await open('https://b.example');
    expect(urls).toEqual(['https://a.example', 'https://b.example']);
  });

  it('does not move the webhooks when it comes back at the same address', async () => {
    const { tunnel, clock, urls, last, open } = setUp();
    tunnel.want(ngrok);
    await open('https://a.example');
    last().onDown('ngrok lost its connection.');
    clock.advance(1000);
    await open('https://a.example');
    expect(urls).toEqual(['https://a.example']);
  });

  it('that breaks again and again is not hammered', async () => {
    const { tunnel, clock, openings, last, open } = setUp();
    tunnel.want(ngrok);
    for (const pause of [1000, 2000, 4000]) {
      await open('https://a.example');
      last().onDown('It broke.');
      expect(Date.parse(tunnel.state.retryAt ?? '') - clock.now()).toBe(pause);
      clock.advance(pause);
      await settle();
    }
    await open('https://a.example');
    clock.advance(60_000);
    await settle();
    openings.at(-1)?.onDown('It broke after a good while.');
    expect(Date.parse(tunnel.state.retryAt ?? '') - clock.now()).toBe(1000);
  });

  // Bug caught: a tunnel that stands but carries nothing: it looks well, the webhooks are moved to it, and no text arrives.
  it('that does not carry is never up, and no webhook is moved to it', async () => {
    const { tunnel, clock, health, states, urls, open } = setUp();
    health.isWell = false;
    tunnel.want(ngrok);
    const opened = await open('https://a.example');
    for (const tries of [1, 2, 3]) {
      expect(health.checks).toBe(tries);
      if (tries < 3) clock.advance(5_000);
      await settle();
    }
    expect(states.map((state) => state.state)).not.toContain('up');
    expect(urls).toEqual([]);
    expect(opened.closed).toBe(true);
    expect(tunnel.state).toMatchObject({
      ...{ state: 'down', url: null, reason: 'Nothing came back.' },
      roundTrip: { detail: 'time-out' },
    });
    health.isWell = true;
    clock.advance(1000);
    await open('https://b.example');
    expect(urls).toEqual(['https://b.example']);
  });

  it('is tested every few minutes, and opened again when nothing comes back, but not for one lost request', async () => {
    const { tunnel, clock, health, open } = setUp();
    tunnel.want(ngrok);
    await open('https://a.example');
    health.isWell = false;
    clock.advance(300_000);
    await settle();
    expect(tunnel.state).toMatchObject({ state: 'up', roundTrip: { problem: 'Nothing came back.' } });
    health.isWell = true;
    clock.advance(5_000);
    await settle();
    expect(tunnel.state).toMatchObject({ state: 'up', roundTrip: { problem: null } });
    health.isWell = false;
    clock.advance(300_000);
    await settle();
    clock.advance(5_000);
    await settle();
    expect(tunnel.state).toMatchObject({ state: 'down', reason: 'Nothing came back.' });
  });

  // Bug caught: an address of the operator's own that fails its test is taken for down, and Twilio's requests refused.
  it('of the operator’s own stays up when its test fails, says why, and is tested again', async () => {
    const { tunnel, clock, health, open } = setUp();
    health.isWell = false;
    tunnel.want({ ...ngrok, kind: 'manual' });
    await open('https://own.example');
    for (const pause of [5_000, 5_000, 60_000, 60_000]) {
      expect(tunnel.state).toMatchObject({
        ...{ state: 'up', url: 'https://own.example', reason: null },
        roundTrip: { problem: 'Nothing came back.', detail: 'time-out', provenAt: null },
      });
      clock.advance(pause);
      await settle();
    }
    expect(health.checks).toBe(5);
    health.isWell = true;
    await tunnel.test();
    expect(tunnel.state.roundTrip).toEqual({ ...UNPROVEN, provenAt: new Date(clock.now()).toISOString(), tookMs: 40 });
  });

  // Bug caught: two presses of “Test now”, or one while it is tested anyway, and two tests that contradict each other.
  it('is tested once at a time', async () => {
    const { tunnel, health, open } = setUp();
    tunnel.want(ngrok);
    await open('https://a.example');
    const before = health.checks;
    await Promise.all([tunnel.test(), tunnel.test(), tunnel.test()]);
    expect(health.checks).toBe(before + 1);
  });

  it('is looked at when the machine wakes, and tried at once when it was down', async () => {
    const { tunnel, health, openings, last, open } = setUp();
    tunnel.want(ngrok);
    await open('https://a.example');
    const before = health.checks;
    tunnel.wake();
    await settle();
    expect(health.checks).toBe(before + 1);
    expect(tunnel.state.state).toBe('up');
    health.isWell = false;
    tunnel.wake();
    await settle();
    expect(tunnel.state.state).toBe('down');
    tunnel.wake();
    await settle();
    expect(tunnel.state.state).toBe('starting');
    expect(openings).toHaveLength(2);
    last().fail(new Error('x'));
    await settle();
    expect(tunnel.state).toMatchObject({ state: 'down', reason: 'The tunnel could not be opened.' });
  });

  // Bug caught: a line that comes and goes opens several tunnels at once, or leaves the last try without a next one.
  it('that flaps while the machine sleeps and wakes has one try under way, and is up in the end', async () => {
    const { tunnel, clock, openings, last, open } = setUp();
    tunnel.want(ngrok);
    for (let round = 1; round <= 10; round += 1) {
      await open(`https://${round}.example`);
      last().onDown('It broke.');
      last().onDown('It broke.');
      tunnel.wake();
      tunnel.wake();
      await settle();
      expect(openings).toHaveLength(round + 1);
      expect(openings.slice(0, -1).every(({ signal }) => signal.aborted)).toBe(true);
      expect(last().signal.aborted).toBe(false);
      // Less than it may take to open.
      clock.advance(10_000);
    }
    await open('https://end.example');
    expect(tunnel.state).toMatchObject({ state: 'up', url: 'https://end.example' });
  });

  it('gives way to another wish, whatever it was doing', async () => {
    const { tunnel, clock, openings, open, states } = setUp();
    tunnel.want(ngrok);
    await settle();
    const slow = openings[0]!;
    tunnel.want({ ...ngrok, kind: 'localtunnel' });
    expect(slow.signal.aborted).toBe(true);
    const first = await open('https://lt.example');
    const late = slow.succeed('https://ngrok.example');
    await settle();
    expect(late.closed).toBe(true);
    expect(tunnel.state).toMatchObject({ kind: 'localtunnel', url: 'https://lt.example' });
    slow.onDown('too late');
    expect(tunnel.state.state).toBe('up');
    tunnel.want({ ...ngrok, kind: 'off' });
    await settle();
    expect(first.closed).toBe(true);
    expect(states.at(-1)).toEqual({
      ...{ kind: 'off', state: 'off', url: null, reason: null, retryAt: null },
      roundTrip: UNPROVEN,
    });
    expect(clock.waiting).toBe(0);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { tunnel, clock, openings, open } = setUp();
    tunnel.want(ngrok);
    const opened = await open('https://a.example');
    await tunnel.close();
    expect(opened.closed).toBe(true);
    expect(clock.waiting).toBe(0);
    tunnel.restart();
    tunnel.wake();
    tunnel.want(ngrok);
    await settle();
    expect(openings).toHaveLength(1);
    expect(tunnel.state.state).toBe('off');
  });
});

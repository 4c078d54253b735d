import { describe, expect, it } from 'vitest';
import { keepProgress } from '../../../src/main/connect/connect-progress';
import { connectSenders } from '../../../src/main/desk/connected-senders';
import type { LiveAccount } from '../../../src/main/desk/live-account';
import { createWebhookMover } from '../../../src/main/desk/move-webhooks';
import { TwilioRefusal, TwilioUnreachable } from '../../../src/main/twilio/client';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore } from '../../support/memory-store';

const [a, b, c] = ['https://a.example', 'https://b.example', 'https://c.example'];
const AT = '2026-01-01T00:00:00.000Z';
const away = new TwilioUnreachable('Twilio could not be reached.', true);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function setUp() {
  const clock = createManualClock();
  const moves: { url: string; which: string; end: (error?: Error) => void }[] = [];
  const store = createMemoryStore();
  const lines: string[] = [];
  const account = {
    senders: () => [{ kind: 'number', address: '+12025550100' }],
    now: { accountSid: 'AC1' },
  } as unknown as LiveAccount;
  const say = (line: string) => void lines.push(line);
  const mover = createWebhookMover({
    ...{ account, clock, store, random: () => 0.999999 },
    log: { debug: say, info: say, warn: say, error: say },
    pointing: {
      move: (_keys, url, which) =>
        new Promise((resolve, reject) => {
          moves.push({ url, which, end: (error) => (error ? reject(error) : resolve()) });
        }),
    },
  });
  const end = async (error?: Error) => {
    moves.at(-1)?.end(error);
    await settle();
  };
  return { clock, store, moves, lines, mover, end, urls: () => moves.map(({ url }) => url) };
}

describe('the webhooks at Twilio', () => {
  // Bug caught: two moves at a time, and the older address is written last: texts go to an address that is gone.
  it('are moved one address at a time, and always to the newest in the end', async () => {
    const { mover, end, urls } = setUp();
    mover.moveTo(a);
    mover.moveTo(b);
    mover.moveTo(c);
    expect(urls()).toEqual([a]);
    await end();
    expect(urls()).toEqual([a, c]);
    await end();
    expect(urls()).toEqual([a, c]);
  });

  // Bug caught: the address changes while the network is away, and the webhooks stay at the old one for good.
  it('are tried again while Twilio cannot be reached, at once when it can', async () => {
    const { clock, mover, end, urls } = setUp();
    mover.moveTo(a);
    await end(away);
    clock.advance(1999);
    expect(urls()).toEqual([a]);
    clock.advance(1);
    expect(urls()).toEqual([a, a]);
    await end(away);
    mover.moveTo(b);
    expect(urls()).toEqual([a, a, b]);
    await end(away);
    mover.wake();
    expect(urls()).toEqual([a, a, b, b]);
    await end();
    mover.wake();
    clock.advance(3600_000);
    expect(urls()).toEqual([a, a, b, b]);
    expect(clock.waiting).toBe(0);
  });

  // Bug caught: many numbers to move, one request too many, and the rest stay at the old address for good.
  it('are tried again when Twilio had too many requests', async () => {
    const { clock, mover, end, urls } = setUp();
    mover.moveTo(a);
    await end(new TwilioRefusal('Too many requests', 429, 20429));
    clock.advance(2000);
    expect(urls()).toEqual([a, a]);
    await end();
    expect(clock.waiting).toBe(0);
  });

  // Bug caught: whoever only looks at another account in the wizard has the webhooks of the first set without being asked.
  it('are moved without being asked only where nobody chose step by step', async () => {
    const { store, mover, end, moves } = setUp();
    mover.moveTo(a);
    await end();
    store.apply(connectSenders('AC1', [{ kind: 'number', address: '+12025550100' }], 'operator', AT));
    const account = { sid: 'AC2', name: 'Other', isTrial: false, balance: null };
    store.apply(keepProgress({ step: 'senders', account, finished: false }, 'operator', AT));
    mover.moveTo(b);
    await end();
    expect(moves.map(({ which }) => which)).toEqual(['all', 'ours']);
  });

  it('are left where they are once Twilio refused to move them, with what to do', async () => {
    const { clock, mover, end, urls, lines } = setUp();
    mover.moveTo(a);
    await end(new TwilioRefusal('Authenticate', 401, 20003));
    clock.advance(3600_000);
    mover.wake();
    expect(urls()).toEqual([a]);
    expect(lines).toEqual([expect.stringContaining('Set them in the Twilio Console')]);
  });

  it('are not touched any more after the end', async () => {
    const { clock, mover, end, urls } = setUp();
    mover.moveTo(a);
    mover.close();
    await end(away);
    clock.advance(3600_000);
    expect(urls()).toEqual([a]);
    expect(clock.waiting).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { TwilioState } from '../../../src/shared/connection';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from '../../../src/main/twilio/client';
import { watchAccount, type WatchedAccount } from '../../../src/main/twilio/watch-account';
import { createManualClock } from '../../support/manual-clock';

const away = new TwilioUnreachable('Twilio could not be reached.', true);
const refused = new TwilioRefusal('Authenticate', 401, 20003);
const real: WatchedAccount = { accountSid: 'AC1', phoneNumber: null, standIn: null };

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function setUp() {
  const clock = createManualClock('2026-01-01T00:00:00.000Z');
  const twilio = { error: null as Error | null, asked: 0, account: real, reached: 0 };
  const states: TwilioState['state'][] = [];
  const lines: string[] = [];
  const fetchAccount: TwilioClient['fetchAccount'] = () => {
    twilio.asked += 1;
    if (twilio.error) return Promise.reject(twilio.error);
    return Promise.resolve({ sid: 'AC1', status: 'active', type: 'Full', friendlyName: 'Us' });
  };
  const watch = watchAccount({
    ...{ clock, random: () => 0.999999, account: () => twilio.account },
    client: { fetchAccount } as unknown as TwilioClient,
    onChange: () => states.push(watch.state.state),
    onReached: () => (twilio.reached += 1),
    log: { info: (line) => void lines.push(line), warn: (line) => void lines.push(line) },
  });
  return { clock, twilio, states, lines, watch };
}

describe('the watch over the account', () => {
  // Bug caught: a console that was started without a network and waits for a restart when that is back.
  it('asks again with growing pauses while Twilio cannot be reached, and says when it can', async () => {
    const { clock, twilio, watch, lines } = setUp();
    twilio.error = away;
    await watch.check();
    for (const [tries, pause] of [2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
      expect(twilio.asked).toBe(tries + 1);
      expect(watch.state).toMatchObject({
        ...{ state: 'unreachable', reason: 'Twilio could not be reached.' },
        retryAt: new Date(clock.now() + pause).toISOString(),
      });
      clock.advance(pause);
      await settle();
    }
    expect(watch.mayAsk()).toBe(true);
    twilio.error = null;
    clock.advance(30_000);
    await settle();
    expect(watch.state).toMatchObject({ state: 'ok', reason: null, retryAt: null });
    expect(twilio.reached).toBe(1);
    expect(lines).toEqual(['Twilio could not be reached.', 'Twilio can be reached again.']);
    expect(clock.waiting).toBe(0);
  });

  // Bug caught: an account that is asked for ever with a token that Twilio does not know, until it is locked.
  it('asks no more once Twilio refused the credentials, until there are others', async () => {
    const { clock, twilio, watch } = setUp();
    await watch.check();
    expect(twilio.reached).toBe(1);
    watch.heard(refused);
    expect(watch.state).toMatchObject({ state: 'problem', reason: expect.stringMatching(/did not accept/) as string });
    expect(watch.mayAsk()).toBe(false);
    watch.heard(away);
    clock.advance(24 * 3600_000);
    await settle();
    expect(twilio.asked).toBe(1);
    twilio.account = { ...real };
    await watch.check();
    expect(watch.state.state).toBe('ok');
    expect(watch.mayAsk()).toBe(true);
    expect(twilio.reached).toBe(2);
  });

  it('finds out whether it lasts when a request got no answer', async () => {
    const { clock, twilio, watch } = setUp();
    await watch.check();
    watch.heard(away);
    await settle();
    expect(watch.state.state).toBe('ok');
    twilio.error = away;
    watch.heard(away);
    watch.heard(away);
    await settle();
    expect(watch.state.state).toBe('unreachable');
    expect(twilio.asked).toBe(3);
    watch.close();
    expect(clock.waiting).toBe(0);
  });

  // Bug caught: what was found out about the account before shown as the state of the new one.
  it('tells nothing of credentials that were exchanged while it asked', async () => {
    const { twilio, states, watch } = setUp();
    twilio.error = refused;
    const checking = watch.check();
    twilio.account = { ...real, accountSid: 'AC2' };
    twilio.error = null;
    await checking;
    expect(states).toEqual(['checking', 'ok']);
    expect(watch.state.accountSid).toBe('AC2');
  });

  it('asks nothing while the simulator plays Twilio', async () => {
    const { twilio, watch } = setUp();
    twilio.account = { ...real, standIn: {} };
    await watch.check();
    watch.heard(refused);
    expect(watch.state.state).toBe('demo');
    expect(twilio.asked).toBe(0);
  });
});

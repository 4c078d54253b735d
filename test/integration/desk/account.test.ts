import { afterEach, describe, expect, it } from 'vitest';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { connectSenders } from '../../../src/main/desk/connected-senders';
import { ACCOUNT, newSid, OURS, startDesk, stopDesk, TOKEN, type StartedDesk } from '../../support/start-desk';
import { openStandIn } from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

const A = '+14155550101';
const NO_ACCOUNT = { TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', TWILIO_PHONE_NUMBER: '' };
let desk: StartedDesk | undefined;
afterEach(async () => {
  await stopDesk(desk);
  desk = undefined;
});

async function connect(to: StartedDesk): Promise<void> {
  await to.secrets.put('twilioAuthToken', TOKEN);
  await to.settings.put('twilioPhoneNumber', OURS, 'operator');
  await to.settings.put('twilioAccountSid', ACCOUNT, 'operator');
  await to.account.settled();
}

function send(to: StartedDesk, accountSid: string, token: string) {
  const form = { MessageSid: newSid(), AccountSid: accountSid, From: A, To: OURS, Body: 'Hello', NumMedia: '0' };
  const signature = getExpectedTwilioSignature(token, `${to.webhookUrl}/api/webhooks/sms`, form);
  return to.post('/api/webhooks/sms', form, { signature });
}

describe('an account that is set while the desk runs', () => {
  // Bug caught: the account is set on the page, and until the next start the simulator goes on in its place.
  it('takes the place of the simulator at once, and gives it back', async () => {
    const standIn = await openStandIn();
    desk = await startDesk({ env: { ...NO_ACCOUNT, TWILIO_API_BASE_URL: standIn.baseUrl } });
    const demo = desk.account.now;
    expect(demo.standIn).not.toBeNull();
    expect(desk.connection.state().twilio.state).toBe('demo');
    await connect(desk);
    expect(desk.account.now).toMatchObject({ accountSid: ACCOUNT, standIn: null, phoneNumber: OURS });
    expect((await desk.account.client.fetchAccount()).sid).toBe(ACCOUNT);
    expect((await send(desk, ACCOUNT, TOKEN)).status).toBe(200);
    expect((await send(desk, demo.accountSid, demo.authToken)).status).toBe(403);
    await expect(fetch(demo.apiBaseUrl ?? '')).rejects.toThrow();

    await desk.secrets.remove('twilioAuthToken');
    await desk.account.settled();
    expect(desk.account.now.standIn).not.toBeNull();
    expect((await send(desk, ACCOUNT, TOKEN)).status).toBe(403);
  });

  // Bug caught: a token is replaced, and the old one is forgotten before Twilio has begun to sign with the new one.
  it('keeps the token before a rotated one until Twilio signs with the new one', async () => {
    const standIn = await openStandIn();
    desk = await startDesk({ env: { ...NO_ACCOUNT, TWILIO_API_BASE_URL: standIn.baseUrl } });
    await connect(desk);
    await desk.secrets.put('twilioAuthToken', 'the-new-token');
    await desk.account.settled();
    expect(desk.account.authTokens()).toEqual(['the-new-token', TOKEN]);
    desk.account.signedWith(TOKEN);
    expect(desk.account.authTokens()).toEqual(['the-new-token', TOKEN]);
    desk.account.signedWith('the-new-token');
    expect(desk.account.authTokens()).toEqual(['the-new-token']);
  });

  // Bug caught: while the simulator is there for a week, the account's numbers count as looked after, and what customers
  // wrote meanwhile is never fetched.
  it('counts nothing as fetched for its numbers while the simulator is there', async () => {
    const standIn = await openStandIn();
    const clock = createWatchedClock();
    desk = await startDesk({ clock, env: { ...NO_ACCOUNT, TWILIO_API_BASE_URL: standIn.baseUrl } });
    await connect(desk);
    const { store, connection, wake } = desk;
    const fetched = async (): Promise<unknown> => {
      clock.advance(24 * 3600_000);
      const before = connection.state().catchUp.last?.at;
      wake();
      await expect.poll(() => connection.state().catchUp.last?.at).not.toBe(before);
      await expect.poll(() => connection.state().catchUp.running).toBeNull();
      return store.now.get('settings', 'caughtUpTo')?.value;
    };
    const real = await fetched();
    expect(real).toHaveProperty([`sms:${OURS}`]);
    await desk.secrets.remove('twilioAuthToken');
    await desk.account.settled();
    expect(await fetched()).toMatchObject(real as object);
  });

  // Bug caught: senders of another account are taken for ours, so that its customers are never answered.
  it('knows the senders that were connected, and only those of this account', async () => {
    desk = await startDesk();
    const whatsapp = { kind: 'whatsapp', address: '+14155550150' } as const;
    const at = new Date().toISOString();
    const told = new Promise<void>((resolve) => desk!.account.onChange(resolve));
    await desk.store.commit(() => ({ changes: [connectSenders(ACCOUNT, [whatsapp], 'operator', at)], result: null }));
    await told;
    expect(desk.account.senders()).toEqual([{ kind: 'number', address: OURS }, whatsapp]);
    const channels = [...desk.store.now.values('channels')].map(({ communication_type: type, address }) => [
      type,
      address,
    ]);
    expect(channels).toContainEqual(['whatsapp', whatsapp.address]);
    await desk.store.commit(() => ({
      changes: [connectSenders(`AC${'9'.repeat(32)}`, [whatsapp], 'operator', at)],
      result: null,
    }));
    expect(desk.account.senders()).toEqual([{ kind: 'number', address: OURS }]);
  });
});

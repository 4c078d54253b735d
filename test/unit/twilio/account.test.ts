import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreWebhooks, setWebhooks } from '../../../src/main/twilio/account-setup';
import { checkAccount } from '../../../src/main/twilio/check-account';
import type { TwilioClient } from '../../../src/main/twilio/client';
import { createRestClient } from '../../../src/main/twilio/rest-client';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { freePort } from '../../support/http-server';
import { OUR_NUMBER, startStandIn } from '../../support/stand-in';

let standIn: TwilioStandIn;
let client: TwilioClient;
beforeEach(async () => {
  standIn = await startStandIn();
  client = clientOf(standIn.account.authToken);
});
afterEach(() => standIn.close());

function clientOf(token: string, baseUrl = standIn.baseUrl): TwilioClient {
  return createRestClient({
    credentials: () => ({ accountSid: standIn.account.sid, authToken: token, baseUrl }),
    maxRetries: 0,
  });
}

const AT_CONSOLE = {
  smsUrl: 'https://desk.example/api/webhooks/sms',
  voiceUrl: 'https://desk.example/api/webhooks/voice',
  statusCallback: 'https://desk.example/api/webhooks/status',
};
const EMPTY = { smsUrl: '', voiceUrl: '', statusCallback: '' };

describe('the check of an account', () => {
  const check = (asked: TwilioClient, number?: string) => checkAccount(asked, standIn.account.sid, number);

  it('finds nothing wrong with a good one', async () => {
    expect(await check(client, OUR_NUMBER)).toEqual({ state: 'ok', accountSid: standIn.account.sid, reason: null, retryAt: null });
  });

  it('says that the token is wrong, without repeating it', async () => {
    const token = 'f'.repeat(32);
    const state = await check(clientOf(token));
    expect(state).toMatchObject({ state: 'problem', reason: expect.stringContaining('did not accept') as unknown });
    expect(JSON.stringify(state)).not.toContain(token);
  });

  it('says that the number is somebody else’s', async () => {
    const state = await check(client, '+14155550199');
    expect(state).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('TWILIO_PHONE_NUMBER') as unknown,
    });
  });

  it('says that Twilio cannot be reached', async () => {
    const state = await check(clientOf('f'.repeat(32), `http://127.0.0.1:${await freePort()}`));
    expect(state).toMatchObject({
      state: 'unreachable',
      reason: expect.stringContaining('could not be reached') as unknown,
    });
  });

  it('says that the account is suspended', async () => {
    const suspended: TwilioClient = {
      ...client,
      fetchAccount: () => Promise.resolve({ sid: 'AC1', status: 'suspended', type: 'Full', friendlyName: '' }),
    };
    expect(await check(suspended)).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('suspended') as unknown,
    });
  });
});

describe('the webhooks of a number', () => {
  it('are set, read back, and put back as they were', async () => {
    const before = { ...EMPTY, smsUrl: 'https://old.example/sms' };
    standIn.account.number(OUR_NUMBER)?.settings.set('SmsUrl', before.smsUrl);
    const changes = await setWebhooks(client, [OUR_NUMBER], 'https://desk.example/');
    expect(changes).toEqual([
      expect.objectContaining({ phoneNumber: OUR_NUMBER, old: before, now: AT_CONSOLE, changed: true, warnings: [] }),
    ]);
    expect((await client.listNumbers())[0]).toMatchObject(AT_CONSOLE);
    expect(await restoreWebhooks(client, changes)).toEqual([expect.objectContaining({ now: before })]);
    expect((await client.listNumbers())[0]).toMatchObject(before);
  });

  it('are not written again when they are right already', async () => {
    await setWebhooks(client, [OUR_NUMBER], 'https://desk.example');
    const writes = () => standIn.restRequests.filter((request) => request.method === 'POST').length;
    const before = writes();
    const [change] = await setWebhooks(client, [OUR_NUMBER], 'https://desk.example');
    expect(change).toMatchObject({ changed: false, old: AT_CONSOLE });
    expect(writes()).toBe(before);
  });

  it('of other numbers are left alone', async () => {
    const other = await startStandIn({
      numbers: [{ phoneNumber: OUR_NUMBER }, { phoneNumber: '+12025550177' }],
    });
    try {
      const asked = createRestClient({
        credentials: () => ({
          accountSid: other.account.sid,
          authToken: other.account.authToken,
          baseUrl: other.baseUrl,
        }),
      });
      const changes = await setWebhooks(asked, [OUR_NUMBER, '+14155550199'], 'https://desk.example');
      expect(changes[1]).toMatchObject({
        sid: null,
        changed: false,
        warnings: [expect.stringContaining('not one of')],
      });
      const numbers = await asked.listNumbers();
      expect(numbers.find((number) => number.phoneNumber === '+12025550177')).toMatchObject(EMPTY);
    } finally {
      await other.close();
    }
  });

  it('that somebody changed since are not put back', async () => {
    const changes = await setWebhooks(client, [OUR_NUMBER], 'https://desk.example');
    standIn.account.number(OUR_NUMBER)?.settings.set('SmsUrl', 'https://newer.example/sms');
    expect(await restoreWebhooks(client, changes)).toEqual([]);
    expect((await client.listNumbers())[0]?.smsUrl).toBe('https://newer.example/sms');
  });

  it('that something else overrides are set with a warning', async () => {
    standIn.account.number(OUR_NUMBER)?.settings.set('SmsApplicationSid', `AP${'1'.repeat(32)}`);
    const [change] = await setWebhooks(client, [OUR_NUMBER], 'https://desk.example');
    expect(change?.warnings).toEqual([expect.stringContaining('application')]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('the check of an account', () => {
  const check = (asked: TwilioClient, number?: string) => checkAccount(asked, standIn.account.sid, number);

  it('finds nothing wrong with a good one', async () => {
    expect(await check(client, OUR_NUMBER)).toEqual({
      state: 'ok',
      accountSid: standIn.account.sid,
      reason: null,
      retryAt: null,
    });
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

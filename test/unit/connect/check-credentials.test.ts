import { describe, expect, it } from 'vitest';
import { checkCredentials, readCredentials } from '../../../src/main/connect/check-credentials';
import type { Problem } from '../../../src/main/ipc/problem';
import { TwilioRefusal, TwilioUnreachable } from '../../../src/main/twilio/client';
import { restErrorFrom } from '../../../src/main/twilio/rest-errors';

const SID = `AC${'5e'.repeat(16)}`;
const TOKEN = 'd'.repeat(32);

describe('what was pasted for an account', () => {
  it.each([
    [SID, TOKEN],
    [`  ${SID}\n`, `${TOKEN.slice(0, 16)}\r\n${TOKEN.slice(16)} `],
    [`"${SID}"`, `“${TOKEN}”`],
    [`TWILIO_ACCOUNT_SID=${SID}`, `export TWILIO_AUTH_TOKEN='${TOKEN}'`],
  ])('is taken as it was meant: %j, %j', (sid, token) => {
    expect(readCredentials(sid, token)).toEqual({ accountSid: SID, authToken: TOKEN });
  });

  // Bug caught: somebody with an API key only is told that their password is wrong, and never why a token is needed.
  it.each([
    [`SK${'1'.repeat(32)}`, TOKEN],
    [SID, `SK${'1'.repeat(32)}`],
  ])('is an API key: says that the auth token is needed, and why', (sid, token) => {
    expect(() => readCredentials(sid, token)).toThrow(/API key.*auth token.*signs every request.*cannot check/);
  });

  it('is the wrong way round, no SID, or lacks the token: says so', () => {
    expect(() => readCredentials(TOKEN, SID)).toThrow('the wrong way round');
    expect(() => readCredentials('AC123', TOKEN)).toThrow('no account SID');
    expect(() => readCredentials(SID, '  ')).toThrow('auth token is missing');
    expect(() => readCredentials(SID, 'tökén')).toThrow('letters with accents');
  });
});

describe('the check of an account that is to be connected', () => {
  const account = { sid: SID, status: 'active', type: 'Full', friendlyName: 'Bakery' };
  const check = (more: Partial<typeof account>, error?: Error) =>
    checkCredentials(
      {
        fetchAccount: () => (error === undefined ? Promise.resolve({ ...account, ...more }) : Promise.reject(error)),
        fetchBalance: () => Promise.reject(new TwilioRefusal('no', 403, 20_006)),
      },
      SID,
    );
  const problemOf = (promise: Promise<unknown>) =>
    promise.then(
      () => {
        throw new Error('It was accepted');
      },
      (thrown: unknown) => thrown as Problem,
    );

  it('gives what there is to know, the balance only where it may be asked', async () => {
    expect(await check({ type: 'Trial' })).toEqual({ sid: SID, name: 'Bakery', isTrial: true, balance: null });
  });

  // Bug caught: whatever is wrong, the operator reads “invalid credentials” and copies the same ones again.
  it.each([
    ['a wrong token', new TwilioRefusal('Authenticate', 401, 20_003), /did not accept the account SID and auth token/],
    ['test credentials', new TwilioRefusal('Test', 403, 20_008), /test credentials/],
    ['a closed account', new TwilioRefusal('no', 401, 20_005), /did not accept|suspended or closed/],
    ['no network', new TwilioUnreachable('Twilio could not be reached. (ENOTFOUND)', true), /cannot be reached/],
    ['silence', new TwilioUnreachable('Twilio did not answer in time. (ETIMEDOUT)', false), /did not answer in time/],
    ['a fault', new TwilioUnreachable('Twilio could not answer (HTTP 503): x', false), /fault of its own/],
    ['an untrusted certificate', restErrorFrom({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }), /not secure/],
    [
      'something else',
      new TwilioUnreachable('Something answered in Twilio’s place that is not Twilio.', false),
      /not Twilio/,
    ],
  ])('says of %s what it is, what to do, and the technical text', async (_what, error, message) => {
    const problem = await problemOf(check({}, error));
    expect(problem.message).toMatch(message);
    expect(problem.remedy).toMatch(/\w{3}/);
    expect(problem.detail).toMatch(/\w{3}/);
  });

  it.each(['suspended', 'closed'])('refuses an account that is %s', async (status) => {
    expect((await problemOf(check({ status }))).message).toContain(status);
  });

  it('refuses what answers with another account', async () => {
    expect((await problemOf(check({ sid: `AC${'0'.repeat(32)}` }))).message).toContain('another account');
  });
});

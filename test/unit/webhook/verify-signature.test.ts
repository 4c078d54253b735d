import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { describe, expect, it } from 'vitest';
import { isSignedByTwilio } from '../../../src/main/webhook/verify-signature';

const fields = { Body: 'Hello', From: '+12025550111' };
const path = '/api/webhooks/sms';
const [now, before] = ['https://now.example', 'https://before.example'];

function setUp(tokens: readonly string[], bases: readonly string[]) {
  const signers: string[] = [];
  const credentials = {
    authTokens: () => tokens,
    publicBases: () => bases,
    signedWith: (token: string) => void signers.push(token),
  };
  const check = (token: string, base: string) =>
    isSignedByTwilio(credentials, getExpectedTwilioSignature(token, base + path, fields), path, fields);
  return { signers, check };
}

describe('the signature of a request', () => {
  // Twilio's own example. Source: https://www.twilio.com/docs/usage/security#validating-requests
  it('is Twilio’s', () => {
    const example = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    };
    const credentials = { authTokens: () => ['12345'], publicBases: () => ['https://example.com'] };
    const all = { ...credentials, signedWith: () => undefined };
    expect(isSignedByTwilio(all, 'L/OH5YylLD5NRKLltdqwSvS0BnU=', '/myapp.php?foo=1&bar=2', example)).toBe(true);
    expect(isSignedByTwilio(all, 'L/OH5YylLD5NRKLltdqwSvS0BnU=', '/myapp.php?foo=1&bar=3', example)).toBe(false);
  });

  // Bug caught: while a token is rotated and a tunnel has moved, what is signed with the old ones is lost; or the token
  // that Twilio signed with is told wrongly, and the old one is given up too early.
  it('fits each token with each address, and it is told which token it was', () => {
    const { check, signers } = setUp(['new', 'old'], [now, before]);
    expect(check('new', now)).toBe(true);
    expect(check('old', now)).toBe(true);
    expect(check('new', before)).toBe(true);
    expect(check('old', before)).toBe(true);
    expect(signers).toEqual(['new', 'old', 'new', 'old']);
    expect(check('other', now)).toBe(false);
    expect(check('new', 'https://other.example')).toBe(false);
    expect(signers).toHaveLength(4);
  });

  // Bug caught: a flood of unsigned requests that costs a hash for each token and address.
  it('that is none costs no hash', () => {
    const never = () => {
      throw new Error('asked for what a hash needs');
    };
    const credentials = { authTokens: never, publicBases: never, signedWith: never };
    for (const signature of [undefined, '', 'x', 'a'.repeat(28), `${'a'.repeat(27)}==`, 'é'.repeat(28)]) {
      expect(isSignedByTwilio(credentials, signature, path, fields)).toBe(false);
    }
  });

  it('fits nothing when there is no token or address', () => {
    expect(setUp([], [now]).check('', now)).toBe(false);
    expect(setUp(['new'], []).check('new', now)).toBe(false);
  });
});

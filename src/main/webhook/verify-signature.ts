import { timingSafeEqual } from 'node:crypto';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import type { FormFields } from './read-form';

/** What a request must match to be Twilio's. Asked anew for each request, since addresses and tokens change. */
export interface Credentials {
  accountSid(): string;
  /** Auth tokens of the account, the one in force first; another one while it is being rotated. */
  authTokens(): readonly string[];
  /** Base URLs as Twilio may know them, without a slash at the end, the one in force first. */
  publicBases(): readonly string[];
  /** Told which token Twilio signed with, while there is more than one. */
  signedWith(token: string): void;
}

/** An HMAC-SHA1 in base64: 20 bytes. */
const SIGNATURE = /^[A-Za-z0-9+/]{27}=$/;

/**
 * Whether Twilio signed this request: HMAC-SHA1 over the public URL and all fields, compared in constant time. Nearly
 * always it is the token and the address in force, so those cost one hash; the others are tried only where that does not
 * fit, and nothing is hashed for what is no signature at all.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests
 *
 * @param path path and query exactly as requested
 */
export function isSignedByTwilio(
  credentials: Omit<Credentials, 'accountSid'>,
  signature: string | undefined,
  path: string,
  fields: FormFields,
): boolean {
  if (signature === undefined || !SIGNATURE.test(signature)) return false;
  // Twilio asks for a path; a request line with a whole address in it makes no URL with ours before it.
  if (!path.startsWith('/')) return false;
  const params = fields as Record<string, string>;
  const tokens = credentials.authTokens();
  const bases = credentials.publicBases();
  const signer = signerOf(tokens, bases, signature, path, params);
  if (signer !== undefined && tokens.length > 1) credentials.signedWith(signer);
  return signer !== undefined;
}

/** The token that made a signature, with one of these addresses. */
function signerOf(
  tokens: readonly string[],
  bases: readonly string[],
  signature: string,
  path: string,
  params: Record<string, string>,
): string | undefined {
  const [token] = tokens;
  const [base] = bases;
  if (token !== undefined && base !== undefined && isExactly(signature, token, base + path, params)) return token;
  // Twilio's library also knows that the standard port may be part of what was signed, or not.
  return tokens.find((one) => bases.some((at) => validateRequest(one, signature, at + path, params)));
}

function isExactly(signature: string, token: string, url: string, params: Record<string, string>): boolean {
  const expected = Buffer.from(getExpectedTwilioSignature(token, url, params));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

import { timingSafeEqual } from 'node:crypto';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import type { FormFields } from './read-form';

/** What a request must match to be Twilio's. Asked anew for each request, since a tunnel's address changes. */
export interface Credentials {
  accountSid(): string;
  /** The account's auth token. */
  authToken(): string;
  /** The base URL as Twilio knows it, without a slash at the end. */
  publicBase(): string;
}

/**
 * Whether Twilio signed this request: HMAC-SHA1 over the public URL and all fields, compared in constant time
 * by Twilio's own library.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests
 *
 * @param path path and query exactly as requested
 */
export function isSignedByTwilio(
  credentials: Credentials,
  signature: string | undefined,
  path: string,
  fields: FormFields,
): boolean {
  if (!signature) return false;
  // Twilio asks for a path; a request line with a whole address in it makes no URL with ours before it.
  if (!path.startsWith('/')) return false;
  const token = credentials.authToken();
  const url = credentials.publicBase() + path;
  const params = fields as Record<string, string>;
  // Nearly always it is the address just as we know it. The library tries that one after others, each with its own hash.
  const expected = Buffer.from(getExpectedTwilioSignature(token, url, params));
  const given = Buffer.from(signature);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return true;
  return validateRequest(token, signature, url, params);
}

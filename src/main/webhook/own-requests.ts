import { isSignedByTwilio, type Credentials } from './verify-signature';
import type { FormFields } from './read-form';

/** Where the console posts to itself through its public address; nothing is kept of it, and nobody but it posts there. */
export const OWN_PATH = '/api/webhooks/round-trip';

const NONCE_BYTES = 16;

/** A request of ours that has gone out and may come back. */
export interface OwnRequest {
  readonly form: Readonly<Record<string, string>>;
  /** Whether an answer could only be given by this very console, to this very request. */
  isAnswer(body: string): boolean;
  /** Whether it has come back, though with a signature that does not fit: something on the way changes requests. */
  readonly cameChanged: boolean;
  /** It is not waited for any more. */
  end(): void;
}

/** What became of a request at the path of our own: TwiML to answer with, or why there is none. */
export type OwnAnswer =
  | { readonly kind: 'answer'; readonly twiml: string }
  /** It is ours, but signed for something else. */
  | { readonly kind: 'changed' }
  /** It is not one that waits: a forged one, one that was answered before, or another console's. */
  | { readonly kind: 'stranger' };

/** The console's requests to itself, by which it proves that its public address leads to it. */
export interface OwnRequests {
  /** @param base the public base URL that it is sent to, without a slash at the end */
  begin(base: string): OwnRequest;
  /** Meets what arrives at `OWN_PATH`. Each request is answered once. */
  meet(fields: FormFields, signature: string | undefined, path: string): OwnAnswer;
}

interface Waiting {
  readonly base: string;
  readonly answer: string;
  cameChanged: boolean;
}

/**
 * Makes them. A request bears a number that is good for one time, and its answer a secret that only this process knows,
 * so neither a copy nor another console with the same account can be taken for this one.
 *
 * @param random gives so many random bytes
 */
export function createOwnRequests(
  account: { readonly accountSid: () => string; readonly authTokens: Credentials['authTokens'] },
  random: (bytes: number) => Uint8Array,
): OwnRequests {
  const waiting = new Map<string, Waiting>();
  const secret = () => Buffer.from(random(NONCE_BYTES)).toString('hex');
  return {
    begin(base) {
      const nonce = secret();
      const one: Waiting = { base, answer: secret(), cameChanged: false };
      waiting.set(nonce, one);
      return {
        form: { AccountSid: account.accountSid(), RoundTrip: nonce },
        isAnswer: (body) => body.includes(one.answer),
        get cameChanged() {
          return one.cameChanged;
        },
        end: () => void waiting.delete(nonce),
      };
    },
    meet(fields, signature, path) {
      const { RoundTrip: nonce } = fields;
      const one = typeof nonce === 'string' ? waiting.get(nonce) : undefined;
      if (typeof nonce !== 'string' || !one) return { kind: 'stranger' };
      const credentials = {
        authTokens: account.authTokens,
        publicBases: () => [one.base],
        signedWith: () => undefined,
      };
      if (!isSignedByTwilio(credentials, signature, path, fields)) {
        one.cameChanged = true;
        return { kind: 'changed' };
      }
      waiting.delete(nonce);
      return {
        kind: 'answer',
        twiml: `<?xml version="1.0" encoding="UTF-8"?><Response><!-- ${one.answer} --></Response>`,
      };
    },
  };
}

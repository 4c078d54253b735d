import { secretKeys, type SecretKey } from '../../shared/contract/setting-definitions';
import type { Secrets } from './secrets';

/** Shorter ones would be found in any text. */
const LEAST_LENGTH = 8;

/**
 * Makes the function that tells whether a text holds one of the console's secrets: as it is, with spaces or marks between
 * its characters, backwards, or in one of the forms in which programs pass it on. The secrets themselves stay in here.
 */
export function createSecretFinder(secrets: Pick<Secrets, 'get'>): (text: string) => boolean {
  const known = new Map<SecretKey, Sought>();

  /** Every answer is looked through, and a secret hardly ever changes. */
  function soughtFor(key: SecretKey): Sought {
    const secret = secrets.get(key)?.reveal() ?? '';
    const before = known.get(key);
    if (before?.secret === secret) return before;
    const isTooShort = secret.length < LEAST_LENGTH;
    const sought = { secret, forms: isTooShort ? [] : formsOf(secret), bare: isTooShort ? null : bareOf(secret) };
    known.set(key, sought);
    return sought;
  }

  return (text) => {
    const bareText = bareOf(text);
    return secretKeys.some((key) => {
      const { forms, bare } = soughtFor(key);
      return forms.some((form) => text.includes(form)) || (bare !== null && bareText.includes(bare));
    });
  };
}

/** What a secret is found by. */
interface Sought {
  readonly secret: string;
  readonly forms: readonly string[];
  /** Null for one that is too short to be sought. */
  readonly bare: string | null;
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    Array.from(secret).reverse().join(''),
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
  ];
}

function bareOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

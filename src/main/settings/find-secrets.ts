import { secretKeys } from '../../shared/contract/setting-definitions';
import type { Secrets } from './secrets';

/** Shorter ones would be found in any text. */
const LEAST_LENGTH = 8;

/**
 * Makes the function that tells whether a text holds one of the console's secrets: as it is, with spaces or marks between
 * its characters, backwards, or in one of the forms in which programs pass it on. The secrets themselves stay in here.
 */
export function createSecretFinder(secrets: Pick<Secrets, 'get'>): (text: string) => boolean {
  return (text) => {
    const bare = bareOf(text);
    return secretKeys.some((key) => {
      const secret = secrets.get(key)?.reveal() ?? '';
      if (secret.length < LEAST_LENGTH) return false;
      return formsOf(secret).some((form) => text.includes(form)) || bare.includes(bareOf(secret));
    });
  };
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

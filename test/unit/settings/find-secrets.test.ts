import { expect, it } from 'vitest';
import { createSecretFinder } from '../../../src/main/settings/find-secrets';
import { Secret } from '../../../src/main/settings/secret';

const KEY = 'sk-proj+A1b2C3d4E5/f6';
const secrets = {
  get: (key: string) =>
    key === 'openaiApiKey' ? new Secret(KEY) : key === 'ngrokAuthtoken' ? new Secret('short') : null,
};
const holds = createSecretFinder(secrets);

// Bug caught: a model that spells a key, turns it around or encodes it gets it past us.
it.each([
  ['as it is', `It is ${KEY}.`],
  ['spelled', Array.from(KEY).join(' ')],
  ['with dashes, in capitals', Array.from(KEY.toUpperCase()).join('-')],
  ['backwards', Array.from(KEY).reverse().join('')],
  ['encoded for an address', encodeURIComponent(KEY)],
  ['in base64', Buffer.from(KEY).toString('base64')],
  ['in hexadecimal', Buffer.from(KEY).toString('hex')],
])('finds a key %s', (_how, text) => {
  expect(holds(text)).toBe(true);
});

it('finds none where there is none', () => {
  expect(holds('Your order A1b2 is short of nothing.')).toBe(false);
});

// Bug caught: a key that was replaced while the console runs, and the old one looked for ever after.
it('finds the key that there is now', () => {
  let key = KEY;
  const find = createSecretFinder({ get: (name) => (name === 'openaiApiKey' ? new Secret(key) : null) });
  expect(find(KEY)).toBe(true);
  key = 'sk-another-key-0123456789';
  expect([find(key), find(KEY)]).toEqual([true, false]);
});

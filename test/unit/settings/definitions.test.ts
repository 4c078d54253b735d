import { describe, expect, it } from 'vitest';
import { valueRules } from '../../../src/main/settings/environment-values';
import { chooseAccount } from '../../../src/main/settings/choose-account';
import { Secret } from '../../../src/main/settings/secret';
import {
  enteredSecretKeys,
  secretDefinitions,
  secretKeys,
  type SecretDefinition,
  type SecretKey,
  settingDefinitions,
  settingKeys,
  type SettingKey,
} from '../../../src/shared/contract/setting-definitions';
import { settingGroups, type SettingDefinition } from '../../../src/shared/contract/setting-shape';
import { settingItems } from '../../../src/shared/contract/settings-contract';

const definitionOf = (key: SettingKey): SettingDefinition<unknown> => settingDefinitions[key];

describe('the definitions of settings', () => {
  // Bug caught: the usual value cannot be saved, or reads back as another one after a restart.
  it.each(settingKeys)('%s: its usual value is allowed and stays what it is', (key) => {
    const { schema, usual } = definitionOf(key);
    expect(schema.parse(usual)).toEqual(usual);
  });

  it.each(settingKeys)('%s: its choices are exactly what is allowed', (key) => {
    const { schema, control } = definitionOf(key);
    if (control.kind !== 'choice') return;
    for (const { value } of control.options) expect(schema.safeParse(value).success).toBe(true);
    expect(schema.safeParse('something else').success).toBe(false);
  });

  it.each(settingKeys)('%s: what is wrong with a value is one sentence for people', (key) => {
    const { schema } = definitionOf(key);
    for (const wrong of [{}, null, [], 'x'.repeat(100_000), -1, 1e9, Number.NaN]) {
      const parsed = schema.safeParse(wrong);
      if (parsed.success) continue;
      expect(parsed.error.issues[0]?.message).toMatch(/^[A-Z].*\.$/);
      expect(parsed.error.issues[0]?.message).not.toMatch(/invalid|expected|received/i);
    }
  });

  it('stand once each on the page, in a part that there is', () => {
    expect(settingItems.map(({ key }) => key).sort()).toEqual([...settingKeys, ...enteredSecretKeys].sort());
    for (const { group } of settingItems) expect(settingGroups).toHaveProperty(group);
  });

  // Bug caught: a value of the environment that a person may want is missing from the page, or is misspelt there.
  it('name every value of the environment that a person may set', () => {
    const named = settingItems.flatMap(({ env }) => env ?? []).sort();
    const notForPeople = ['DATABASE_URL', 'SWITCHBOARD_DATA_DIR', 'SWITCHBOARD_DEMO_TOUR', 'TWILIO_API_BASE_URL'];
    expect(named).toEqual(
      Object.keys(valueRules)
        .filter((name) => !notForPeople.includes(name))
        .sort(),
    );
  });

  it('never hold a secret among what is kept in the store', () => {
    for (const key of secretKeys) expect(settingDefinitions).not.toHaveProperty(key);
    const secret = Object.entries(valueRules).filter(([, rule]) => 'secret' in rule);
    expect(enteredSecretKeys.map((key) => (secretDefinitions[key] as SecretDefinition).env).sort()).toEqual(
      secret
        .map(([name]) => name)
        .filter((name) => name !== 'DATABASE_URL')
        .sort(),
    );
  });
});

describe('the account', () => {
  const sid = `AC${'0'.repeat(32)}`;
  const settings = (values: Partial<Record<SettingKey, string>>) => ({
    get: (key: SettingKey) => (values[key] ?? settingDefinitions[key].usual) as never,
  });
  const secrets = (token: string | null) => ({ get: () => (token === null ? null : new Secret(token)) });

  it('is the one of the settings when all three parts are there', () => {
    const { account, notice } = chooseAccount(
      { kind: 'demo' },
      settings({ twilioAccountSid: sid, twilioPhoneNumber: '+15703251809' }),
      secrets('token'),
    );
    expect(account).toMatchObject({ kind: 'twilio', accountSid: sid, phoneNumber: '+15703251809' });
    expect(notice).toBeNull();
  });

  // Bug caught: after a run without a key store the token is gone, and the desk is in demo mode without a word.
  it('is the simulator’s when a part is missing, which is said', () => {
    const { account, notice } = chooseAccount(
      { kind: 'demo' },
      settings({ twilioAccountSid: sid, twilioPhoneNumber: '+15703251809' }),
      secrets(null),
    );
    expect(account.kind).toBe('demo');
    expect(notice).toContain('the auth token is missing');
    expect(chooseAccount({ kind: 'demo' }, settings({}), secrets(null)).notice).toBeNull();
  });

  // Bug caught: the console ended between the change of account and the move of its token, and neither works any more.
  it('has the token of the account that is being connected once it is that', () => {
    const both = {
      get: (key: SecretKey) => new Secret(key === 'twilioAuthTokenNext' ? 'next' : 'before'),
    };
    const stored = settings({ twilioAccountSid: sid, twilioPhoneNumber: '+15703251809' });
    const tokenWith = (connecting: string | null) => {
      const { account } = chooseAccount({ kind: 'demo' }, stored, both, { connectingSid: connecting });
      return account.kind === 'twilio' ? account.authToken.reveal() : null;
    };
    expect([tokenWith(null), tokenWith(`AC${'1'.repeat(32)}`), tokenWith(sid)]).toEqual(['before', 'before', 'next']);
  });

  it('of the environment wins', () => {
    const given = { kind: 'twilio', accountSid: sid, authToken: new Secret('t'), phoneNumber: '+12025550100' } as const;
    const stored = settings({ twilioAccountSid: `AC${'1'.repeat(32)}`, twilioPhoneNumber: '+15703251809' });
    expect(chooseAccount(given, stored, secrets('other')).account).toBe(given);
  });
});

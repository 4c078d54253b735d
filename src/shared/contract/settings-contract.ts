import { z } from 'zod';
import {
  enteredSecretKeys,
  secretDefinitions,
  secretKeys,
  settingDefinitions,
  settingKeys,
  type SecretDefinition,
  type SecretKey,
  type SettingKey,
  type SettingValue,
} from './setting-definitions';
import type { SettingGroup } from './setting-shape';
import { isOrigin, token } from './setting-values';

/** A setting as it stands. */
export interface SettingState<K extends SettingKey = SettingKey> {
  /** In force, or (`waits`) in force after the next start. */
  readonly value: SettingValue<K>;
  readonly from: 'usual' | 'person' | 'environment';
  readonly by: string | null;
  readonly at: string | null;
  /** It was changed, and the console still runs with what it had at its start. */
  readonly waits: boolean;
}

/** A secret as a page may know it: whether there is one, never what it is. */
export interface SecretState {
  readonly from: 'environment' | 'key-store' | 'this-run' | null;
  /** The endpoint that it belongs to (scheme, host and port); null for one that belongs to none. */
  readonly origin: string | null;
  /** Why the one that is kept cannot be used; null when nothing is wrong. */
  readonly problem: string | null;
}

/** Everything that the settings page shows. */
export interface SettingsState {
  readonly values: { readonly [K in SettingKey]: SettingState<K> };
  readonly secrets: Readonly<Record<SecretKey, SecretState>>;
  /** Whether the system has a key store; without one secrets are kept for this run only. Null: nobody asked it yet. */
  readonly keyStore: boolean | null;
  /** The system's country, which holds while no home country is set; null where it says none. */
  readonly systemCountry: string | null;
  readonly dataDir: string;
}

/** A setting or secret by what people search for. */
export interface SettingItem {
  readonly key: SettingKey | SecretKey;
  readonly label: string;
  readonly help: string;
  readonly group: SettingGroup;
  readonly env: string | null;
  readonly isSecret: boolean;
}

/** Every setting and secret in the order of the page. */
export const settingItems: readonly SettingItem[] = settingKeys.flatMap((key) => {
  const { label, help, group, env } = settingDefinitions[key];
  const secrets = enteredSecretKeys.filter((secret) => secretOf(secret).after === key);
  return [
    { key, label, help, group, env: env ?? null, isSecret: false },
    ...secrets.map((secret) => ({ key: secret, ...pick(secret), isSecret: true })),
  ];
});

function pick(key: SecretKey): Pick<SettingItem, 'label' | 'help' | 'group' | 'env'> {
  const { label, help, group, env } = secretOf(key);
  return { label, help, group, env: env ?? null };
}

function secretOf(key: SecretKey): SecretDefinition {
  return secretDefinitions[key];
}

const secretKey = z.enum(secretKeys as [SecretKey, ...SecretKey[]]);

export const settingsSchemas = {
  'settings.read': z.strictObject({}),
  /** The value is checked by the setting's own schema, which has the sentence for people. */
  'setting.put': z.strictObject({
    key: z.enum(settingKeys as [SettingKey, ...SettingKey[]]),
    value: z.union([z.string().max(50_000), z.number(), z.boolean()]),
  }),
  'secret.put': z.strictObject({
    key: z.enum(enteredSecretKeys as [SecretKey, ...SecretKey[]]),
    value: token,
    /** The endpoint that the person was shown, for a key of one. */
    origin: z.string().max(300).refine(isOrigin, 'This is not the origin of an address.').optional(),
  }),
  'secret.remove': z.strictObject({ key: secretKey }),
} as const;

export interface SettingsOutput {
  'settings.read': SettingsState;
  'setting.put': null;
  'secret.put': null;
  'secret.remove': null;
}

import { secretKeys, settingDefinitions, settingKeys } from '../../src/shared/contract/setting-definitions';
import type { SettingsState } from '../../src/shared/contract/settings-contract';

/** The settings of a desk that nobody has changed. */
export function usualSettings(): SettingsState {
  const values = settingKeys.map((key) => [
    key,
    { value: settingDefinitions[key].usual, from: 'usual', by: null, at: null, waits: false },
  ]);
  const secrets = secretKeys.map((key) => [key, { from: null, problem: null, waits: false }]);
  return {
    values: Object.fromEntries(values) as SettingsState['values'],
    secrets: Object.fromEntries(secrets) as SettingsState['secrets'],
    keyStore: null,
    systemCountry: 'US',
    dataDir: '/data',
  };
}

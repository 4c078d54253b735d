import { secretKeys, settingKeys, type SecretKey } from '../../shared/contract/setting-definitions';
import type { SecretState, SettingsState } from '../../shared/contract/settings-contract';
import type { Secrets } from './secrets';
import type { Settings } from './settings';

export interface DescribeParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly dataDir: string;
}

/** Gives all settings as a window shows them; of secrets only whether they are there. */
export function describeSettings(parts: DescribeParts, systemCountry: string | null): SettingsState {
  const { settings, secrets, dataDir } = parts;
  return {
    values: Object.fromEntries(settingKeys.map((key) => [key, settings.state(key)])) as SettingsState['values'],
    secrets: Object.fromEntries(secretKeys.map((key) => [key, secrets.state(key)])) as Record<SecretKey, SecretState>,
    keyStore: secrets.canKeep,
    systemCountry,
    dataDir,
  };
}

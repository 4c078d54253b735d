import type { settingsSchemas, SettingsOutput, SettingsState } from '../../shared/contract/settings-contract';
import { OPERATOR } from '../app/operator';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Handlers } from './router';

export interface ConfiguringParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly describe: () => SettingsState;
}

/** Makes the functions behind the settings page. */
export function createSettingsHandlers(parts: ConfiguringParts): Handlers<typeof settingsSchemas, SettingsOutput> {
  const { settings, secrets } = parts;
  return {
    'settings.read': async () => {
      await secrets.look();
      return parts.describe();
    },
    'setting.put': async ({ key, value }) => {
      await settings.put(key, value, OPERATOR);
      return null;
    },
    'secret.put': async ({ key, value, origin }) => {
      await secrets.put(key, value, origin);
      return null;
    },
    'secret.remove': async ({ key }) => {
      await secrets.remove(key);
      return null;
    },
  };
}

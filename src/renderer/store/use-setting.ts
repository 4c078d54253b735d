import type { SettingKey, SettingValue } from '../../shared/contract/setting-definitions';
import { useDeskState } from './desk-context';

/** Gives the value of a setting that is in force; undefined until the main process has told it. */
export function useSetting<K extends SettingKey>(key: K): SettingValue<K> | undefined {
  return useDeskState((state) => state.facts?.settings.values[key].value as SettingValue<K> | undefined);
}

import { settingDefinitions, type SettingKey } from '../../../shared/contract/setting-definitions';
import { settingGroups, type SettingControl, type SettingGroup } from '../../../shared/contract/setting-shape';
import { settingItems, type SettingItem } from '../../../shared/contract/settings-contract';
import { foldText } from '../../../shared/fold-text';

/** A part of the page with what of it is to be shown. */
export interface ShownGroup {
  readonly group: SettingGroup;
  readonly items: readonly SettingItem[];
}

/**
 * Gives the parts of the page that fit what is searched for, each with its settings that fit; a part whose own name fits
 * is shown whole. Nothing searched for: everything.
 */
export function matchSettings(wanted: string): readonly ShownGroup[] {
  const words = foldText(wanted).split(/\s+/).filter(Boolean);
  return (Object.keys(settingGroups) as SettingGroup[]).flatMap((group) => {
    const all = settingItems.filter((item) => item.group === group);
    if (words.length === 0) return [{ group, items: all }];
    const own = foldText(`${settingGroups[group].title} ${extraWords[group] ?? ''}`);
    if (words.every((word) => own.includes(word))) return [{ group, items: all }];
    const items = all.filter((item) => words.every((word) => textOf(item).includes(word)));
    return items.length > 0 ? [{ group, items }] : [];
  });
}

/** What people may call what stands in a part without being a setting. */
const extraWords: Partial<Record<SettingGroup, string>> = {
  senders: 'phone number whatsapp webhooks restore verified caller id messaging service sandbox health',
  model: 'try test connection preset models openai azure ollama lm studio vllm',
  twilio: 'connect wizard',
  data: 'backup back up restore data folder restart',
};

function textOf({ key, label, help, env, isSecret }: SettingItem): string {
  const control: SettingControl | null = isSecret ? null : settingDefinitions[key as SettingKey].control;
  const options = control?.kind === 'choice' ? control.options.map((option) => option.label).join(' ') : '';
  return foldText([label, help, env ?? '', options].join(' '));
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { settingKeys, type SettingKey } from '../../../src/shared/contract/setting-definitions';

const root = path.join(__dirname, '../../../src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name: name.replaceAll(path.sep, '/'), text: readFileSync(path.join(root, name), 'utf8') }));

/** Settings that reach those who need them under a name of `DeskSettings`. */
const asDeskSetting: Partial<Record<SettingKey, string>> = {
  aiDelayMs: 'delayMs',
  budgetMs: 'budgetMs',
  instructions: 'instructions',
  maxSegments: 'settings.checks',
  linkDomains: 'settings.checks',
  breakerEnabled: 'breaker.enabled',
  breakerPerContact: 'breaker.perContact',
  breakerPerContactMinutes: 'breaker.perContactMinutes',
  breakerPerRow: 'breaker.perRow',
  breakerPerDeskHour: 'breaker.perDeskHour',
  shadow: 'settings.shadow',
  hours: 'settings.hours',
  hoursReply: 'settings.hoursReply',
  outsideHours: 'settings.outsideHours',
  silenceMinutes: 'silenceMinutes',
  silenceLine: 'silenceLine',
  takeOverOnReply: 'settings.takeOverOnReply',
  takeOverMinutes: 'settings.takeOverMinutes',
  holdSeconds: 'holdSeconds',
  textsPerSecond: 'textsPerSecond',
};

// Bug caught: a setting that is shown, checked and saved, and that nobody reads.
it.each(settingKeys)('%s is read by something that acts on it', (key) => {
  const field = asDeskSetting[key];
  const readers = sources.filter(({ name, text }) =>
    field === undefined
      ? name !== 'main/settings/settings.ts' &&
        [`get('${key}')`, `useSetting('${key}')`, `values.${key}.`, `values?.${key}.`].some((use) => text.includes(use))
      : name.startsWith('main/conversation/') && name !== 'main/conversation/desk-settings.ts' && text.includes(field),
  );
  expect(readers.map(({ name }) => name)).not.toEqual([]);
});

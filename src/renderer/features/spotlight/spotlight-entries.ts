import { commands, runnableIds, type RunnableId } from '../../../shared/commands';
import type { FoundPerson } from '../../../shared/contract/search-contract';
import type { SecretKey, SettingKey } from '../../../shared/contract/setting-definitions';
import { settingGroups, type SettingGroup } from '../../../shared/contract/setting-shape';
import type { KnowledgeEntry } from '../../../shared/domain';
import { foldText } from '../../../shared/fold-text';
import { createMatcher } from '../../../shared/search/matcher';
import { views, type View } from '../../../shared/views';
import { visibleControls } from '../../../shared/visible-controls';
import { matchSettings } from '../settings/match-settings';
import { viewWords } from '../views/view-names';

/** One thing that can be gone to or done. */
export type SpotlightEntry =
  | { readonly kind: 'person'; readonly id: string; readonly person: FoundPerson }
  | { readonly kind: 'view'; readonly id: string; readonly view: View; readonly label: string }
  | { readonly kind: 'simulator'; readonly id: string; readonly label: string }
  | { readonly kind: 'command'; readonly id: string; readonly command: RunnableId; readonly label: string }
  | {
      readonly kind: 'setting';
      readonly id: string;
      readonly setting: SettingKey | SecretKey | SettingGroup;
      readonly label: string;
      /** Part of the settings that it stands in, or what that part is about. */
      readonly about: string;
    }
  | { readonly kind: 'entry'; readonly id: string; readonly entry: KnowledgeEntry; readonly label: string }
  | { readonly kind: 'search'; readonly id: string; readonly label: string }
  | { readonly kind: 'sessions'; readonly id: string; readonly label: string };

export interface SpotlightGroup {
  readonly title: string;
  readonly entries: readonly SpotlightEntry[];
}

/** Most settings that are offered at a time; the settings page has a search of its own for more. */
const MOST_SETTINGS = 8;
/** Most knowledge entries; the page has more. */
const MOST_KNOWLEDGE = 4;

/**
 * Gives all that fits what was typed, in groups. Nothing typed: everything but people and single settings, of which there
 * are too many.
 *
 * @param people those whom the main process found for it
 * @param knowledge all entries of the team
 */
export function entriesFor(
  typed: string,
  people: readonly FoundPerson[],
  knowledge: readonly KnowledgeEntry[],
  demo: boolean,
): readonly SpotlightGroup[] {
  const text = typed.trim();
  const groups: SpotlightGroup[] = [
    { title: 'People', entries: people.map((person) => ({ kind: 'person', id: person.contact._id, person })) },
    { title: 'Go to', entries: places(demo).filter(({ label }) => fits(label, text)) },
    { title: 'Commands', entries: doable.filter(({ label }) => fits(label, text)) },
    { title: 'Settings', entries: text === '' ? parts : settingsFor(text) },
    { title: 'Knowledge', entries: text === '' ? [] : knowledgeFor(text, knowledge) },
    { title: 'Search', entries: text === '' ? [] : searches(text) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/** Whether each word that was typed begins, or nearly is, a word of a label. */
function fits(label: string, text: string): boolean {
  return text === '' || foldText(label).includes(foldText(text)) || createMatcher(text).coversAll([label]);
}

type Named = Exclude<SpotlightEntry, { kind: 'person' }>;

function commandEntry(command: RunnableId): Named {
  return { kind: 'command', id: command, command, label: commands[command].label };
}

const isPage = (id: RunnableId) => id.startsWith('page.');
const doable = runnableIds.filter((id) => !isPage(id) && id !== 'spotlight.open').map(commandEntry);

function places(demo: boolean): readonly Named[] {
  return [
    ...runnableIds.filter(isPage).map(commandEntry),
    ...(demo ? [{ kind: 'simulator', id: 'simulator', label: 'Simulator' } as const] : []),
    ...views.map((view): Named => ({ kind: 'view', id: `view-${view}`, view, label: viewWords[view].name })),
  ];
}

const parts = (Object.keys(settingGroups) as SettingGroup[]).map((group): Named => {
  const { title, about } = settingGroups[group];
  return { kind: 'setting', id: `part-${group}`, setting: group, label: title, about };
});

function settingsFor(text: string): readonly Named[] {
  const found = matchSettings(text).flatMap(({ items }) => items);
  // Those whose own name has the words before those that merely speak of it.
  const named = found.filter(({ label }) => fits(label, text));
  return [...named, ...found.filter((item) => !named.includes(item))]
    .slice(0, MOST_SETTINGS)
    .map(({ key, label, group }) => {
      return { kind: 'setting', id: `setting-${key}`, setting: key, label, about: settingGroups[group].title };
    });
}

/** Entries whose question, in one of its forms, has the words. */
function knowledgeFor(text: string, knowledge: readonly KnowledgeEntry[]): readonly Named[] {
  const matcher = createMatcher(text);
  return knowledge
    .filter(({ question, forms = [] }) => matcher.coversAll([question, ...forms]))
    .slice(0, MOST_KNOWLEDGE)
    .map((entry) => ({ kind: 'entry', id: `entry-${entry._id}`, entry, label: visibleControls(entry.question) }));
}

function searches(text: string): readonly Named[] {
  return [
    { kind: 'search', id: 'search', label: `Search messages for “${text}”` },
    { kind: 'sessions', id: 'sessions', label: `Search sessions for “${text}”` },
  ];
}

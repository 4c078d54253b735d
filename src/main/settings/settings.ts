import {
  isSettingKey,
  settingDefinitions,
  settingKeys,
  type SettingKey,
  type SettingValue,
  type SettingValues,
} from '../../shared/contract/setting-definitions';
import type { SettingState } from '../../shared/contract/settings-contract';
import type { Change } from '../../shared/changes';
import { readHours, type Hours } from '../../shared/hours';
import type { SettingEntry } from '../../shared/domain';
import type { AiState } from '../../shared/ipc-contract';
import { isoNow, type Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { DeskSettings } from '../conversation/desk-settings';
import { Problem } from '../ipc/problem';
import type { Store } from '../store/store';
import type { Environment, Given } from './environment-shape';
import { givenByEnvironment } from './given-by-environment';

export interface SettingsOptions {
  readonly environment: Environment;
  readonly store: Pick<Store, 'now' | 'subscribe' | 'commit'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether there is an authtoken of ngrok: whoever has one wants that tunnel, unless told otherwise. */
  readonly hasNgrokToken?: () => boolean;
}

/** The settings in force: the environment's over those that a person has set over the usual ones. */
export interface Settings {
  get<K extends SettingKey>(key: K): SettingValue<K>;
  /** Whether the environment has set it, so that a person cannot. */
  isLocked(key: SettingKey): boolean;
  /** Calls back with the key of each setting that was set. Gives the function that ends it. */
  onChange(listener: (key: SettingKey) => void): () => void;
  /** What receiving and answering depend on, now. */
  desk(): DeskSettings;
  /** The global switch as a window shows it. */
  ai(): AiState;
  /** A setting as the settings page shows it. */
  state<K extends SettingKey>(key: K): SettingState<K>;
  /**
   * Sets one setting; once it resolves it is kept.
   *
   * @throws Problem when the environment has set it, or the value cannot be used
   */
  put(key: SettingKey, value: unknown, by: string): Promise<void>;
  /**
   * Turns the global switch. It holds at once and for this run whatever the environment says and whatever becomes of the
   * disk; it is also kept for later runs, where the environment does not set it.
   */
  switchAi(enabled: boolean, by: string): Promise<void>;
  close(): void;
}

interface Switched {
  readonly enabled: boolean;
  readonly by: string;
  readonly at: string;
}

/** Makes the settings of a desk. */
export function createSettings(options: SettingsOptions): Settings {
  const { environment, store, clock, log } = options;
  const startedAt = isoNow(clock);
  const listeners = new Set<(key: SettingKey) => void>();
  const given = givenByEnvironment(environment);
  const readStored = createStoredReader(store, log, usual);
  let switched: Switched | null = null;
  let hours: { readonly text: string; readonly read: Hours | null } = { text: '', read: null };

  function hoursNow(): Hours | null {
    const text = get('hours');
    if (hours.text !== text) hours = { text, read: readHours(text) };
    return hours.read;
  }

  const unsubscribe = store.subscribe(({ changes }) => {
    for (const change of changes) {
      for (const { _id: key, value, by, at } of settingsIn(change)) {
        if (!isSettingKey(key)) continue;
        const isChoice = change.type === 'setting.set' && key === 'aiEnabled' && typeof value === 'boolean';
        if (isChoice && isOfThisRun(at)) switched = { enabled: value, by, at };
        tell(key);
      }
    }
  });
  const atStart: Partial<SettingValues> = Object.fromEntries(
    settingKeys.filter((key) => settingDefinitions[key].atStart).map((key) => [key, get(key)]),
  );

  /** Only a choice that was made in this run stands above the environment, and never one that came with an import. */
  function isOfThisRun(at: string): boolean {
    return switched ? at > switched.at : at >= startedAt;
  }

  function tell(key: SettingKey): void {
    for (const listener of listeners) listener(key);
  }

  function isLocked(key: SettingKey): boolean {
    return (given[key]?.from ?? 'default') !== 'default';
  }

  /** What holds until somebody sets it. The tunnel follows from what was given for one. */
  function usual(key: SettingKey): SettingValue<SettingKey> {
    if (key !== 'tunnel') return settingDefinitions[key].usual;
    if (get('publicUrl') !== '') return 'manual';
    return options.hasNgrokToken?.() ? 'ngrok' : 'off';
  }

  function get<K extends SettingKey>(key: K): SettingValue<K> {
    if (key === 'aiEnabled' && switched) return switched.enabled as SettingValue<K>;
    const fromOutside = given[key] as Given<SettingValue<K>> | undefined;
    if (fromOutside && isLocked(key)) return fromOutside.value;
    return readStored(key);
  }

  async function switchAi(enabled: boolean, by: string): Promise<void> {
    const at = isoNow(clock);
    switched = { enabled, by, at };
    log.info(enabled ? 'AI replies were turned on.' : 'AI replies were turned off everywhere.');
    tell('aiEnabled');
    try {
      await store.commit(() => ({
        changes: [{ type: 'setting.set', key: 'aiEnabled', value: enabled, by, at }],
        result: null,
      }));
    } catch (error) {
      log.warn('The AI switch holds until the desk is closed, but could not be kept for the next start.', {
        detail: error,
      });
    }
  }

  return {
    get,
    isLocked,
    switchAi,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    desk: () => ({
      aiEnabled: get('aiEnabled'),
      defaultMode: get('defaultMode'),
      delayMs: get('aiDelayMs'),
      budgetMs: get('budgetMs'),
      gapMs: get('gapMinutes') * 60_000,
      instructions: get('instructions'),
      checks: { maxSegments: get('maxSegments'), linkDomains: linesOf(get('linkDomains')) },
      breaker: {
        enabled: get('breakerEnabled'),
        perContact: get('breakerPerContact'),
        perContactMinutes: get('breakerPerContactMinutes'),
        perRow: get('breakerPerRow'),
        perDeskHour: get('breakerPerDeskHour'),
      },
      shadow: get('shadow'),
      hours: hoursNow(),
      hoursReply: get('hoursReply'),
      outsideHours: get('outsideHours'),
      silenceMinutes: get('silenceMinutes'),
      silenceLine: get('silenceLine'),
      takeOverOnReply: get('takeOverOnReply'),
      takeOverMinutes: get('takeOverMinutes'),
      holdSeconds: get('holdSeconds'),
      textsPerSecond: get('textsPerSecond'),
      operatorPhone: get('operatorPhone'),
    }),
    ai: () => {
      const locked = isLocked('aiEnabled');
      const stored = locked ? undefined : store.now.get('settings', 'aiEnabled');
      return {
        enabled: get('aiEnabled'),
        by: switched?.by ?? (locked ? 'environment' : (stored?.by ?? 'default')),
        at: switched?.at ?? stored?.at ?? null,
        provider: get('provider'),
        defaultMode: get('defaultMode'),
        fromEnvironment: locked,
      };
    },
    state<K extends SettingKey>(key: K): SettingState<K> {
      const locked = isLocked(key);
      const entry = locked ? undefined : store.now.get('settings', key);
      const value = get(key);
      return {
        value,
        from: locked ? 'environment' : entry ? 'person' : 'usual',
        by: entry?.by ?? null,
        at: entry?.at ?? null,
        waits: Object.hasOwn(atStart, key) && atStart[key] !== value,
      };
    },
    async put(key, value, by) {
      const definition = settingDefinitions[key];
      if (isLocked(key)) {
        throw new Problem(
          'refused',
          `“${definition.label}” is set by the environment (${definition.env ?? key}), which wins.`,
          'Remove it there and start the console again, then it can be set here.',
        );
      }
      const parsed = definition.schema.safeParse(value);
      if (!parsed.success) {
        throw new Problem('refused', parsed.error.issues[0]?.message ?? 'This value cannot be used.');
      }
      const next = parsed.data;
      if (key === 'aiEnabled') return switchAi(next === true, by);
      const at = isoNow(clock);
      const isNew = await store.commit((now) => {
        const same = now.get('settings', key)?.value === next;
        return { changes: same ? [] : [{ type: 'setting.set', key, value: next, by, at }], result: !same };
      });
      if (isNew) log.info(`The setting “${definition.label}” was changed.`);
    },
    close: unsubscribe,
  };
}

/** The lines of a list in a text. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

/** The settings that a change sets. */
function settingsIn(change: Change): readonly SettingEntry[] {
  if (change.type === 'setting.set') return [{ ...change, _id: change.key }];
  return change.type === 'documents.imported' ? (change.documents.settings ?? []) : [];
}

/** Reads what a person has set. What does not fit any more (an older version wrote it) counts as not set. */
function createStoredReader(
  store: SettingsOptions['store'],
  log: Log,
  usual: (key: SettingKey) => SettingValue<SettingKey>,
): <K extends SettingKey>(key: K) => SettingValue<K> {
  const known = new Map<SettingKey, { readonly entry: SettingEntry; readonly value: unknown }>();
  return <K extends SettingKey>(key: K): SettingValue<K> => {
    const entry = store.now.get('settings', key);
    if (!entry) return usual(key) as SettingValue<K>;
    let read = known.get(key);
    if (read?.entry !== entry) {
      const { schema, label } = settingDefinitions[key];
      const parsed = schema.safeParse(entry.value);
      if (!parsed.success) log.warn(`The setting “${label}” in the store cannot be used; the usual value holds.`);
      read = { entry, value: parsed.success ? parsed.data : usual(key) };
      known.set(key, read);
    }
    return read.value as SettingValue<K>;
  };
}

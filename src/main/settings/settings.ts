import type { SettingEntry } from '../../shared/domain';
import type { AiState } from '../../shared/ipc-contract';
import { isoNow, type Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { DeskSettings } from '../conversation/desk-settings';
import type { Store } from '../store/store';
import type { Environment, Given } from './environment-shape';
import { settingDefaults, settingSchemas, type SettingKey, type SettingValue } from './setting-schemas';

export interface SettingsOptions {
  readonly environment: Pick<Environment, 'aiEnabled' | 'aiDelayMs' | 'aiProvider' | 'gapMinutes'>;
  readonly store: Pick<Store, 'now' | 'subscribe' | 'commit'>;
  readonly clock: Clock;
  readonly log: Log;
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
  const readStored = createStoredReader(store, log);
  const given: { readonly [K in SettingKey]?: Given<SettingValue<K>> } = {
    aiEnabled: environment.aiEnabled,
    aiDelayMs: environment.aiDelayMs,
    provider: environment.aiProvider,
    gapMinutes: environment.gapMinutes,
  };
  let switched: Switched | null = null;

  const unsubscribe = store.subscribe((entry) => {
    for (const change of entry.changes) {
      if (change.type !== 'setting.set' || !isSettingKey(change.key)) continue;
      if (change.key === 'aiEnabled' && typeof change.value === 'boolean' && isOfThisRun(change.at)) {
        switched = { enabled: change.value, by: change.by, at: change.at };
      }
      tell(change.key);
    }
  });

  /** An older choice may come with an import; only one that was made in this run stands above the environment. */
  function isOfThisRun(at: string): boolean {
    return switched ? at > switched.at : at >= startedAt;
  }

  function tell(key: SettingKey): void {
    for (const listener of listeners) listener(key);
  }

  function isLocked(key: SettingKey): boolean {
    return (given[key]?.from ?? 'default') !== 'default';
  }

  function get<K extends SettingKey>(key: K): SettingValue<K> {
    if (key === 'aiEnabled' && switched) return switched.enabled as SettingValue<K>;
    const fromOutside = given[key] as Given<SettingValue<K>> | undefined;
    if (fromOutside && isLocked(key)) return fromOutside.value;
    return readStored(key);
  }

  return {
    get,
    isLocked,
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
      breaker: get('breaker'),
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
    async switchAi(enabled, by) {
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
    },
    close: unsubscribe,
  };
}

/** Reads what a person has set. What does not fit any more (an older version wrote it) counts as not set. */
function createStoredReader(
  store: SettingsOptions['store'],
  log: Log,
): <K extends SettingKey>(key: K) => SettingValue<K> {
  const known = new Map<SettingKey, { readonly entry: SettingEntry; readonly value: unknown }>();
  return <K extends SettingKey>(key: K): SettingValue<K> => {
    const entry = store.now.get('settings', key);
    if (!entry) return settingDefaults[key];
    let read = known.get(key);
    if (read?.entry !== entry) {
      const parsed = settingSchemas[key].safeParse(entry.value);
      if (!parsed.success) log.warn(`The setting “${key}” in the store cannot be used; the usual value holds.`);
      read = { entry, value: parsed.success ? parsed.data : settingDefaults[key] };
      known.set(key, read);
    }
    return read.value as SettingValue<K>;
  };
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingSchemas, key);
}

import type { settingsSchemas, SettingsOutput, SettingsState } from '../../shared/contract/settings-contract';
import type { Clock, NewId } from '../app/clock';
import { isoNow } from '../app/clock';
import { OPERATOR } from '../app/operator';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Store } from '../store/store';
import { Problem } from './problem';
import type { Handlers } from './router';

export interface ConfiguringParts {
  readonly store: Pick<Store, 'now' | 'commit'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly describe: () => SettingsState;
}

/** Makes the functions behind the settings page. */
export function createSettingsHandlers(parts: ConfiguringParts): Handlers<typeof settingsSchemas, SettingsOutput> {
  const { store, settings, secrets } = parts;
  return {
    'settings.read': async () => {
      await secrets.look();
      return parts.describe();
    },
    'setting.put': async ({ key, value }) => {
      await settings.put(key, value, OPERATOR);
      return null;
    },
    'secret.put': async ({ key, value }) => {
      await secrets.put(key, value);
      return null;
    },
    'secret.remove': async ({ key }) => {
      await secrets.remove(key);
      return null;
    },
    'knowledge.read': () =>
      [...store.now.values('knowledge')].sort((a, b) =>
        a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0,
      ),
    'knowledge.put': ({ entry_id, question, answer }) =>
      store.commit((now) => {
        const at = isoNow(parts.clock);
        const before = entry_id === null ? undefined : now.get('knowledge', entry_id);
        if (entry_id !== null && !before) throw goneEntry();
        const _id = entry_id ?? parts.newId();
        const entry = { _id, question, answer, createdAt: before?.createdAt ?? at, updatedAt: at };
        return { changes: [{ type: 'knowledge.put', entry }], result: { entry_id: _id } };
      }),
    'knowledge.remove': ({ entry_id }) =>
      store.commit((now) => {
        if (!now.get('knowledge', entry_id)) throw goneEntry();
        return { changes: [{ type: 'knowledge.removed', entry_id }], result: null };
      }),
  };
}

function goneEntry(): Problem {
  return new Problem('not-found', 'This knowledge entry is not there any more.');
}

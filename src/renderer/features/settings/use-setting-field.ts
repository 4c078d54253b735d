import { useCallback, useEffect, useRef, useState } from 'react';
import { settingDefinitions, type SettingKey } from '../../../shared/contract/setting-definitions';
import type { SettingDefinition } from '../../../shared/contract/setting-shape';
import type { SettingState } from '../../../shared/contract/settings-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk, useDeskState } from '../../store/desk-context';

/** How long nothing is typed before what stands there is saved, in milliseconds. */
const REST_MS = 900;
/** How long “Saved” stays, in milliseconds. */
const SAVED_MS = 4_000;

/** One setting on its way from the hand to the store. */
export interface SettingField {
  readonly state: SettingState;
  /** What stands in the control: what was typed and is not saved yet, else the value in force. */
  readonly shown: unknown;
  /** What is wrong with it, in a sentence; null: nothing. */
  readonly problem: string | null;
  readonly saved: boolean;
  /** Takes a value that is being typed: it is checked now, and saved once the hand rests. */
  type(value: unknown): void;
  /** Takes a value that was chosen: it is saved at once. */
  choose(value: unknown): void;
  /** The hand has left the control: what can be saved is. */
  leave(): void;
}

interface Draft {
  readonly value: unknown;
  /** What was in force when it was typed. */
  readonly before: unknown;
  readonly isSaved: boolean;
}

/** Follows one setting. Null until the main process has told of the settings. */
export function useSettingField(key: SettingKey): SettingField | null {
  const { ask, ui } = useDesk();
  const state = useDeskState(({ facts }) => facts?.settings.values[key]);
  const { schema, label }: SettingDefinition<unknown> = settingDefinitions[key];
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const waiting = useRef<{ readonly timer: number; readonly save: () => void } | null>(null);
  const fading = useRef(0);

  const put = useCallback(
    async (value: unknown) => {
      try {
        await ask('setting.put', { key, value: value as string | number | boolean });
      } catch (thrown) {
        setProblem(problemOf(thrown).message);
        return;
      }
      // What was typed meanwhile stays.
      setDraft((now) => (now !== null && now.value === value ? { ...now, isSaved: true } : now));
      setSaved(true);
      ui.setState({ announcement: `${label}: saved` });
      window.clearTimeout(fading.current);
      fading.current = window.setTimeout(() => {
        setSaved(false);
        setDraft((now) => (now?.isSaved ? null : now));
      }, SAVED_MS);
    },
    [ask, key, label, ui],
  );

  const leave = useCallback(() => {
    const { current } = waiting;
    if (!current) return;
    window.clearTimeout(current.timer);
    waiting.current = null;
    current.save();
  }, []);

  const before = state?.value;
  const take = useCallback(
    (value: unknown, restMs: number) => {
      if (waiting.current) window.clearTimeout(waiting.current.timer);
      waiting.current = null;
      setSaved(false);
      setDraft({ value, before, isSaved: false });
      const parsed = schema.safeParse(value);
      setProblem(parsed.success ? null : (parsed.error.issues[0]?.message ?? 'This cannot be used.'));
      if (!parsed.success) return;
      const save = () => void put(value);
      if (restMs === 0) save();
      else waiting.current = { timer: window.setTimeout(leave, restMs), save };
    },
    [before, leave, put, schema],
  );

  useEffect(
    () => () => {
      leave();
      window.clearTimeout(fading.current);
    },
    [leave],
  );

  if (!state) return null;
  // What was saved shows until the main process has told of it, which may make it look otherwise.
  const isOver = draft?.isSaved === true && draft.before !== state.value;
  return {
    state,
    shown: draft && !isOver ? draft.value : state.value,
    problem,
    saved,
    type: (value) => take(value, REST_MS),
    choose: (value) => take(value, 0),
    leave,
  };
}

import { useCallback } from 'react';
import type { Mode } from '../../shared/domain';
import { useDesk, useDeskState } from './desk-context';
import { useCommand } from './use-command';

/** Gives the function that turns automatic replies on or off everywhere. */
export function useToggleAi(): () => void {
  const { state, ui } = useDesk();
  const command = useCommand();
  return useCallback(() => {
    const enabled = !state.getState().facts?.ai.enabled;
    void command('ai.switch', { enabled }).then((done) => {
      if (done === undefined) return;
      ui.setState({ announcement: enabled ? 'AI replies are on' : 'AI replies are off everywhere' });
    });
  }, [command, state, ui]);
}

/** What can be done with the thread on screen as a whole. */
export interface ThreadCommands {
  readonly setMode: (mode: Mode) => void;
  /** Marks it as done, or opens it again if it is. */
  readonly toggleDone: () => void;
  readonly snooze: (until: Date) => void;
  readonly wake: () => void;
}

/** Gives what can be done with one thread. */
export function useThreadCommands(contactId: string): ThreadCommands {
  const { state, ui } = useDesk();
  const command = useCommand();
  const isDone = useDeskState(({ rows }) => rows.get(contactId)?.thread.state === 'done');
  const act = (announcement: string, done: Promise<unknown>) =>
    void done.then((answer) => answer !== undefined && ui.setState({ announcement }));
  const setState = (to: 'open' | 'snoozed' | 'done', until: string | null, said: string) => {
    if (!state.getState().facts) return;
    act(said, command('thread.state', { contact_id: contactId, state: to, until }));
  };
  return {
    setMode: (mode) => act(`Mode: ${mode}`, command('thread.mode', { contact_id: contactId, mode })),
    toggleDone: () => setState(isDone ? 'open' : 'done', null, isDone ? 'Opened again' : 'Done'),
    snooze: (until) => setState('snoozed', until.toISOString(), 'Snoozed'),
    wake: () => setState('open', null, 'Opened again'),
  };
}

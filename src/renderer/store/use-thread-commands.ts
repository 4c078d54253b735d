import type { Mode } from '../../shared/domain';
import type { Desk } from './create-desk';
import { useDesk, useDeskState } from './desk-context';
import { useCommand, type Command } from './use-command';

/** Turns automatic replies on or off everywhere. */
export function toggleAi({ state, ui }: Pick<Desk, 'state' | 'ui'>, command: Command): void {
  const enabled = !state.getState().facts?.ai.enabled;
  void command('ai.switch', { enabled }).then((done) => {
    if (done === undefined) return;
    ui.setState({ announcement: enabled ? 'AI replies are on' : 'AI replies are off everywhere' });
  });
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

import { useEffect } from 'react';
import type { Mode } from '../../../shared/domain';
import type { Desk } from '../../store/create-desk';
import { useDesk } from '../../store/desk-context';
import { showPage } from '../../store/show-page';
import { useCommand, type Command } from '../../store/use-command';
import { useToggleAi } from '../../store/use-thread-commands';
import { pageOfKey } from '../pages/page-names';
import { SNOOZE_BUTTON } from '../thread/ThreadHeader';
import { moveCursor, openAtCursor } from './move-cursor';

/** How long G waits for the letter of a page, in milliseconds. */
const GOING_MS = 1_500;

/** Lets every key of the list do what it says, unless the operator is writing or a dialogue is open. */
export function useShortcuts(): void {
  const desk = useDesk();
  const command = useCommand();
  const toggleAi = useToggleAi();
  useEffect(() => {
    let goingUntil = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'a') {
        event.preventDefault();
        if (!event.repeat) toggleAi();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !/^[jk]$/i.test(event.key))) return;
      if (isBusy(event.target)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const page = event.timeStamp < goingUntil ? pageOfKey(key) : undefined;
      goingUntil = key === 'g' ? event.timeStamp + GOING_MS : 0;
      if (page) {
        event.preventDefault();
        showPage(desk, page);
        return;
      }
      // On another page these keys would act on a conversation that is not to be seen.
      const act = desk.ui.getState().page === 'inbox' || key === '?' ? actions[key] : undefined;
      if (!act || (event.key === 'Enter' && isPressable(event.target))) return;
      event.preventDefault();
      act(desk, command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [command, desk, toggleAi]);
}

type Action = (desk: Desk, command: Command) => void;

const actions: Readonly<Record<string, Action>> = {
  j: (desk) => moveCursor(desk, 1),
  k: (desk) => moveCursor(desk, -1),
  Enter: openAtCursor,
  r: (desk) => compose(desk, 'reply'),
  n: (desk) => compose(desk, 'note'),
  e: toggleDone,
  s: () => document.getElementById(SNOOZE_BUTTON)?.click(),
  a: changeMode,
  '?': ({ ui }) => ui.setState({ drawer: 'shortcuts' }),
};

function compose({ ui, state }: Desk, composing: 'reply' | 'note'): void {
  if (!state.getState().thread) return;
  ui.setState((before) => ({ composing, wishesToWrite: before.wishesToWrite + 1 }));
}

function toggleDone({ state, ui }: Desk, command: Command): void {
  const { rows, thread } = state.getState();
  const open = rows.get(thread?.contactId ?? '')?.thread;
  if (!open) return;
  const to = open.state === 'done' ? 'open' : 'done';
  void command('thread.state', { contact_id: open._id, state: to, until: null }).then((answer) => {
    if (answer !== undefined) ui.setState({ announcement: to === 'done' ? 'Done' : 'Opened again' });
  });
}

const modes: readonly Mode[] = ['auto', 'draft', 'off'];

function changeMode({ state, ui }: Desk, command: Command): void {
  const { rows, thread, facts } = state.getState();
  const open = rows.get(thread?.contactId ?? '')?.thread;
  if (!open || !facts) return;
  const now = open.mode?.value ?? facts.ai.defaultMode;
  const mode = modes[(modes.indexOf(now) + 1) % modes.length] ?? 'off';
  void command('thread.mode', { contact_id: open._id, mode }).then((answer) => {
    if (answer !== undefined) ui.setState({ announcement: `AI mode: ${mode}` });
  });
}

/** Whether keys belong to something else just now: a text, a choice, a menu or a dialogue. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role="link"]') !== null;
}

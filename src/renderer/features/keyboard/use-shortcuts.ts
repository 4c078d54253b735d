import { useEffect } from 'react';
import { beginsSequence, commandOfKey, writtenKey, type RunnableId } from '../../../shared/commands';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { actsOnThread, runCommand } from './run-command';

/** How long the first letter of a sequence waits for the second, in milliseconds. */
const SEQUENCE_MS = 1_500;
/** What takes letters; a switch or a choice takes only the arrows, Space and Enter. */
const WRITTEN_IN =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="combobox"]';
/** Commands that a key that is held down may give again and again. */
const repeatable: ReadonlySet<RunnableId> = new Set(['thread.next', 'thread.previous']);

/** Lets every key do what the list of commands says, unless the operator is writing or a dialogue is open. */
export function useShortcuts(): void {
  const desk = useDesk();
  const command = useCommand();
  useEffect(() => {
    let first: { readonly letter: string; readonly until: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      const withControl = event.ctrlKey || event.metaKey;
      if (!withControl && isBusy(event.target)) return;
      const letter = writtenKey(event);
      const before = first && event.timeStamp < first.until ? first.letter : null;
      first = letter !== null && beginsSequence(letter) ? { letter, until: event.timeStamp + SEQUENCE_MS } : null;
      const id = (before === null ? undefined : commandOfKey(event, before)) ?? commandOfKey(event, null);
      if (id === undefined || (event.key === 'Enter' && isPressable(event.target))) return;
      // On another page these keys would act on a conversation that is not to be seen.
      if (actsOnThread(id) && desk.ui.getState().page !== 'inbox') return;
      // Pressed once, it is done once; and the menu, which knows the key too, must not do it again.
      event.preventDefault();
      if (!event.repeat || repeatable.has(id)) runCommand(desk, command, id);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [command, desk]);
  useEffect(() => desk.onCommand((id) => runCommand(desk, command, id)), [command, desk]);
}

/** Whether keys belong to something else just now: a text, a choice, a menu or a dialogue. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  return target instanceof Element && target.closest(WRITTEN_IN) !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, [role="link"]') !== null;
}

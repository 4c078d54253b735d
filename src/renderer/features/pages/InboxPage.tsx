import { useEffect } from 'react';
import { useDesk } from '../../store/desk-context';
import { ContextPane } from '../context/ContextPane';
import { ThreadListPane } from '../inbox/ThreadListPane';
import { ThreadPane } from '../thread/ThreadPane';

/** The list of a view, the thread on screen and what is known of its person. */
export function InboxPage() {
  const { ui } = useDesk();
  useEffect(() => {
    // What was jumped to in the thread has taken the focus by now.
    if (ui.getState().pageTurns === 0 || document.activeElement?.role === 'log') return;
    // Where the list is empty, the view that was chosen takes it.
    const list = document.querySelector<HTMLElement>('[role="listbox"]');
    (list ?? document.querySelector<HTMLElement>('nav [aria-current="page"]'))?.focus();
  }, [ui]);
  return (
    <>
      <ThreadListPane />
      <ThreadPane />
      <ContextPane />
    </>
  );
}

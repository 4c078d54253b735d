import { useEffect } from 'react';
import { useDesk } from '../../store/desk-context';
import { ContextPane } from '../context/ContextPane';
import { ListColumn } from '../search/ListColumn';
import { ThreadPane } from '../thread/ThreadPane';

/** The list of a view or the search, the thread on screen and what is known of its person. */
export function InboxPage() {
  const { ui } = useDesk();
  useEffect(() => {
    // What was jumped to in the thread, or the search, has taken the focus by now.
    const { pageTurns, searchedFrom } = ui.getState();
    if (pageTurns === 0 || searchedFrom !== null || document.activeElement?.role === 'log') return;
    // Where the list is empty, the view that was chosen takes it.
    const list = document.querySelector<HTMLElement>('[role="listbox"]');
    (list ?? document.querySelector<HTMLElement>('nav [aria-current="page"]'))?.focus();
  }, [ui]);
  return (
    <>
      <ListColumn />
      <ThreadPane />
      <ContextPane />
    </>
  );
}

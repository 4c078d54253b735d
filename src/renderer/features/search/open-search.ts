import type { Desk } from '../../store/create-desk';
import { goToThread, showPage } from '../../store/show-page';

/** Opens the search in the list's place, wherever the operator is; one that is open takes the focus. */
export function openSearch(desk: Pick<Desk, 'ui'>): void {
  desk.ui.setState(({ page, searchedFrom, wishesToSearch }) => ({
    drawer: 'none',
    searchedFrom: page === 'inbox' ? (searchedFrom ?? page) : page,
    wishesToSearch: wishesToSearch + 1,
  }));
  showPage(desk, 'inbox');
}

/** Closes the search and goes back to where it was opened, unless a conversation was opened from it since. */
export function closeSearch(desk: Pick<Desk, 'ui'>): void {
  const { searchedFrom } = desk.ui.getState();
  desk.ui.setState({ searchedFrom: null });
  if (searchedFrom !== null) showPage(desk, searchedFrom);
}

/**
 * Opens what was found and puts the focus on the thread; the search stays beside it.
 *
 * @param messageId a message to show in it; null: its end
 */
export function openFound(desk: Desk, contactId: string, messageId: string | null): void {
  desk.ui.setState(({ searchedFrom }) => ({ searchedFrom: searchedFrom === null ? null : 'inbox' }));
  goToThread(desk, contactId, messageId);
  // What is jumped to takes the focus by itself.
  if (messageId === null) focusThread(desk, contactId);
}

/** Puts the focus on a thread as soon as it is there. */
function focusThread({ state }: Desk, contactId: string): void {
  const focusIfThere = () => {
    const { thread } = state.getState();
    if (thread?.contactId === contactId && thread.status === 'loading') return false;
    if (thread?.contactId === contactId) window.requestAnimationFrame(focusLog);
    return true;
  };
  if (focusIfThere()) return;
  const unsubscribe = state.subscribe(() => {
    if (focusIfThere()) unsubscribe();
  });
}

function focusLog(): void {
  document.querySelector<HTMLElement>('[role="log"]')?.focus({ preventScroll: true });
}

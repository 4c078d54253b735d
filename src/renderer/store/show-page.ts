import type { Desk } from './create-desk';
import type { Memory } from './memory';
import type { Page } from './ui-state';

const PAGE = 'page';
const pages: readonly Page[] = ['inbox', 'ai', 'sessions', 'insights', 'knowledge', 'activity', 'settings', 'connect'];

/** Turns to a page. The focus goes with it; a page that is there already stays as it is. */
export function showPage({ ui }: Pick<Desk, 'ui'>, page: Page): void {
  if (ui.getState().page === page) return;
  ui.setState(({ pageTurns }) => ({ page, pageTurns: pageTurns + 1 }));
}

/**
 * Opens a thread, wherever the operator is.
 *
 * @param at a message or a session to show in it; else its end
 */
export function goToThread(desk: Desk, contactId: string, at: string | null = null): void {
  desk.sync.openThread(contactId, at);
  desk.ui.setState({ cursor: contactId, jump: at });
  showPage(desk, 'inbox');
}

/** Gives the page that the window showed before it was reloaded. */
export function lastPage(session: Memory): Page {
  return pages.find((page) => page === session.get(PAGE)) ?? 'inbox';
}

/** Writes down which page the window shows, for when it is reloaded. */
export function rememberPage({ ui, session }: Pick<Desk, 'ui' | 'session'>): void {
  ui.subscribe(({ page }, before) => {
    if (page !== before.page) session.set(PAGE, page);
  });
}

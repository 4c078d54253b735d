import { noFilters, type SessionFilters, type Undoable } from './session-filters';

/** The pages of the window. */
export type Page = 'inbox' | 'sessions' | 'insights' | 'activity' | 'settings';

/** What the operator has on screen, as far as it is not the desk's: nothing of it leaves this window. */
export interface UiState {
  readonly page: Page;
  /** Grows with every change of page by the operator, so that what comes knows to take the focus. */
  readonly pageTurns: number;
  /** Message or session that the thread is to be shown at; null once it is, and while nothing is asked for. */
  readonly jump: string | null;
  /** Key of what was jumped to, marked for a moment. */
  readonly marked: string | null;
  /** Row that the keyboard stands on. */
  readonly cursor: string | null;
  readonly composing: 'reply' | 'note';
  /** Grows with every wish to write, so that the text box takes the focus. */
  readonly wishesToWrite: number;
  /** What is asked about a thread in a dialogue; null while none is open. */
  readonly asking: { readonly kind: 'tags' | 'snooze'; readonly contactId: string } | null;
  /** Thread that the operator wants to stay unread although it is on screen. */
  readonly keptUnread: string | null;
  readonly drawer: 'none' | 'shortcuts';
  /** What the sessions page shows. */
  readonly sessionFilters: SessionFilters;
  /** What was done on it and can be taken back, the newest first. */
  readonly undoable: readonly Undoable[];
  /** Whether the context pane is asked for where there is no room for it beside the thread. */
  readonly contextOpen: boolean;
  /** Whether Enter alone sends. */
  readonly enterSends: boolean;
  /** Said by a screen reader as soon as it changes. */
  readonly announcement: string;
}

/** Gives what a window begins with. */
export function initialUi(enterSends: boolean, page: Page): UiState {
  return {
    page,
    pageTurns: 0,
    jump: null,
    marked: null,
    cursor: null,
    composing: 'reply',
    wishesToWrite: 0,
    asking: null,
    keptUnread: null,
    drawer: 'none',
    sessionFilters: noFilters,
    undoable: [],
    contextOpen: false,
    enterSends,
    announcement: '',
  };
}

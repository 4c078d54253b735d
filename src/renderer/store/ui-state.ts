import type { SecretKey, SettingKey } from '../../shared/contract/setting-definitions';
import type { SettingGroup } from '../../shared/contract/setting-shape';
import type { EntryStart } from './entry-start';
import type { ReplayEntry } from '../../shared/replay';
import type { PeriodChoice } from './period-choice';
import { emptySearch, type SearchChoice } from './search-choice';
import { noFilters, type SessionFilters, type Undoable } from './session-filters';

/** The pages of the window. */
export type Page = 'inbox' | 'ai' | 'sessions' | 'insights' | 'knowledge' | 'activity' | 'settings' | 'connect';

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
  /** Whether canned replies are to be offered, until the composer does. */
  readonly wantsCanned: boolean;
  /** What is asked about a thread in a dialogue; null while none is open. */
  readonly asking: { readonly kind: 'tags' | 'snooze' | 'call'; readonly contactId: string } | null;
  /** Whether something is written in as a verified caller, and as which one; null: not. */
  readonly writingIn: { readonly from: string | null } | null;
  /** Thread that the operator wants to stay unread although it is on screen. */
  readonly keptUnread: string | null;
  readonly drawer: 'none' | 'shortcuts' | 'spotlight';
  /** Page that is returned to when the search is closed; null while there is none open. */
  readonly searchedFrom: Page | null;
  /** What is searched for, kept for when it is opened again. */
  readonly search: SearchChoice;
  /** Grows with every wish to search, so that the search box takes the focus. */
  readonly wishesToSearch: number;
  /** What the sessions page shows. */
  readonly sessionFilters: SessionFilters;
  /** Instructions to the AI that are being tried and are not saved yet; null: those that hold. */
  readonly triedInstructions: string | null;
  /** A knowledge entry that is being tried and is not saved yet; null: none. */
  readonly triedEntry: ReplayEntry | null;
  /** Whether the AI page is to show where changes are tried, until it does. */
  readonly wantsReplay: boolean;
  /** The days that the insights page shows; null: as it shows them at first. */
  readonly insightsPeriod: PeriodChoice | null;
  /** What was done on the sessions page and can be taken back, the newest first. */
  readonly undoable: readonly Undoable[];
  /** Setting, or part of the settings, that is to be shown as soon as the page is there; null: none. */
  readonly wantedSetting: SettingKey | SecretKey | SettingGroup | null;
  /** Entry of the knowledge that is being written; null: none. */
  readonly editingEntry: EntryStart | null;
  /** Whether a backup is to be made or restored, until that has begun. */
  readonly backingUp: 'make' | 'restore' | null;
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
    wantsCanned: false,
    asking: null,
    writingIn: null,
    keptUnread: null,
    drawer: 'none',
    searchedFrom: null,
    search: emptySearch,
    wishesToSearch: 0,
    sessionFilters: noFilters,
    triedInstructions: null,
    triedEntry: null,
    wantsReplay: false,
    insightsPeriod: null,
    undoable: [],
    wantedSetting: null,
    editingEntry: null,
    backingUp: null,
    contextOpen: false,
    enterSends,
    announcement: '',
  };
}

import type { Ask } from './ask';
import type { DeskModel } from './desk-model';
import type { Flights } from './flights';
import type { Screen } from './screen';

/** What the list and the thread on screen have from the synchronisation that feeds them. */
export interface Following {
  readonly ask: Ask;
  readonly model: DeskModel;
  readonly flights: Flights;
  readonly screen: Screen;
  /** Whether the snapshot is there, and entries are applied as they come. */
  readonly isLive: () => boolean;
  /** Gives what tells, from now on, whether what is begun now is of no use any more. */
  readonly begin: () => () => boolean;
}

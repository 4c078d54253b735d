import type { ReplayEntry } from '../../../shared/replay';
import type { Desk } from '../../store/create-desk';
import { showPage } from '../../store/show-page';

/** Goes to where a knowledge entry is tried on past questions before it is saved. */
export function tryEntry(desk: Desk, entry: ReplayEntry): void {
  desk.ui.setState({ triedEntry: entry, editingEntry: null, wantsReplay: true });
  showPage(desk, 'ai');
}

import { assertNever } from '../../../shared/assert-never';
import { showView, type Desk } from '../../store/create-desk';
import { noFilters } from '../../store/session-filters';
import { showPage } from '../../store/show-page';
import type { Command } from '../../store/use-command';
import { runCommand } from '../keyboard/run-command';
import { openFound, openSearch } from '../search/open-search';
import { showSetting } from '../settings/show-setting';
import type { SpotlightEntry } from './spotlight-entries';

/** Goes to what was chosen, or does it. */
export function runEntry(desk: Desk, command: Command, entry: SpotlightEntry, typed: string): void {
  switch (entry.kind) {
    case 'person':
      return openFound(desk, entry.person.contact._id, null);
    case 'view':
      return showView(desk, entry.view);
    case 'simulator':
      return void command('simulator.show', {});
    case 'command':
      return runCommand(desk, command, entry.command);
    case 'setting':
      return showSetting(desk, entry.setting);
    case 'entry':
      return desk.ui.setState({ editingEntry: { entry: entry.entry } });
    case 'search':
      desk.ui.setState(({ search }) => ({ search: { ...search, text: typed.trim() } }));
      return openSearch(desk);
    case 'sessions':
      desk.ui.setState({ sessionFilters: { ...noFilters, text: typed.trim() } });
      return showPage(desk, 'sessions');
    default:
      return assertNever(entry);
  }
}

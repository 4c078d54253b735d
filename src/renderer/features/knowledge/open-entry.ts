import type { Desk } from '../../store/create-desk';
import { showProblem, type Command } from '../../store/use-command';

/** Opens the editor with an entry, over whatever is on screen. */
export async function openEntry({ ui }: Pick<Desk, 'ui'>, command: Command, entryId: string): Promise<void> {
  const all = await command('knowledge.read', {});
  const entry = all?.find(({ _id }) => _id === entryId);
  if (entry) ui.setState({ editingEntry: { entry } });
  else if (all) showProblem({ code: 'not-found', message: 'This knowledge entry is not there any more.' });
}

import type { Desk } from '../../store/create-desk';
import type { Command } from '../../store/use-command';

/**
 * Opens the editor with what a text of ours teaches. Where the AI's own text rested on an entry, that one is changed,
 * unless the operator wants a new one.
 */
export async function teach(
  { ui }: Pick<Desk, 'ui'>,
  command: Command,
  sent: { readonly contact_id: string; readonly address: string; readonly message_id: string },
): Promise<void> {
  const lesson = await command('knowledge.teach', sent);
  if (!lesson) return;
  const { question, answer, entry } = lesson;
  ui.setState({
    editingEntry: { entry: null, text: { question, answer }, ...(entry ? { instead: entry } : {}) },
  });
}

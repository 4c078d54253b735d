import type { Desk } from '../../store/create-desk';
import type { Command } from '../../store/use-command';

/** A message of ours, by what it is found with. */
export interface Sent {
  readonly contact_id: string;
  readonly address: string;
  readonly message_id: string;
}

/**
 * Opens the editor with what a text of ours teaches. Where the AI's own text rested on an entry, that one is changed,
 * unless the operator wants a new one.
 */
export async function teach(
  { ui }: Pick<Desk, 'ui'>,
  command: Command,
  { contact_id, address, message_id }: Sent,
): Promise<void> {
  const lesson = await command('knowledge.teach', { contact_id, address, message_id });
  if (!lesson) return;
  const { question, answer, entry } = lesson;
  ui.setState({
    editingEntry: { entry: null, text: { question, answer }, ...(entry ? { instead: entry } : {}) },
  });
}

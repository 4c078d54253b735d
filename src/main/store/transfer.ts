import type { ConsoleRequest } from './ask-console';
import type { ExportSummary, TransferProgress } from './export-data';
import type { ImportSummary } from './import-data';

/** What can export and import. */
export interface Transferring {
  exportTo(file: string, progress?: TransferProgress): Promise<ExportSummary>;
  importFrom(file: string, progress?: TransferProgress): Promise<ImportSummary>;
}

/** Does what is asked and says in a sentence what was done. */
export async function transfer(
  store: Transferring,
  request: ConsoleRequest,
  progress: TransferProgress,
): Promise<string> {
  if (request.ask === 'export') {
    const { file, contacts, sessions, messages, knowledge } = await store.exportTo(request.file, progress);
    return `Exported ${contacts} contacts, ${sessions} sessions, ${messages} messages and ${knowledge} knowledge entries to ${file}.`;
  }
  const { contacts, sessions, messages, knowledge, settings, pending } = await store.importFrom(request.file, progress);
  const lines = [
    `Imported ${contacts.added} contacts, ${sessions.added} sessions and ${messages.added} messages.`,
    `Replaced: ${contacts.replaced} contacts, ${sessions.replaced} sessions, ${messages.replaced} messages.`,
    `There already: ${contacts.unchanged} contacts, ${sessions.unchanged} sessions, ${messages.unchanged} messages.`,
    `Taken over besides: ${knowledge} knowledge entries and ${settings} settings.`,
  ];
  if (pending > 0)
    lines.push(`${pending} messages waited to be sent when the file was written; this desk does not send them.`);
  return lines.join('\n');
}

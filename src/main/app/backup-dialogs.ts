import path from 'node:path';
import type { Dialog } from 'electron';
import type { BackupsParts } from '../backup/backups';

export interface BackupDialogsOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showMessageBox'>;
  /** Where the questions for a folder begin. */
  readonly folder: string;
  readonly dataDir: string;
}

/** Makes the questions of backing up and restoring, as dialogs of the system. */
export function createBackupDialogs(options: BackupDialogsOptions): Pick<BackupsParts, 'chooseFolder' | 'confirm'> {
  const { dialog, dataDir } = options;
  return {
    async chooseFolder(question) {
      const making = question === 'where-to';
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: making ? 'Where to put the backup' : 'Which backup to restore',
        buttonLabel: making ? 'Back up here' : 'Restore this',
        message: making
          ? 'A folder for the backup is made in the one that you choose.'
          : 'Choose a folder that “Back up…” made.',
        defaultPath: options.folder,
        properties: making ? ['openDirectory', 'createDirectory'] : ['openDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async confirm({ createdAt, conversations, bytes, safety }) {
      const when = new Date(createdAt).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
      const megabytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
      const number = new Intl.NumberFormat();
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        message: `Replace everything in this console by the backup of ${when}?`,
        detail: [
          `The backup holds ${number.format(conversations)} ${conversations === 1 ? 'conversation' : 'conversations'} (${megabytes.format(bytes / 1e6)}).`,
          `What is here now is kept in ${path.join(dataDir, safety)}.`,
          'Switchboard starts again. What Twilio took since the backup was made is fetched then.',
        ].join('\n\n'),
        buttons: ['Restore', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return response === 0;
    },
  };
}

import path from 'node:path';
import type { Dialog } from 'electron';
import { BACKUP_ENDING } from '../backup/backup-format';
import type { BackupsParts } from '../backup/backups';

export interface BackupDialogsOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;
  /** Folder in which the questions for a file begin. */
  readonly folder: string;
  readonly dataDir: string;
}

const filters = [{ name: 'Backup of Switchboard', extensions: [BACKUP_ENDING] }];

/** Makes the questions of backing up and restoring, as dialogs of the system. */
export function createBackupDialogs(
  options: BackupDialogsOptions,
): Pick<BackupsParts, 'chooseTarget' | 'chooseBackup' | 'confirm'> {
  const { dialog, dataDir } = options;
  return {
    async chooseTarget(name) {
      const { canceled, filePath } = await dialog.showSaveDialog({
        title: 'Where to put the backup',
        buttonLabel: 'Back up',
        defaultPath: path.join(options.folder, name),
        filters,
      });
      return canceled || !filePath ? null : filePath;
    },
    async chooseBackup() {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: 'Which backup to restore',
        buttonLabel: 'Restore this',
        message: 'Choose a file that “Back up…” made.',
        defaultPath: options.folder,
        filters,
        properties: ['openFile'],
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

import type { BackupOutput, backupSchemas } from '../../shared/contract/backup-contract';
import type { Backups } from '../backup/backups';
import type { LongWork } from './long-work';
import type { Handlers } from './router';

export interface BackupHandlerParts {
  readonly backups: Pick<Backups, 'make' | 'restore'>;
  readonly restart: () => void;
}

/** Makes the functions that back up, restore and start again. */
export function createBackupHandlers(
  { backups, restart }: BackupHandlerParts,
  works: LongWork,
): Handlers<typeof backupSchemas, BackupOutput> {
  return {
    'backup.make': ({ work_id }) => works.run(work_id, (work) => backups.make(work)),
    'backup.restore': async ({ work_id }) => ({
      restarting: await works.run(work_id, (work) => backups.restore(work)),
    }),
    'desk.restart': () => {
      restart();
      return null;
    },
  };
}

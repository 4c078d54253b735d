import type { BackupOutput, backupSchemas } from '../../shared/contract/backup-contract';
import type { Backups } from '../backup/backups';
import type { UnseenLosses } from '../app/unseen-losses';
import type { LongWork } from './long-work';
import type { Handlers } from './router';

export interface BackupHandlerParts {
  readonly backups: Pick<Backups, 'make' | 'restore'>;
  readonly restart: () => void;
  readonly losses: Pick<UnseenLosses, 'seen'>;
}

/** Makes the functions that back up, restore, start again and put losses away. */
export function createBackupHandlers(
  { backups, restart, losses }: BackupHandlerParts,
  works: LongWork,
): Handlers<typeof backupSchemas, BackupOutput> {
  return {
    'backup.make': ({ work_id }) => works.run(work_id, (work) => backups.make(work)),
    'backup.restore': async ({ work_id }) => ({
      restarting: await works.run(work_id, (work) => backups.restore(work)),
    }),
    'losses.seen': ({ count }) => {
      losses.seen(count);
      return null;
    },
    'desk.restart': () => {
      restart();
      return null;
    },
  };
}

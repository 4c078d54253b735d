import path from 'node:path';
import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { Work } from '../ipc/long-work';
import { Problem } from '../ipc/problem';
import { describeDiskProblem } from '../store/disk-problem';
import { codeOf } from '../store/disk';
import { BACKUP_ENDING } from './backup-format';
import { expectRoom, openBackup } from './check-backup';
import { makeBackup, type BackupParts, type MadeBackup } from './make-backup';
import { stageRestore } from './stage-restore';

export interface BackupsParts extends BackupParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Asks where to put a backup, proposing a name; null when the person thought better of it. */
  readonly chooseTarget: (name: string) => Promise<string | null>;
  /** Asks which backup to restore likewise. */
  readonly chooseBackup: () => Promise<string | null>;
  /** Asks whether a backup is to take the place of what is here. */
  readonly confirm: (backup: BackupFacts) => Promise<boolean>;
  /** Ends the console and starts it again. */
  readonly restart: () => void;
}

/** What a person must know of a backup before it is restored. */
export interface BackupFacts {
  readonly createdAt: string;
  readonly conversations: number;
  readonly bytes: number;
  /** Name of the folder, inside the data folder, in which what is here now will be kept. */
  readonly safety: string;
}

/** Copies of the data folder, made and restored while the console runs. */
export interface Backups {
  /**
   * Asks where to and makes a backup there. Gives its path; null when the person thought better of it.
   *
   * @throws Problem when it could not be made
   */
  make(work: Work): Promise<(MadeBackup & { readonly file: string }) | null>;
  /**
   * Asks which, checks it, and starts the console again with it. Gives whether it will.
   *
   * @throws Problem when it cannot be used; nothing is changed then
   */
  restore(work: Work): Promise<boolean>;
  /** Stops what is under way. */
  close(): void;
}

/** Makes the part that backs up and restores; one at a time. */
export function createBackups(parts: BackupsParts): Backups {
  const { dataDir, log } = parts;
  const closing = new AbortController();
  let isBusy = false;

  /** @param where whether trouble with the disk is of a place that a person chose, or of the data folder */
  async function alone<R>(work: Work, where: 'file' | 'folder', task: (work: Work) => Promise<R>): Promise<R> {
    if (isBusy) throw new Problem('refused', 'A backup is being made or restored already.');
    isBusy = true;
    const abort = new AbortController();
    const stop = () => abort.abort();
    const signals = [work.signal, closing.signal];
    for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
    try {
      return await task({ ...work, signal: abort.signal });
    } catch (error) {
      if (error instanceof Problem || abort.signal.aborted || codeOf(error) === undefined) throw error;
      log.warn('The backup could not be made or restored.', { detail: error });
      const { message, remedy } = describeDiskProblem(error, where);
      throw new Problem('unavailable', message, remedy);
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', stop);
      isBusy = false;
    }
  }

  return {
    make: (work) =>
      alone(work, 'file', async ({ signal, report }) => {
        const now = parts.clock.now();
        const target = await parts.chooseTarget(`Switchboard backup ${localTime(now, ' ', '.')}.${BACKUP_ENDING}`);
        if (target === null) return null;
        expectOutside(dataDir, path.dirname(target));
        const made = await makeBackup(parts, { target, now, signal, report });
        log.info(`A backup was made: ${target}`);
        return { file: target, ...made };
      }),
    restore: (work) =>
      alone(work, 'folder', async ({ signal, report }) => {
        const file = await parts.chooseBackup();
        if (file === null) return false;
        const { about, archive, bytes } = await openBackup(file);
        try {
          await expectRoom(bytes, dataDir);
          const safety = `before-restore-${localTime(parts.clock.now(), 'T', '-')}`;
          const { createdAt, conversations } = about;
          if (!(await parts.confirm({ createdAt, conversations, bytes, safety }))) return false;
          const staged = await stageRestore({ dataDir, archive, bytes, safety, signal, report });
          if (signal.aborted) {
            await staged.discard();
            signal.throwIfAborted();
          }
          await staged.confirm();
        } finally {
          await archive.close();
        }
        log.info(`Switchboard starts again with the backup of ${about.createdAt}.`);
        parts.restart();
        return true;
      }),
    close: () => closing.abort(),
  };
}

/** A backup in the data folder would be copied into the next one, and lost with the folder. */
function expectOutside(dataDir: string, folder: string): void {
  const way = path.relative(dataDir, folder);
  if (way !== '' && (way.startsWith('..') || path.isAbsolute(way))) return;
  throw new Problem(
    'refused',
    'This is the data folder itself. A backup in it would be lost together with it.',
    'Choose another folder, best on another disk.',
  );
}

/** A time as people here read it, as part of a file's name. */
function localTime(ms: number, between: string, within: string): string {
  const time = new Date(ms);
  const two = (part: number) => String(part).padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return date + between + [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(within);
}

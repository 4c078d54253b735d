import { mkdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../ipc/problem';
import { realDisk, writeWhole } from '../store/disk';
import { ABOUT, BACKUP_README_FILE, isBackupPath, LIST, readList, type ListedInBackup } from './backup-format';
import { endRestore, RESTORE_NOTE, STAGED, type RestoreNote } from './finish-restore';
import { readArchive, type StoredFile } from './read-archive';
import { TarError } from './tar';
import type { ArchivedFile } from './write-archive';

/** Longest list of files that is read, in bytes: about two million files. */
const MAX_LIST = 256 * 1024 * 1024;

export interface StageOrder {
  readonly dataDir: string;
  readonly archive: FileHandle;
  /** Size of the backup. */
  readonly bytes: number;
  /** Name, inside the data folder, under which what is there now is kept. */
  readonly safety: string;
  readonly signal: AbortSignal;
  /** How much is done, in bytes. */
  readonly report: (done: number, total: number) => void;
}

/** A backup that lies beside the data, whole. */
export interface Staged {
  /** Has the next start put it in the place of the data. @throws Error of the file system; then it is thrown away */
  confirm(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Copies a backup beside the data, checking every file of it. Nothing of the data is touched: that is done at the next
 * start, by `finishRestore`, once `confirm` has left a note for it.
 *
 * @throws Problem when the backup is not whole; Error of the file system, or the signal's
 */
export async function stageRestore(order: StageOrder): Promise<Staged> {
  const { dataDir } = order;
  const staged = path.join(dataDir, STAGED);
  const discard = async () => {
    // First of all the note: while it is there the next start puts the data aside for what lies here.
    await endRestore(dataDir);
    await rm(staged, { recursive: true, force: true, maxRetries: 3 });
  };
  await discard();
  try {
    await mkdir(staged, { mode: 0o700 });
    await copyAll(order, staged);
  } catch (error) {
    await discard().catch(() => undefined);
    if (error instanceof TarError) throw damaged('a part of it cannot be read.');
    throw error;
  }
  return {
    async confirm() {
      const note: RestoreNote = { version: 1, step: 'put-aside', safety: order.safety };
      try {
        await writeWhole(realDisk, path.join(dataDir, RESTORE_NOTE), [JSON.stringify(note)]);
        await realDisk.syncDir(dataDir);
      } catch (error) {
        await discard().catch(() => undefined);
        throw error;
      }
    },
    discard,
  };
}

async function copyAll({ archive, bytes, signal, report }: StageOrder, staged: string): Promise<void> {
  const folders = new Set<string>([staged]);
  const copied: ArchivedFile[] = [];
  const names = new Set<string>();
  let listed: readonly ListedInBackup[] | null = null;
  let done = 0;
  const onBytes = (more: number): void => {
    done += more;
    report(done, bytes);
  };
  for await (const file of readArchive(archive)) {
    signal.throwIfAborted();
    if (listed) throw damaged(`${file.path} stands after its end.`);
    if (file.path === ABOUT || file.path === BACKUP_README_FILE) continue;
    if (file.path === LIST) listed = readList(await file.text(MAX_LIST)) ?? [];
    else copied.push(await copyOne(file));
  }
  expectSame(copied, listed ?? []);
  for (const folder of folders) await realDisk.syncDir(folder);

  async function copyOne(file: StoredFile): Promise<ArchivedFile> {
    // Checked before anything is written: a path that leads out of the folder is none that a backup holds.
    const name = file.path.toLowerCase();
    if (!isBackupPath(file.path) || names.has(name)) throw damaged('it holds what no backup holds.');
    names.add(name);
    const target = path.join(staged, ...file.path.split('/'));
    const parent = path.dirname(target);
    if (!folders.has(parent)) {
      await mkdir(parent, { recursive: true, mode: 0o700 });
      folders.add(parent);
    }
    return file.copyTo(target, { signal, onBytes });
  }
}

/** @throws Problem when what was copied is not what the list says */
function expectSame(copied: readonly ArchivedFile[], listed: readonly ListedInBackup[]): void {
  const known = new Map(listed.map((file) => [file.path, file]));
  if (listed.length === 0) throw damaged('its list of files is missing.');
  for (const { path: name, bytes, sha256 } of copied) {
    const wanted = known.get(name);
    if (wanted?.bytes !== bytes || wanted.sha256 !== sha256) throw damaged(`${name} in it was changed.`);
    known.delete(name);
  }
  for (const name of known.keys()) throw damaged(`${name} in it is missing.`);
}

function damaged(what: string): Problem {
  return new Problem('refused', `This backup is damaged: ${what} Nothing was changed here.`, 'Choose another backup.');
}

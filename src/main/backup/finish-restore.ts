import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { codeOf, realDisk, writeWhole } from '../store/disk';

/** Folder in the data folder in which a backup waits to take the place of the data. */
export const STAGED = 'restoring';
/** Says that it is to do so at the next start. */
export const RESTORE_NOTE = 'restore.json';
/** All that a backup replaces. */
const REPLACED = ['desk.json', 'inbox', 'conversations', 'journal', 'media', 'window.json', 'simulator-window.json'];

const restoreNote = z.object({
  version: z.literal(1),
  /** What is done next: the old data are put aside, the new ones in their place, or what they wanted to send is settled. */
  step: z.enum(['put-aside', 'put-in', 'settle']),
  safety: z.string().regex(/^before-restore-[\w-]{1,40}$/),
});
export type RestoreNote = z.infer<typeof restoreNote>;

/**
 * Puts the backup that waits in the data folder in the place of the data, which are kept beside it. To be called before
 * anything is read there. It may be interrupted anywhere and goes on at the next start, until `endRestore`. What was never
 * confirmed is thrown away.
 *
 * @returns name of the folder in which the old data are kept; null when there was nothing to restore
 * @throws Error of the file system
 */
export async function finishRestore(dataDir: string): Promise<string | null> {
  const note = await readNote(dataDir);
  if (!note) {
    await rm(path.join(dataDir, STAGED), { recursive: true, force: true, maxRetries: 3 });
    return null;
  }
  if (note.step === 'put-aside') {
    // Until the note says otherwise whatever stands under these names is old.
    await mkdir(path.join(dataDir, note.safety), { recursive: true, mode: 0o700 });
    for (const name of REPLACED) await moveIfThere(dataDir, name, note.safety, name);
    await realDisk.syncDir(path.join(dataDir, note.safety));
    await realDisk.syncDir(dataDir);
    await writeNote(dataDir, { ...note, step: 'put-in' });
  }
  if (note.step !== 'settle') {
    for (const name of REPLACED) await moveIfThere(path.join(dataDir, STAGED), name, '..', name);
    await realDisk.syncDir(dataDir);
    await writeNote(dataDir, { ...note, step: 'settle' });
  }
  await rm(path.join(dataDir, STAGED), { recursive: true, force: true, maxRetries: 3 });
  return note.safety;
}

/**
 * Ends it: what the restored desk wanted to send is settled. Until then every start is one after a restore, or one that
 * fails before that would have the next one send it all once more.
 *
 * @throws Error of the file system
 */
export async function endRestore(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, RESTORE_NOTE), { force: true });
  await realDisk.syncDir(dataDir);
}

async function readNote(dataDir: string): Promise<RestoreNote | null> {
  try {
    const parsed = restoreNote.safeParse(JSON.parse(await readFile(path.join(dataDir, RESTORE_NOTE), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function writeNote(dataDir: string, note: RestoreNote): Promise<void> {
  await writeWhole(realDisk, path.join(dataDir, RESTORE_NOTE), [JSON.stringify(note)]);
  await realDisk.syncDir(dataDir);
}

async function moveIfThere(folder: string, name: string, into: string, as: string): Promise<void> {
  const from = path.join(folder, name);
  try {
    await access(from);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  await rename(from, path.join(folder, into, as));
}

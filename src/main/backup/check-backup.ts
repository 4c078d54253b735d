import { open, statfs, type FileHandle } from 'node:fs/promises';
import { Problem } from '../ipc/problem';
import { codeOf } from '../store/disk';
import { DOCUMENT_VERSION } from '../store/documents';
import { ABOUT, readAbout, type BackupAbout } from './backup-format';
import { readArchive } from './read-archive';
import { TarError } from './tar';

/** Longest text that a backup may say of itself, in bytes. */
const MAX_ABOUT = 64 * 1024;
/** What must stay free on the disk besides, in bytes. */
const ROOM_TO_SPARE = 64 * 1024 * 1024;

/** A backup that was chosen, as far as it is known before it is read. */
export interface OpenedBackup {
  readonly about: BackupAbout;
  readonly bytes: number;
  readonly archive: FileHandle;
}

/**
 * Opens a backup and reads what it says of itself. Nothing of it is trusted yet.
 *
 * @throws Problem when it is not a backup that this console can use
 */
export async function openBackup(file: string): Promise<OpenedBackup> {
  let archive: FileHandle;
  try {
    archive = await open(file, 'r');
  } catch (error) {
    throw codeOf(error) === 'ENOENT'
      ? new Problem('refused', 'This backup is not there any more.', 'Choose another one.')
      : new Problem('refused', 'This backup cannot be read.', 'Make it readable for you, or choose another one.');
  }
  try {
    const { size } = await archive.stat();
    return { about: await aboutOf(archive), bytes: size, archive };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

async function aboutOf(archive: FileHandle): Promise<BackupAbout> {
  let about: BackupAbout | null = null;
  try {
    const first = await readArchive(archive).next();
    if (first.done !== true && first.value.path === ABOUT) about = readAbout(await first.value.text(MAX_ABOUT));
  } catch (error) {
    // A folder or a device is opened like a file, and says what it is only when it is read.
    if (!(error instanceof TarError) && codeOf(error) === undefined) throw error;
  }
  if (!about) {
    throw new Problem(
      'refused',
      'This file is not a backup of Switchboard, or its beginning is damaged. Nothing was changed.',
      'Choose a file that “Back up…” made; its name begins with “Switchboard backup”.',
    );
  }
  if (about.documents > DOCUMENT_VERSION) {
    throw new Problem(
      'refused',
      `This backup was made by a newer Switchboard (${about.version}). Nothing was changed.`,
      'Update this one, then restore it.',
    );
  }
  return about;
}

/** @throws Problem when the disk has not enough room for another copy of the data */
export async function expectRoom(bytes: number, dataDir: string): Promise<void> {
  const needed = bytes + ROOM_TO_SPARE;
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize >= needed) return;
  const gigabytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 });
  throw new Problem(
    'refused',
    `The disk of the data folder has not enough room: ${gigabytes.format(needed / 1e9)} are needed. Nothing was changed.`,
    'Free some space, then try again.',
  );
}

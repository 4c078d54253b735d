import { readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../ipc/problem';
import { codeOf } from '../store/disk';
import { DOCUMENT_VERSION } from '../store/documents';
import { MANIFEST, readManifest, type BackupFile, type Manifest } from './backup-format';
import { copyFile } from './copy-file';

/** Longest list of files that is read, in bytes: about two million files. */
const MAX_MANIFEST = 256 * 1024 * 1024;
/** What must stay free on the disk besides, in bytes. */
const ROOM_TO_SPARE = 64 * 1024 * 1024;

/**
 * Reads what a backup holds. Nothing of it is trusted yet but that list.
 *
 * @throws Problem when it is not a backup that this console can use
 */
export async function openBackup(folder: string): Promise<Manifest> {
  let text: string;
  try {
    const data = await readFile(path.join(folder, MANIFEST));
    text = data.length <= MAX_MANIFEST ? data.toString('utf8') : '';
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
      throw new Problem(
        'refused',
        `This folder is not a backup of Switchboard: there is no ${MANIFEST} in it.`,
        'Choose the folder that “Back up…” made; its name begins with “Switchboard backup”.',
      );
    }
    throw new Problem('refused', 'This backup cannot be read. Make it readable, or choose another one.');
  }
  const manifest = readManifest(text);
  if (!manifest) {
    throw new Problem(
      'refused',
      `This backup is damaged, or was not made by Switchboard: its ${MANIFEST} cannot be used. Nothing was changed.`,
      'Choose another backup.',
    );
  }
  if (manifest.documents > DOCUMENT_VERSION) {
    throw new Problem(
      'refused',
      `This backup was made by a newer Switchboard (${manifest.version}). Nothing was changed.`,
      'Update this one, then restore it.',
    );
  }
  return manifest;
}

/** @throws Problem when the disk has not enough room for another copy of the data */
export async function expectRoom(manifest: Manifest, dataDir: string): Promise<void> {
  const needed = sizeOf(manifest) + ROOM_TO_SPARE;
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize >= needed) return;
  const gigabytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 });
  throw new Problem(
    'refused',
    `The disk of the data folder has not enough room: ${gigabytes.format(needed / 1e9)} are needed. Nothing was changed.`,
    'Free some space, then try again.',
  );
}

/**
 * Copies one file of a backup to where it is wanted and makes sure that it is what the list says.
 *
 * @throws Problem when it is not
 */
export async function takeFile(
  folder: string,
  file: BackupFile,
  target: string,
  options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<void> {
  const from = path.join(folder, ...file.path.split('/'));
  let same: boolean;
  try {
    const copied = await copyFile(from, target, { ...options, limit: file.bytes + 1 });
    same = copied.bytes === file.bytes && copied.sha256 === file.sha256;
  } catch (error) {
    options.signal.throwIfAborted();
    // A file that is gone or a link in its place; trouble with our own disk is not the backup's fault.
    const isBackups = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'EACCES'].includes(codeOf(error) ?? '');
    if (!isBackups && codeOf(error) !== undefined) throw error;
    same = false;
  }
  if (same) return;
  throw new Problem(
    'refused',
    `This backup is damaged: ${file.path} in it is missing or was changed. Nothing was changed here.`,
    'Choose another backup.',
  );
}

export function sizeOf({ files }: Manifest): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

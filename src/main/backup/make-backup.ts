import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../ipc/problem';
import { codeOf, realDisk, type Disk } from '../store/disk';
import { describeDiskProblem } from '../store/disk-problem';
import { DOCUMENT_VERSION } from '../store/documents';
import { ABOUT, BACKUP_README, BACKUP_README_FILE, LIST, writeAbout, writeList } from './backup-format';
import { listFiles, type ListedFile } from './list-files';
import { beginArchive, type AddOptions, type ArchivedFile, type ArchiveWriter } from './write-archive';

export interface BackupParts {
  readonly dataDir: string;
  /** Brings all documents up to date and leaves them as they are until the function that it gives is called. */
  readonly holdDocuments: () => Promise<() => void>;
  /** How many conversations there are, for people who look at the backup. */
  readonly conversations: () => number;
  /** Version of this console. */
  readonly version: string;
  /** Where the backup is written. Default: the file system of the machine. */
  readonly disk?: Disk;
}

export interface BackupOrder {
  /** File that the backup becomes; one that is there already is replaced once the new one is whole. */
  readonly target: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** How much is done, in bytes. */
  readonly report: (done: number, total: number) => void;
}

export interface MadeBackup {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Copies the data folder into one file while the console goes on. The documents rest meanwhile; what happens goes to the
 * journal, which is copied after them up to its last whole line, and the media that it may speak of come last. So the copy
 * is the desk as it was at one moment. It stands under its name once it is whole, or not at all.
 *
 * @throws Problem when the documents cannot be brought up to date; Error of the file system, or the signal's
 */
export async function makeBackup(parts: BackupParts, order: BackupOrder): Promise<MadeBackup> {
  const { disk = realDisk } = parts;
  const partial = `${order.target}.partial`;
  const archive = await beginArchive(disk, partial, order.now / 1000);
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await archive.close();
  };
  try {
    const made = await fill(archive, parts, order);
    await archive.finish();
    await close();
    order.signal.throwIfAborted();
    await disk.rename(partial, order.target);
    await disk.syncDir(path.dirname(order.target));
    return made;
  } catch (error) {
    await close().catch(() => undefined);
    await disk.remove(partial).catch(() => undefined);
    throw error;
  }
}

async function fill(archive: ArchiveWriter, parts: BackupParts, order: BackupOrder): Promise<MadeBackup> {
  const { dataDir } = parts;
  const { signal } = order;
  const release = await holdDocuments(parts);
  try {
    await archive.addText(
      ABOUT,
      writeAbout({
        createdAt: new Date(order.now).toISOString(),
        version: parts.version,
        documents: DOCUMENT_VERSION,
        conversations: parts.conversations(),
      }),
    );
    await archive.addText(BACKUP_README_FILE, BACKUP_README);
    const listed = new Map<string, readonly ListedFile[]>();
    for (const part of PARTS) listed.set(part, await listFiles(dataDir, part));
    let total = [...listed.values()].flat().reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    const onBytes = (bytes: number): void => {
      done += bytes;
      total = Math.max(total, done);
      order.report(done, total);
    };
    const files: ArchivedFile[] = [];
    for (const part of PARTS) {
      // Segments and media may have come since; documents have not, but one that was damaged may have been set aside.
      const now = GROWING.has(part) ? await listFiles(dataDir, part) : (listed.get(part) ?? []);
      for (const file of now) {
        signal.throwIfAborted();
        const copied = await copyPart(archive, dataDir, file, { signal, onBytes });
        if (copied) files.push(copied);
      }
    }
    await archive.addText(LIST, writeList(files));
    return { files: files.length, bytes: done };
  } finally {
    release();
  }
}

/** Trouble with the data folder, not with the place that was chosen for the backup. */
async function holdDocuments(parts: BackupParts): Promise<() => void> {
  try {
    return await parts.holdDocuments();
  } catch (error) {
    const { message, remedy } = describeDiskProblem(error, 'folder');
    throw new Problem('unavailable', `${message} So no backup can be made.`, remedy);
  }
}

/** Gives what was copied; null when the file is gone. */
async function copyPart(
  archive: ArchiveWriter,
  dataDir: string,
  file: ListedFile,
  options: AddOptions,
): Promise<ArchivedFile | null> {
  const from = path.join(dataDir, ...file.path.split('/'));
  try {
    const limit = file.path.startsWith('journal/') ? await endOfLastLine(from) : undefined;
    return await archive.addFile(file.path, from, { ...options, ...(limit !== undefined && { limit }) });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const PARTS = [
  'desk.json',
  'inbox',
  'conversations',
  'journal',
  'media',
  'window.json',
  'simulator-window.json',
] as const;
/** Where files are added while the rest is copied. */
const GROWING: ReadonlySet<string> = new Set(['journal', 'media']);

/** A line that is being written is left out: nobody was told of it yet. */
async function endOfLastLine(file: string): Promise<number> {
  return (await readFile(file)).lastIndexOf(0x0a) + 1;
}

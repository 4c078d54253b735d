import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, realDisk } from '../store/disk';
import { DOCUMENT_VERSION } from '../store/documents';
import { BACKUP_README, createManifest, MANIFEST, type BackupFile } from './backup-format';
import { copyFile } from './copy-file';
import { listFiles, type ListedFile } from './list-files';

export interface BackupParts {
  readonly dataDir: string;
  /** Brings all documents up to date and leaves them as they are until the function that it gives is called. */
  readonly holdDocuments: () => Promise<() => void>;
  /** How many conversations there are, for people who look at the backup. */
  readonly conversations: () => number;
  /** Version of this console. */
  readonly version: string;
}

export interface BackupOrder {
  /** Folder that the backup becomes; it must not exist yet. */
  readonly target: string;
  /** ISO 8601. */
  readonly at: string;
  readonly signal: AbortSignal;
  /** How much is done, in bytes. */
  readonly report: (done: number, total: number) => void;
}

export interface MadeBackup {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Copies the data folder into a new folder while the console goes on. The documents rest meanwhile; what happens goes to
 * the journal, which is copied after them up to its last whole line, and the media that it may speak of come last. So the
 * copy is the desk as it was at one moment. It stands under its name once it is whole, or not at all.
 *
 * @throws Error of the file system, or the signal's
 */
export async function makeBackup(parts: BackupParts, order: BackupOrder): Promise<MadeBackup> {
  const { dataDir } = parts;
  const { target, signal } = order;
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const release = await parts.holdDocuments();
  try {
    const files: BackupFile[] = [];
    const listed = new Map<string, readonly ListedFile[]>();
    for (const part of PARTS) listed.set(part, await listFiles(dataDir, part));
    let total = [...listed.values()].flat().reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    const onBytes = (bytes: number): void => {
      done += bytes;
      total = Math.max(total, done);
      order.report(done, total);
    };
    for (const part of PARTS) {
      // Segments and media may have come since; documents have not, but one that was damaged may have been set aside.
      const now = GROWING.has(part) ? await listFiles(dataDir, part) : (listed.get(part) ?? []);
      for (const file of now) {
        const copied = await copyPart(part, file, { signal, onBytes });
        if (copied) files.push(copied);
      }
    }
    await writeFile(path.join(partial, 'README.txt'), BACKUP_README, { mode: 0o600 });
    const manifest = createManifest({
      createdAt: order.at,
      version: parts.version,
      documents: DOCUMENT_VERSION,
      conversations: parts.conversations(),
      files,
    });
    await writeSynced(path.join(partial, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
    signal.throwIfAborted();
    await rename(partial, target);
    await realDisk.syncDir(path.dirname(target));
    return { files: files.length, bytes: done };
  } catch (error) {
    await rm(partial, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    throw error;
  } finally {
    release();
  }

  async function copyPart(
    part: string,
    file: ListedFile,
    options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
  ): Promise<BackupFile | null> {
    const from = path.join(dataDir, ...file.path.split('/'));
    const to = path.join(partial, ...file.path.split('/'));
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    try {
      const limit = part === 'journal' ? await endOfLastLine(from) : undefined;
      const copied = await copyFile(from, to, { ...options, ...(limit !== undefined && { limit }) });
      return { path: file.path, ...copied };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
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

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

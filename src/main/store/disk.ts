import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';

/** A file that is open for writing. */
export interface OpenFile {
  /** Writes all of `data` at `position`. */
  write(data: Uint8Array, position: number): Promise<void>;
  /** Returns once everything written so far is on the disk itself. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * The few things the store asks of a file system, so that tests can have a disk that is full, broken or slow.
 * Everything rejects with Node's own errors (`code` such as ENOENT, ENOSPC, EIO).
 */
export interface Disk {
  /** Opens a file for writing; `create` fails when it is already there. */
  open(file: string, how: 'create' | 'replace' | 'change'): Promise<OpenFile>;
  read(file: string): Promise<Buffer>;
  rename(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** Removes a file; content with it being gone already. */
  remove(file: string): Promise<void>;
  /** Names in a folder; none when there is no such folder. */
  list(dir: string): Promise<string[]>;
  makeDir(dir: string): Promise<void>;
  /** Returns once names that were added to, renamed in or removed from a folder are on the disk itself. */
  syncDir(dir: string): Promise<void>;
}

const flags = { create: 'wx', replace: 'w', change: 'r+' } as const;
/** What a folder says that cannot be synced on its own (Windows, some network drives). */
const CANNOT_SYNC_DIR = new Set(['EISDIR', 'EINVAL', 'EPERM', 'EBADF', 'ENOTSUP']);

/** The file system of the machine. Files are readable by their owner alone: they hold what customers wrote. */
export const realDisk: Disk = {
  async open(file, how) {
    const handle = await fs.open(file, flags[how], 0o600);
    return {
      async write(data, position) {
        for (let done = 0; done < data.length;) {
          const { bytesWritten } = await handle.write(data, done, data.length - done, position + done);
          done += bytesWritten;
        }
      },
      sync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  read: (file) => fs.readFile(file),
  rename: (from, to) => fs.rename(from, to),
  copy: (from, to) => fs.copyFile(from, to, constants.COPYFILE_EXCL),
  remove: (file) => fs.rm(file, { force: true }),
  async list(dir) {
    try {
      return await fs.readdir(dir);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  },
  async makeDir(dir) {
    await fs.mkdir(dir, { recursive: true, mode: 0o700 });
  },
  async syncDir(dir) {
    if (process.platform === 'win32') return;
    const handle = await fs.open(dir, 'r');
    try {
      await handle.sync();
    } catch (error) {
      if (!CANNOT_SYNC_DIR.has(codeOf(error) ?? '')) throw error;
    } finally {
      await handle.close();
    }
  },
};

/** Node's code of a file system error, if it is one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Writes a whole file so that after a crash at any moment it is either the old one or the new one: beside it,
 * synced, renamed. The name is durable once the folder has been synced, which is left to the caller.
 *
 * @param pieces the text in pieces, asked for one by one, so that other work gets its turn between them
 */
export async function writeWhole(disk: Disk, file: string, pieces: Iterable<string>): Promise<void> {
  const beside = `${file}.new`;
  const open = await disk.open(beside, 'replace');
  let position = 0;
  try {
    for (const piece of pieces) {
      const data = Buffer.from(piece);
      await open.write(data, position);
      position += data.length;
    }
    await open.sync();
  } catch (error) {
    await open.close().catch(() => undefined);
    await disk.remove(beside).catch(() => undefined);
    throw error;
  }
  await open.close();
  await disk.rename(beside, file);
}

/** Gives the name under which a damaged file is kept, beside where it was. */
export function damagedName(file: string, now: number): string {
  return `${file}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
}

/** Sets a damaged file aside under a name of its own, so that nothing ever writes over it. Gives that name. */
export async function setAside(disk: Disk, file: string, now: number): Promise<string> {
  const aside = damagedName(file, now);
  await disk.rename(file, aside);
  await disk.syncDir(path.dirname(file));
  return path.basename(aside);
}

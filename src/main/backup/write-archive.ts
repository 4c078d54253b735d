import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Disk } from '../store/disk';
import { TAR_BLOCK, tarHeader, tarPadding } from './tar';

/** Read at a time, in bytes. */
const PIECE = 1024 * 1024;

/** What was put in. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export interface AddOptions {
  readonly signal: AbortSignal;
  /** Called with the size of each piece that was copied. */
  readonly onBytes: (bytes: number) => void;
  /** At most so many bytes from the start. */
  readonly limit?: number;
}

/** An archive that is being written. */
export interface ArchiveWriter {
  addText(path: string, text: string): Promise<void>;
  /** Copies a plain file; links are not followed. @throws Error of the file system, or the signal's */
  addFile(path: string, from: string, options: AddOptions): Promise<ArchivedFile>;
  /** Writes the end and has all of it on the disk itself. */
  finish(): Promise<void>;
  /** Lets the file go, finished or not. */
  close(): Promise<void>;
}

/**
 * Begins an archive.
 *
 * @param seconds when its files were put in, since 1970
 * @throws Error of the file system
 */
export async function beginArchive(disk: Disk, file: string, seconds: number): Promise<ArchiveWriter> {
  const target = await disk.open(file, 'replace');
  let position = 0;
  const write = async (data: Uint8Array): Promise<void> => {
    await target.write(data, position);
    position += data.length;
  };
  return {
    async addText(path, text) {
      const data = Buffer.from(text);
      await write(tarHeader({ path, bytes: data.length }, seconds));
      await write(Buffer.concat([data, Buffer.alloc(tarPadding(data.length))]));
    },
    async addFile(path, from, { signal, onBytes, limit = Infinity }) {
      const source = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        const found = await source.stat();
        if (!found.isFile()) throw new Error(`${path} is not a plain file.`);
        const bytes = Math.min(found.size, limit);
        await write(tarHeader({ path, bytes }, seconds));
        const hash = createHash('sha256');
        const buffer = Buffer.allocUnsafe(Math.min(PIECE, Math.max(bytes, 1)));
        for (let done = 0; done < bytes;) {
          signal.throwIfAborted();
          const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, bytes - done), done);
          if (bytesRead === 0) throw new Error(`${path} was cut short while it was being copied.`);
          const piece = buffer.subarray(0, bytesRead);
          hash.update(piece);
          await write(piece);
          done += bytesRead;
          onBytes(bytesRead);
        }
        await write(Buffer.alloc(tarPadding(bytes)));
        return { path, bytes, sha256: hash.digest('hex') };
      } finally {
        await source.close();
      }
    },
    async finish() {
      await write(Buffer.alloc(2 * TAR_BLOCK));
      await target.sync();
    },
    close: () => target.close(),
  };
}

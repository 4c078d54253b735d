import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Read at a time, in bytes. */
const PIECE = 1024 * 1024;

/** What was copied or read. */
export interface CopiedFile {
  readonly bytes: number;
  readonly sha256: string;
}

export interface CopyOptions {
  readonly signal: AbortSignal;
  /** Called with the size of each piece that was copied. */
  readonly onBytes: (bytes: number) => void;
  /** At most so many bytes from the start; a file that grows is copied up to here. */
  readonly limit?: number;
}

/**
 * Copies a plain file to a new one, synced, and gives its size and hash; without a target it only reads. A link is not
 * followed: what it leads to is not part of what is copied.
 *
 * @throws Error of the file system, or the signal's
 */
export async function copyFile(from: string, to: string | null, options: CopyOptions): Promise<CopiedFile> {
  const source = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if (!(await source.stat()).isFile()) throw new Error(`${from} is not a plain file.`);
    const target = to === null ? null : await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(PIECE);
      const limit = options.limit ?? Infinity;
      let bytes = 0;
      while (bytes < limit) {
        options.signal.throwIfAborted();
        const { bytesRead } = await source.read(buffer, 0, Math.min(PIECE, limit - bytes), bytes);
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await target?.writeFile(piece);
        bytes += bytesRead;
        options.onBytes(bytesRead);
      }
      await target?.datasync();
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await target?.close();
    }
  } finally {
    await source.close();
  }
}

import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { readTarHeader, TAR_BLOCK, TarError, tarPadding, type TarEntry } from './tar';
import type { ArchivedFile } from './write-archive';

/** Read at a time, in bytes. */
const PIECE = 1024 * 1024;

/** A file in an archive that is being read. */
export interface StoredFile extends TarEntry {
  /** @throws TarError when it is longer than `most` bytes, or cut off */
  text(most: number): Promise<string>;
  /** Copies it to a new file, synced. @throws Error of the file system, or the signal's */
  copyTo(file: string, options: CopyOptions): Promise<ArchivedFile>;
}

export interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Gives the files of an archive, one after the other. Nothing in it is trusted: not that it ends where it should, not what
 * a file is called.
 *
 * @throws TarError (while going on) when it is damaged or no archive
 */
export async function* readArchive(archive: FileHandle): AsyncGenerator<StoredFile> {
  const { size } = await archive.stat();
  const header = Buffer.alloc(TAR_BLOCK);
  for (let at = 0; ;) {
    const { bytesRead } = await archive.read(header, 0, TAR_BLOCK, at);
    const entry = readTarHeader(header.subarray(0, bytesRead));
    if (entry === null) return;
    const start = at + TAR_BLOCK;
    at = start + entry.bytes + tarPadding(entry.bytes);
    if (at > size) throw new TarError(`${entry.path} is cut off.`);
    yield {
      ...entry,
      async text(most) {
        if (entry.bytes > most) throw new TarError(`${entry.path} is too long.`);
        const pieces: Buffer[] = [];
        for await (const piece of piecesOf(archive, start, entry.bytes)) pieces.push(Buffer.from(piece));
        return Buffer.concat(pieces).toString('utf8');
      },
      async copyTo(file, { signal, onBytes }) {
        const target = await open(file, 'wx', 0o600);
        try {
          const hash = createHash('sha256');
          for await (const piece of piecesOf(archive, start, entry.bytes)) {
            signal.throwIfAborted();
            hash.update(piece);
            await target.writeFile(piece);
            onBytes(piece.length);
          }
          await target.datasync();
          return { path: entry.path, bytes: entry.bytes, sha256: hash.digest('hex') };
        } finally {
          await target.close();
        }
      },
    };
  }
}

/** Each piece is only good until the next one is asked for. */
async function* piecesOf(archive: FileHandle, start: number, bytes: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, Math.max(bytes, 1)));
  for (let done = 0; done < bytes;) {
    const { bytesRead } = await archive.read(buffer, 0, Math.min(buffer.length, bytes - done), start + done);
    if (bytesRead === 0) throw new TarError('The archive is cut off.');
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * Longest path of a Unix domain socket, in bytes: 103 on macOS and BSD (`sun_path` of 104 with its end), 107 on Linux.
 * Source: unix(4), unix(7)
 */
const MAX_SOCKET_PATH = 103;

/** Where the console that uses a folder can be reached. */
export interface ControlPath {
  /** In the folder itself where that is possible; a pipe on Windows. */
  readonly first: string;
  /** Where the folder's path is too long or its file system knows no sockets; made by `prepareFallback`. */
  readonly fallback: string | null;
}

/** Gives where the console that uses a folder listens, however the folder's path is written. */
export async function controlPath(dir: string): Promise<ControlPath> {
  const real = await realpath(dir);
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 32);
  if (process.platform === 'win32') return { first: `\\\\.\\pipe\\switchboard-${hash}`, fallback: null };
  const inside = path.join(real, 'switchboard.sock');
  const user = os.userInfo().uid;
  const fallback = path.join(os.tmpdir(), `switchboard-${user}`, `${hash}.sock`);
  return Buffer.byteLength(inside) <= MAX_SOCKET_PATH
    ? { first: inside, fallback }
    : { first: fallback, fallback: null };
}

/**
 * Makes the folder of a fallback path, closed to everyone else.
 *
 * @throws Error when somebody else made it before, who could then listen in our place
 */
export async function prepareFallback(file: string): Promise<void> {
  const dir = path.dirname(file);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const { uid, mode } = await lstat(dir);
  if (uid !== os.userInfo().uid || (mode & 0o077) !== 0) {
    throw new Error(`The folder ${dir} belongs to somebody else. Remove it, or set TMPDIR to another folder.`);
  }
}

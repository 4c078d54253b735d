import { chmod, mkdir, rmdir, stat, unlink } from 'node:fs/promises';
import net from 'node:net';
import { type ConsoleRequest, consoleRequest, inUse, lookAt } from './ask-console';
import { onLines, sendLine } from './control-line';
import { controlPath, prepareFallback } from './control-path';
import { codeOf } from './disk';

/** How old the sign of somebody who takes over a stale socket may be; doing it takes milliseconds. */
const TAKEOVER_MS = 10_000;
/** What a file system says that knows no sockets. */
const NO_SOCKETS = new Set(['EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'EINVAL', 'ENAMETOOLONG', 'EADDRNOTAVAIL']);

/** Does what is asked; gives a sentence that says what was done. */
export type ControlHandler = (
  request: ConsoleRequest,
  onProgress: (text: string) => void,
  signal: AbortSignal,
) => Promise<string>;

/** A folder that is ours alone until it is let go. */
export interface FolderLock {
  /** From now on requests are answered; those that came before waited. */
  serve(handler: ControlHandler): void;
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone. The sign is a socket on which the process listens: the system takes it away
 * when the process ends, however it ends, and others can ask through it.
 *
 * @throws FolderInUseError when another process has it
 */
export async function lockFolder(dir: string): Promise<FolderLock> {
  const { first, fallback } = await controlPath(dir);
  let beginServing: (handler: ControlHandler) => void = () => undefined;
  const serving = new Promise<ControlHandler>((resolve) => (beginServing = resolve));
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    talk(socket, serving);
  });
  try {
    await takePlace(server, dir, first, fallback === null);
  } catch (error) {
    if (fallback === null || !NO_SOCKETS.has(codeOf(error) ?? '')) throw error;
    await takePlace(server, dir, fallback, true);
  }
  server.unref();
  return {
    serve: (handler) => beginServing(handler),
    async release() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function takePlace(server: net.Server, dir: string, place: string, isFallback: boolean): Promise<void> {
  if (isFallback && process.platform !== 'win32') await prepareFallback(place);
  for (;;) {
    try {
      await listen(server, place);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error;
    }
    const found = await lookAt(place);
    if (found.kind === 'console') found.socket.destroy();
    if (found.kind !== 'nobody') throw inUse(dir, found);
    await removeStale(place);
  }
}

/**
 * Removes the socket of a process that was killed. Two that start at the same time must not remove each other's, so
 * only whoever made the folder beside it may, and looks once more.
 */
async function removeStale(place: string): Promise<void> {
  const sign = `${place}.takeover`;
  try {
    await mkdir(sign);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const madeAt = await stat(sign).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (madeAt !== null && Date.now() - madeAt > TAKEOVER_MS) await rmdir(sign).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return;
  }
  try {
    const found = await lookAt(place);
    if (found.kind === 'console') found.socket.destroy();
    if (found.kind === 'nobody') await unlink(place).catch(() => undefined);
  } finally {
    await rmdir(sign).catch(() => undefined);
  }
}

/** Listens on a socket that only its owner can reach. */
async function listen(server: net.Server, place: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, () => {
      server.off('error', reject);
      resolve();
    });
  });
  if (process.platform !== 'win32') await chmod(place, 0o600);
}

function talk(socket: net.Socket, serving: Promise<ControlHandler>): void {
  const ended = new AbortController();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => ended.abort());
  sendLine(socket, { switchboard: 1, pid: process.pid });
  let isBusy = false;
  onLines(socket, (line) => {
    const request = consoleRequest.safeParse(line);
    if (!request.success || isBusy) {
      sendLine(socket, { failed: 'The console did not understand what it was asked.' });
      return;
    }
    isBusy = true;
    void serving
      .then((handle) => handle(request.data, (progress) => sendLine(socket, { progress }), ended.signal))
      .then(
        (done) => sendLine(socket, { done }),
        (error: unknown) => sendLine(socket, { failed: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => (isBusy = false));
  });
}

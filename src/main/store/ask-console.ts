import net from 'node:net';
import { z } from 'zod';
import { onLines, sendLine } from './control-line';
import { controlPath } from './control-path';
import { codeOf } from './disk';

/** How long a console may take to say that it is there. */
const HELLO_MS = 3000;

/** What can be asked of a running console. Files are absolute paths. */
export const consoleRequest = z.strictObject({
  ask: z.enum(['export', 'import']),
  file: z.string().min(1),
});
export type ConsoleRequest = z.infer<typeof consoleRequest>;

const hello = z.object({ switchboard: z.literal(1), pid: z.number() });
const answer = z.union([
  z.object({ progress: z.string() }),
  z.object({ done: z.string() }),
  z.object({ failed: z.string() }),
]);

/** The folder is in use by another process. The message says what to do. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/** What was found where a console would listen. */
export type Found =
  | { readonly kind: 'nobody' }
  /** Something holds the place and says nothing. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'console'; readonly pid: number; readonly socket: net.Socket };

/** Looks whether a console listens at a path. The caller ends the connection. */
export function lookAt(path: string): Promise<Found> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(path);
    const timer = setTimeout(() => {
      socket.destroy();
      resolve({ kind: 'silent' });
    }, HELLO_MS);
    const settle = (found: Found): void => {
      clearTimeout(timer);
      if (found.kind !== 'console') socket.destroy();
      resolve(found);
    };
    socket.once('error', (error) => {
      const code = codeOf(error) ?? '';
      if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(code)) settle({ kind: 'nobody' });
      else if (['ECONNRESET', 'EPIPE', 'EAGAIN'].includes(code)) settle({ kind: 'silent' });
      else {
        clearTimeout(timer);
        reject(error);
      }
    });
    socket.once('close', () => settle({ kind: 'silent' }));
    const stopListening = onLines(socket, (line) => {
      // What comes after the first line answers a question that somebody else asks.
      stopListening();
      const parsed = hello.safeParse(line);
      settle(parsed.success ? { kind: 'console', pid: parsed.data.pid, socket } : { kind: 'silent' });
    });
  });
}

/** Says that a folder is in use, and what to do. */
export function inUse(dir: string, found: Exclude<Found, { kind: 'nobody' }>): FolderInUseError {
  return new FolderInUseError(
    found.kind === 'console'
      ? `Another Switchboard (process ${found.pid}) is using the data folder ${dir}. Close it first, or choose another folder with SWITCHBOARD_DATA_DIR.`
      : `Something that does not answer is using the data folder ${dir}. If a Switchboard hangs, end it; otherwise try again in a moment.`,
  );
}

/**
 * Asks the console that uses a folder to do something.
 *
 * @param onProgress called with a sentence now and then
 * @returns the sentence in which the console says what it did; null when no console uses the folder
 * @throws FolderInUseError when the folder is in use and nobody answers
 * @throws Error with the console's own sentence when it could not do it
 */
export async function askConsole(
  dir: string,
  request: ConsoleRequest,
  onProgress: (text: string) => void,
): Promise<string | null> {
  const { first, fallback } = await controlPath(dir);
  let found = await lookAt(first);
  if (found.kind === 'nobody' && fallback !== null) found = await lookAt(fallback);
  if (found.kind === 'nobody') return null;
  if (found.kind === 'silent') throw inUse(dir, found);
  const { socket } = found;
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.once('close', () => reject(new Error('The console was closed before it had finished.')));
      onLines(socket, (line) => {
        const parsed = answer.safeParse(line);
        if (!parsed.success) return;
        if ('progress' in parsed.data) onProgress(parsed.data.progress);
        else if ('done' in parsed.data) resolve(parsed.data.done);
        else reject(new Error(parsed.data.failed));
      });
      sendLine(socket, request);
    });
  } finally {
    socket.destroy();
  }
}

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { readRange } from './byte-range';

/** Media of messages are shown from a scheme of their own: `switchboard-media://<file name>`. */
export const MEDIA_SCHEME = 'switchboard-media';

/**
 * What may be shown within our pages, by the ending of the file that we named ourselves. Pictures, sound and film only:
 * none of it can hold a script. Everything else is saved, never shown.
 */
const shownTypes = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['ogg', 'audio/ogg'],
  ['oga', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['wav', 'audio/wav'],
  ['weba', 'audio/webm'],
  ['amr', 'audio/amr'],
  ['mp4', 'video/mp4'],
  ['webm', 'video/webm'],
  ['3gp', 'video/3gpp'],
]);

/** Names that we give: a message's id, its position in the message, an ending. Host names know no capitals. */
const MEDIA_NAME = /^[0-9a-z]{1,64}-\d{1,2}\.([0-9a-z]{2,4})$/;

/** Most bytes given at once: a player asks for the rest as it needs it. */
const MAX_CHUNK = 4 * 1024 * 1024;

/** Gives the file name behind an address of the scheme; null when it is not exactly one of our names. */
function mediaFileOf(address: string): string | null {
  const name = /^switchboard-media:\/\/([^/?#]+)\/?$/.exec(address)?.[1];
  return name !== undefined && MEDIA_NAME.test(name) ? name : null;
}

/**
 * Makes the handler that serves media out of one folder, whole or in ranges (which players need to seek).
 *
 * @param folder the data folder's `media/`
 */
export function createMediaHandler(folder: string): (request: MediaRequest) => Promise<Response> {
  return async (request) => {
    const name = mediaFileOf(request.url);
    const type = shownTypes.get(MEDIA_NAME.exec(name ?? '')?.[1] ?? '');
    if (name === null || type === undefined) return answer(404);
    let file: FileHandle;
    try {
      // A link in the folder would lead out of it. (Windows has no such flag, nor links that need no rights.)
      file = await open(
        path.join(folder, name),
        constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0),
      );
    } catch {
      return answer(404);
    }
    try {
      const { size, isFile } = await describe(file);
      return isFile ? await serve(file, size, type, request.headers.get('range')) : answer(404);
    } catch {
      return answer(500);
    } finally {
      await file.close();
    }
  };
}

/** What is needed of a request. */
export interface MediaRequest {
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

async function describe(file: FileHandle): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const stats = await file.stat();
  return { size: stats.size, isFile: stats.isFile() };
}

async function serve(file: FileHandle, size: number, type: string, wanted: string | null): Promise<Response> {
  const range = readRange(wanted, size, MAX_CHUNK);
  if (range === 'unsatisfiable') return answer(416, { 'content-range': `bytes */${size}` });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  if (bytesRead !== length) return answer(500);
  return new Response(bytes, {
    status: range ? 206 : 200,
    headers: {
      ...fixedHeaders,
      'content-type': type,
      'content-length': String(length),
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    },
  });
}

const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, max-age=86400',
};

function answer(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...fixedHeaders, 'cache-control': 'no-store', ...headers } });
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Clock } from '../app/clock';

/** Twilio fetches a file when it takes the message, or a while later when its queue is long (10 h at most). */
const VALID_MS = 12 * 3_600_000;

/** Names of files of messages, as we give them. */
const NAME = /^[0-9a-z]{1,64}-\d\.([0-9a-z]{2,4})$/;
const TOKEN = /^([0-9a-z]{1,10})\.([A-Za-z0-9_-]{43})$/;

/** What is served, by the ending that the content was given when it was put by; nothing else leaves this machine. */
const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  weba: 'audio/webm',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  webm: 'video/webm',
  '3gp': 'video/3gpp',
  mov: 'video/quicktime',
  vcf: 'text/vcard',
  ics: 'text/calendar',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

export interface OutgoingFilesOptions {
  /** The data folder's `media/`. */
  readonly folder: string;
  /** The first signs the links, and whoever has none of them cannot make one; the others have signed earlier ones. */
  readonly keys: () => readonly string[];
  readonly clock: Clock;
}

/** Files that Twilio fetches from us: each under a link that nobody can guess and that ends by itself. */
export interface OutgoingFiles {
  /** Gives the path of a link to a file, to be put after our public address. */
  path(file: string): string;
  /** Answers with the file; false when the link is wrong, over, or the file is not there. */
  serve(token: string, name: string, response: Response): Promise<boolean>;
}

/** Makes the part that gives outgoing files to Twilio, and to nobody else. It serves only what a link was made for. */
export function createOutgoingFiles({ folder, keys, clock }: OutgoingFilesOptions): OutgoingFiles {
  const sign = (name: string, until: string, key: string) =>
    createHmac('sha256', key).update(`outgoing file\n${until}\n${name}`).digest('base64url');

  function isGood(token: string, name: string): boolean {
    const [, until = '', given = ''] = TOKEN.exec(token) ?? [];
    if (until === '' || Number.parseInt(until, 36) * 1000 < clock.now()) return false;
    return keys().some((key) => timingSafeEqual(Buffer.from(sign(name, until, key)), Buffer.from(given)));
  }

  return {
    path(file) {
      const until = Math.ceil((clock.now() + VALID_MS) / 1000).toString(36);
      return `/media/${until}.${sign(file, until, keys()[0] ?? '')}/${file}`;
    },
    async serve(token, name, response) {
      const ending = NAME.exec(name)?.[1] ?? '';
      const type = Object.hasOwn(types, ending) ? types[ending] : undefined;
      if (type === undefined || !isGood(token, name)) return false;
      const file = await openFile(path.join(folder, name));
      if (!file) return false;
      try {
        const stats = await file.stat();
        if (!stats.isFile()) return false;
        response.writeHead(200, {
          'Content-Type': type,
          'Content-Length': stats.size,
          'Content-Disposition': `inline; filename="file.${ending}"`,
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': 'private, no-store',
        });
        if (response.req.method === 'HEAD') response.end();
        else await pipeline(file.createReadStream({ autoClose: false }), response);
        return true;
      } finally {
        await file.close();
      }
    },
  };
}

async function openFile(file: string): Promise<FileHandle | null> {
  try {
    // A link in the folder would lead out of it. (Windows has no such flag, nor links that need no rights.)
    return await open(file, constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0));
  } catch {
    return null;
  }
}

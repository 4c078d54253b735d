import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import PQueue from 'p-queue';
import { backOffMs } from '../../shared/back-off';
import type { MediaItem } from '../../shared/domain';
import type { Clock } from '../app/clock';
import { createMediaHosts } from './media-hosts';
import { MediaProblem, type MediaLink } from './media-problem';
import { mediaTypeOf } from './media-type';
import { requestMedia, tooLarge } from './request-media';

/** The most that any channel carries. Source: https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages */
const MAX_BYTES = 16 * 1024 * 1024;
/** How long one try may take in all: 16 MB over a slow line. */
const TRY_MS = 60_000;
const TRIES = 5;
const PAUSE = { firstMs: 1000, longestMs: 30_000 };
/** Downloads at the same time; more would slow down the answers to webhooks. */
const AT_ONCE = 3;

export interface MediaOptions {
  /** The data folder's `media/`; made when it is not there. */
  readonly folder: string;
  /** Asked with each file: the account may be exchanged. `apiBaseUrl`: a stand-in that takes Twilio's place. */
  readonly account: () => {
    readonly accountSid: string;
    readonly authToken: string;
    readonly apiBaseUrl: string | null;
  };
  readonly clock: Clock;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  readonly maxBytes?: number;
  readonly tryMs?: number;
}

export interface MediaDownloads {
  /**
   * Downloads the media of one message under names of our own, and gives what became of each, in order. Never throws: a
   * file that cannot be had is an item with a problem.
   *
   * @param messageId our id of the message
   */
  download(messageId: string, links: readonly MediaLink[]): Promise<readonly MediaItem[]>;
  /** Ends everything under way; what was not finished is given with a problem. */
  close(): Promise<void>;
}

/**
 * Makes the part that fetches what customers send: with the account's credentials to Twilio's hosts and to no other,
 * limited in size, looked into for what it really is, and whole or not at all.
 */
export function createMediaDownloads(options: MediaOptions): MediaDownloads {
  const { clock, folder } = options;
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const queue = new PQueue({ concurrency: AT_ONCE });
  const closing = new AbortController();

  return {
    download(messageId, links) {
      if (!/^[0-9a-z]{1,64}$/.test(messageId)) throw new TypeError('A message id has small letters and digits only.');
      return Promise.all(
        links.map(
          (link, index) => queue.add(() => downloadItem(`${messageId}-${index}`, index, link)) as Promise<MediaItem>,
        ),
      );
    },
    async close() {
      closing.abort();
      await queue.onIdle();
    },
  };

  async function downloadItem(name: string, index: number, link: MediaLink): Promise<MediaItem> {
    for (let tries = 1; ; tries += 1) {
      try {
        if (closing.signal.aborted)
          throw new MediaProblem('The console was closed before this file had arrived.', false);
        return { index, ...(await tryOnce(name, link)), problem: null };
      } catch (error) {
        const problem = problemOf(error);
        if (!problem.mayPass || tries >= TRIES || closing.signal.aborted) {
          return { index, contentType: link.contentType, file: null, bytes: null, problem: problem.message };
        }
        await pause(backOffMs(PAUSE, tries, options.random));
      }
    }
  }

  async function tryOnce(name: string, link: MediaLink): Promise<Pick<MediaItem, 'contentType' | 'file' | 'bytes'>> {
    await mkdir(folder, { recursive: true });
    const { accountSid, authToken, apiBaseUrl } = options.account();
    const partial = path.join(folder, `${name}.part`);
    const abort = new AbortController();
    const stop = () => abort.abort();
    const cancel = clock.after(options.tryMs ?? TRY_MS, stop);
    closing.signal.addEventListener('abort', stop, { once: true });
    try {
      const body = await requestMedia(link.url, {
        hosts: createMediaHosts(apiBaseUrl),
        authorization: basic(accountSid, authToken),
        maxBytes,
        signal: abort.signal,
      });
      const bytes = await save(body, partial, abort.signal);
      const { contentType, extension } = await mediaTypeOf(partial, link.contentType);
      const file = `${name}.${extension}`;
      await rename(partial, path.join(folder, file));
      return { contentType, file, bytes };
    } finally {
      cancel();
      closing.signal.removeEventListener('abort', stop);
      await rm(partial, { force: true });
    }
  }

  async function save(body: Readable, file: string, signal: AbortSignal): Promise<number> {
    let bytes = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > maxBytes) done(tooLarge(maxBytes));
        else done(null, chunk);
      },
    });
    await pipeline(body, count, createWriteStream(file, { mode: 0o600 }), { signal });
    if (bytes === 0) throw new MediaProblem('The file is empty.', true);
    const handle = await open(file, 'r+');
    await handle.sync().finally(() => handle.close());
    return bytes;
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        closing.signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      closing.signal.addEventListener('abort', end, { once: true });
    });
  }
}

function problemOf(error: unknown): MediaProblem {
  if (error instanceof MediaProblem) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new MediaProblem(`The file could not be written to the data folder (${code}).`, false);
  }
  return new MediaProblem('The file did not arrive: the connection broke or was too slow.', true);
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

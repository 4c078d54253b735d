import type { Clock } from '../app/clock';

/** Twilio takes no larger file for any channel. */
const MAX_BYTES = 16 * 1024 * 1024;
/** How long a file may take in all, in milliseconds. */
const TIME_LIMIT_MS = 15_000;

/** A file as it was given. */
export interface FetchedFile {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * Fetches a file of a message from the console, as Twilio does before it sends it on. Null when there is none to be had:
 * another status than 200, no type, too large, too slow.
 */
export async function fetchLink(link: string, clock: Clock): Promise<FetchedFile | null> {
  const abort = new AbortController();
  const cancel = clock.after(TIME_LIMIT_MS, () => abort.abort());
  try {
    const response = await fetch(link, { signal: abort.signal, redirect: 'manual' });
    const contentType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
    if (response.status !== 200 || contentType === '') return null;
    const bytes = Buffer.from(await response.arrayBuffer());
    return bytes.length > 0 && bytes.length <= MAX_BYTES ? { contentType, bytes } : null;
  } catch {
    return null;
  } finally {
    cancel();
  }
}

/** Whether a link is of the console that the account's webhooks point at: the stand-in reaches nothing else. */
export function isOfConsole(link: string, webhooks: readonly string[]): boolean {
  const origin = originOf(link);
  return origin !== null && webhooks.some((webhook) => originOf(webhook) === origin);
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}

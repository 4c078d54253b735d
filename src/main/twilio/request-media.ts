import { Readable } from 'node:stream';
import type { MediaHosts } from './media-hosts';
import { MediaProblem } from './media-problem';

/** Twilio's own links take one or two steps to where the file lies. */
const MAX_REDIRECTS = 5;

export interface MediaRequest {
  readonly hosts: MediaHosts;
  /** The `Authorization` header for Twilio's own hosts. */
  readonly authorization: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Asks for a file and gives its bytes as they come. Redirects are followed by hand: to allowed hosts only, and never
 * with the credentials, which only the first address may get.
 *
 * @throws MediaProblem; what `fetch` throws when the connection breaks
 */
export async function requestMedia(link: string, request: MediaRequest): Promise<Readable> {
  let url = parse(link, undefined);
  if (!request.hosts.mayHaveCredentials(url)) throw leadsElsewhere();
  let headers: Record<string, string> = { authorization: request.authorization };
  for (let step = 0; step <= MAX_REDIRECTS; step += 1) {
    const response = await fetch(url, { headers, redirect: 'manual', signal: request.signal });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      url = parse(location, url);
      if (!request.hosts.isAllowed(url)) throw leadsElsewhere();
      headers = {};
      continue;
    }
    if (response.ok && response.body !== null) return toReadable(response, request.maxBytes);
    await response.body?.cancel();
    throw refused(response.status);
  }
  throw new MediaProblem('The link to the file leads on and on.', false);
}

async function toReadable(response: Response, maxBytes: number): Promise<Readable> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes);
  }
  return Readable.from(response.body as AsyncIterable<Uint8Array>);
}

/** Says that a file is larger than we take. */
export function tooLarge(maxBytes: number): MediaProblem {
  return new MediaProblem(`The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB and was not kept.`, false);
}

function parse(link: string, base: URL | undefined): URL {
  try {
    return new URL(link, base);
  } catch {
    throw new MediaProblem('The link to the file is not valid.', false);
  }
}

function leadsElsewhere(): MediaProblem {
  return new MediaProblem('The link to the file does not lead to Twilio, so it was not opened.', false);
}

function refused(status: number): MediaProblem {
  switch (status) {
    case 401:
    case 403:
      return new MediaProblem('Twilio did not give the file out. Check the account SID and auth token.', false);
    case 404:
    case 410:
      // A file can be announced a moment before it is there.
      return new MediaProblem('Twilio does not have the file any more.', true);
    default:
      return new MediaProblem(`Twilio could not give the file out (HTTP ${status}).`, status === 429 || status >= 500);
  }
}

import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { Clock } from '../app/clock';
import { OWN_PATH, type OwnRequests } from '../webhook/own-requests';
import { brokenWords, strangerWords, type Answered, type Trouble } from './round-trip-words';

/** How long a request to ourselves may take, in milliseconds. Twilio waits for 15 s, and has an answer to wait for. */
const LIMIT_MS = 10_000;
/** As much of an answer is read; ours is far shorter. */
const MOST_BYTES = 4096;

/** Whether a request of ours came back through the public address, and how long it took, or why not. */
export type Proof = { readonly ok: true; readonly tookMs: number } | ({ readonly ok: false } & Trouble);

/** Posts a request to ourselves through a public base URL. Never throws; stopped by the signal, it proves nothing. */
export type ProveTunnel = (url: string, signal: AbortSignal) => Promise<Proof>;

export interface RoundTripParts {
  readonly own: OwnRequests;
  /** The auth token in force. */
  readonly authToken: () => string;
  readonly clock: Clock;
}

/**
 * Makes the proof that a public address leads to this very console: a request signed as Twilio signs its own, checked by
 * the same code. That the name resolves or a page answers proves nothing.
 */
export function createRoundTrip({ own, authToken, clock }: RoundTripParts): ProveTunnel {
  return async (url, signal) => {
    const limit = new AbortController();
    const stop = () => limit.abort();
    const cancel = clock.after(LIMIT_MS, stop);
    signal.addEventListener('abort', stop, { once: true });
    const request = own.begin(url);
    const startedAt = clock.now();
    try {
      const answered = await post(url + OWN_PATH, request.form, authToken(), limit.signal);
      return request.isAnswer(answered.body)
        ? { ok: true, tookMs: Math.max(0, clock.now() - startedAt) }
        : { ok: false, ...strangerWords({ ...answered, cameChanged: request.cameChanged }) };
    } catch (error) {
      return { ok: false, ...brokenWords(error, limit.signal.aborted) };
    } finally {
      request.end();
      cancel();
      signal.removeEventListener('abort', stop);
    }
  };
}

async function post(
  url: string,
  form: Readonly<Record<string, string>>,
  token: string,
  signal: AbortSignal,
): Promise<Answered> {
  const response = await fetch(url, {
    method: 'POST',
    signal,
    // Twilio would follow with a GET that has lost the form, so where it leads proves nothing.
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': getExpectedTwilioSignature(token, url, { ...form }),
      'user-agent': 'Switchboard',
      // Both services show browsers a page of their own first, unless they are asked not to.
      'bypass-tunnel-reminder': '1',
      'ngrok-skip-browser-warning': '1',
    },
    body: new URLSearchParams(form).toString(),
  });
  const { status, headers } = response;
  const type = headers.get('content-type') ?? '';
  return { status, type, location: headers.get('location'), body: await beginningOf(response) };
}

/** The beginning of an answer: what stands at a foreign address may be of any length. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  while (reader && bytes < MOST_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    bytes += value.length;
  }
  void reader?.cancel().catch(() => undefined);
  return Buffer.concat(pieces).toString('utf8');
}

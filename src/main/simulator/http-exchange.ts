import http from 'node:http';
import https from 'node:https';
import type { Clock } from '../app/clock';
import { parseHttpUrl } from './parse-url';

/** Twilio reads no longer answer than this (error 11750). */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until the connection must stand. */
  readonly connectMs: number;
  /** Milliseconds from then until the answer must be complete. */
  readonly readMs: number;
}

/** What came of one try. */
export type HttpOutcome =
  | {
      readonly kind: 'answered';
      readonly statusCode: number;
      readonly contentType: string | null;
      readonly location: string | null;
      readonly body: string;
      readonly tooLarge: boolean;
    }
  | { readonly kind: 'failed'; readonly phase: 'connect' | 'read'; readonly reason: string };

/** Makes one HTTP request on a connection of its own. Never throws: trouble is an outcome. */
export function exchangeHttp(request: HttpRequest, clock: Clock): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    let phase: 'connect' | 'read' = 'connect';
    let cancelTimer = clock.after(request.connectMs, () => finish(failed('no connection in time')));
    const finish = (outcome: HttpOutcome) => {
      cancelTimer();
      resolve(outcome);
      outgoing?.destroy();
    };
    const failed = (reason: string): HttpOutcome => ({ kind: 'failed', phase, reason });
    const connected = () => {
      phase = 'read';
      cancelTimer();
      cancelTimer = clock.after(request.readMs, () => finish(failed('no complete answer in time')));
    };
    const outgoing = startRequest(request);
    if (!outgoing) {
      finish(failed('not an http or https address'));
      return;
    }
    outgoing.on('socket', (socket) => socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected));
    outgoing.on('error', (error: NodeJS.ErrnoException) => finish(failed(error.code ?? error.message)));
    outgoing.on('response', (response) => {
      readLimited(response, (body, tooLarge) =>
        finish({
          kind: 'answered',
          statusCode: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? null,
          location: response.headers.location ?? null,
          body,
          tooLarge,
        }),
      );
      response.on('error', (error) => finish(failed(error.message)));
    });
    outgoing.end(request.body);
  });
}

function startRequest({ url, method, headers }: HttpRequest): http.ClientRequest | undefined {
  const target = parseHttpUrl(url);
  const options = { method, headers, agent: false } as const;
  return target && (target.protocol === 'https:' ? https : http).request(target, options);
}

function readLimited(response: http.IncomingMessage, done: (body: string, tooLarge: boolean) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
    else done(Buffer.concat(chunks).toString('utf8'), true);
  });
  response.on('end', () => done(Buffer.concat(chunks).toString('utf8'), false));
}

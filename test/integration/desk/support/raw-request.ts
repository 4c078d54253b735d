import http from 'node:http';
import net from 'node:net';
import { parse } from 'node:querystring';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { TOKEN } from '../../../support/start-desk';

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  /** Sent without a length, in pieces. */
  readonly chunked?: boolean;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 40 });

/** Asks a server for exactly what is given; nothing is added but a length. */
export function ask(base: string, request: RawRequest): Promise<RawAnswer> {
  const { method = 'POST', path, headers = {}, body = '', chunked = false } = request;
  const length = chunked ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = http.request(
      { hostname, port, method, path, agent, headers: { ...length, ...headers } },
      (incoming) => {
        const pieces: Buffer[] = [];
        incoming.on('data', (piece: Buffer) => pieces.push(piece));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
        });
      },
    );
    outgoing.on('error', reject);
    if (chunked) for (let at = 0; at < body.length; at += 10_000) outgoing.write(body.slice(at, at + 10_000));
    outgoing.end(chunked ? undefined : body);
  });
}

/** Sends bytes over a bare connection and gives all that comes back until it is closed. */
export function sendBytes(base: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

/** Headers of a form that Twilio would send with this body: signed over what the body says once it is decoded. */
export function signedHeaders(url: string, body: string, token = TOKEN): Record<string, string> {
  const fields = parse(body, '&', '=', { maxKeys: 0 });
  return {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-twilio-signature': getExpectedTwilioSignature(token, url, fields),
  };
}

/** Posts a body as it stands, signed. */
export function postSigned(base: string, path: string, body: string, signedFor = base): Promise<RawAnswer> {
  return ask(base, { path, body, headers: signedHeaders(signedFor + path, body) });
}

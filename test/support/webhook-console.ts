import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ConsoleRequest {
  readonly method: string;
  readonly path: string;
  /** As Twilio would have signed it. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly params: Readonly<Record<string, string>>;
}
export interface ConsoleAnswer {
  readonly status?: number;
  readonly type?: string | null;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A console that remembers what it was asked and answers as a test says: for the stand-in's own tests. */
export interface WebhookConsole {
  readonly url: string;
  readonly requests: ConsoleRequest[];
  close(): Promise<void>;
}

/** Starts one on a free port. `answer` may take its time; TwiML without verbs is the answer when it gives nothing. */
export async function startWebhookConsole(
  answer: (request: ConsoleRequest) => ConsoleAnswer | undefined | Promise<ConsoleAnswer | undefined>,
): Promise<WebhookConsole> {
  const requests: ConsoleRequest[] = [];
  let url = '';
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const path = incoming.url ?? '';
      const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      const request = { method: incoming.method ?? '', path, url: url + path, headers: incoming.headers, params };
      requests.push(request);
      void Promise.resolve(answer(request)).then((given) => {
        const { status = 200, type = 'text/xml', body = '<Response/>', headers = {} } = given ?? {};
        outgoing.writeHead(status, { ...(type === null ? {} : { 'content-type': type }), ...headers });
        outgoing.end(body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

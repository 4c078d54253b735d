import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine that no other machine reaches. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Ends it, dropping open connections. */
  close(): Promise<void>;
}

/** Starts one. Port 0: any free one. */
export async function startLoopbackServer(app: RequestListener, port: number): Promise<LoopbackServer> {
  const server = http.createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

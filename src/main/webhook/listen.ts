import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Twilio gives up after 15 s in all, so nothing is gained by keeping a request longer. */
const REQUEST_TIMEOUT_MS = 20_000;

/** A listening server: where it is and how it ends. */
export interface ListeningServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** The port was asked for by hand and somebody else has it. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/**
 * Listens on the loopback interface.
 *
 * @param port 0 for any free port
 * @param fixed whether the port was set by hand: then it is that one or none, else the next free one will do
 * @throws PortTakenError when it is taken and fixed, or when none of the next 100 is free
 */
export async function listen(app: Express, port: number, fixed: boolean): Promise<ListeningServer> {
  const last = fixed || port === 0 ? port : Math.min(port + 100, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, maxHeaderSize: 16_384 }, app);
    server.keepAliveTimeout = 65_000;
    if (await tryListen(server, candidate)) return listening(server);
  }
  throw new PortTakenError(
    `Port ${port} is in use by another program. Stop that program, or set PORT to another number (0 for any free one).`,
  );
}

function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}

function listening(server: Server): ListeningServer {
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

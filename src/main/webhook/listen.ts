import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Twilio gives up after 15 s in all, so nothing is gained by keeping a request longer. */
const REQUEST_TIMEOUT_MS = 20_000;

/** A listening server: where it is and how it ends. */
export interface ListeningServer {
  readonly port: number;
  readonly url: string;
  /** Answers the requests that have arrived whole, and lets every other connection go. */
  close(): Promise<void>;
}

/** The port was asked for by hand and somebody else has it. */
class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/**
 * Listens on the loopback interface.
 *
 * @param port 0 for any free port
 * @param fixed whether the port was set by hand: then it is that one or none, else the next free one will do
 * @throws PortTakenError when it is taken and fixed, or when none of the next 100 is free
 */
export async function listen(app: RequestListener, port: number, fixed: boolean): Promise<ListeningServer> {
  const last = fixed || port === 0 ? port : Math.min(port + 100, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, maxHeaderSize: 16_384 }, app);
    server.keepAliveTimeout = 65_000;
    const letGo = trackConnections(server);
    if (await tryListen(server, candidate)) return listening(server, letGo);
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

function listening(server: Server, letGo: () => void): ListeningServer {
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        letGo();
      }),
  };
}

/**
 * Gives the function that drops every connection but those that wait for an answer, which end with it. Without
 * that, one half-sent request or one connection kept alive would hold up the end for as long as its time-out.
 */
function trackConnections(server: Server): () => void {
  const waiting = new Map<Socket, ServerResponse | null>();
  server.on('connection', (socket) => {
    waiting.set(socket, null);
    socket.once('close', () => waiting.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    waiting.set(socket, response);
    response.once('close', () => {
      if (waiting.has(socket)) waiting.set(socket, null);
    });
  });
  return () => {
    for (const [socket, response] of waiting) {
      if (!response?.req.complete) socket.destroy();
      else if (!response.headersSent) response.setHeader('Connection', 'close');
    }
  };
}

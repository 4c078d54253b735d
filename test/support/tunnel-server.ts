import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface OpenTunnel {
  readonly port: number;
  readonly idle: Socket[];
  readonly waiting: ((socket: Socket) => void)[];
  readonly server: Server;
}

/** A localtunnel server on this machine: what one asks it below `/t/NAME` goes through the tunnel of that name. */
export interface TunnelServer {
  readonly url: string;
  /** Names that clients asked for; null where they took any. */
  readonly asked: (string | null)[];
  /** Resolves when it has been asked so many times. */
  untilAsked(count: number): Promise<void>;
  /** Whether it gives another name than was asked for, as when somebody else has taken that meanwhile. */
  givesOtherNames: boolean;
  /** What the next wishes for a tunnel are answered. */
  behaviour: 'well' | 'busy' | 'silent' | 'nonsense' | 'refuses-connections';
  /** Forgets a tunnel and breaks its connections, as when the line breaks. */
  forget(name: string): void;
  close(): Promise<void>;
}

export async function startTunnelServer(): Promise<TunnelServer> {
  const tunnels = new Map<string, OpenTunnel>();
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const through = /^\/t\/([^/]+)(\/.*)$/.exec(path);
    if (through) passOn(tunnels.get(through[1] ?? ''), through[2] ?? '/', request, response);
    else void give(path === '/?new' ? null : decodeURIComponent(path.slice(1)), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function give(name: string | null, response: ServerResponse): Promise<void> {
    self.asked.push(name);
    for (const look of [...watchers]) look();
    if (self.behaviour === 'silent') return;
    if (self.behaviour === 'busy') return void response.writeHead(503).end('busy');
    if (self.behaviour === 'nonsense') return void response.end('{"port":"javascript"}');
    const id = (self.givesOtherNames ? null : name) ?? `quick-fox-${self.asked.length}`;
    const tunnel = await openTunnel();
    if (self.behaviour === 'refuses-connections') tunnel.server.close();
    tunnels.set(id, tunnel);
    response.end(JSON.stringify({ id, url: `${url}/t/${id}`, port: tunnel.port, max_conn_count: 4 }));
  }

  const self: TunnelServer = {
    url,
    asked: [],
    untilAsked: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (self.asked.length < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    behaviour: 'well',
    givesOtherNames: false,
    forget(name) {
      const tunnel = tunnels.get(name);
      tunnels.delete(name);
      tunnel?.server.close();
      for (const socket of tunnel?.idle ?? []) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const name of [...tunnels.keys()]) self.forget(name);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

async function openTunnel(): Promise<OpenTunnel> {
  const idle: Socket[] = [];
  const waiting: ((socket: Socket) => void)[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('close', () => idle.includes(socket) && idle.splice(idle.indexOf(socket), 1));
    const next = waiting.shift();
    if (next) next(socket);
    else idle.push(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, idle, waiting, server };
}

function passOn(
  tunnel: OpenTunnel | undefined,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (!tunnel) return void response.writeHead(404).end('no such tunnel');
  const take = (socket: Socket) => {
    const inner = httpRequest(
      {
        method: request.method,
        path,
        headers: { ...request.headers, connection: 'close' },
        createConnection: () => socket,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    inner.on('error', () => response.writableEnded || response.writeHead(502).end());
    request.pipe(inner);
  };
  const socket = tunnel.idle.shift();
  if (socket) take(socket);
  else tunnel.waiting.push(take);
}

import { z } from 'zod';
import { TunnelProblem, type OpenedTunnel, type OpeningOptions, type TunnelOpener } from './tunnel-opener';

/** The free public server. */
export const LOCALTUNNEL_HOST = 'https://localtunnel.me';

/** Most connections that a server may ask us to keep open. */
const MAX_CONNECTIONS = 10;

/** What a server answers to the wish for a tunnel. Source: github.com/localtunnel/server, `GET /?new` */
const answerSchema = z.object({
  id: z.string().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }),
  port: z.int().min(1).max(65_535),
  ip: z.string().max(100).optional(),
  max_conn_count: z.int().optional().catch(undefined),
});

/**
 * Opens tunnels through a localtunnel server, asking for the name of the one before, so that the address stays the same
 * when the line was only broken.
 *
 * @param host base URL of the server
 */
export function createLocaltunnelOpener(host: string): TunnelOpener {
  let subdomain: string | undefined;
  return async (options) => {
    const opened = await openOne(host, subdomain, options);
    subdomain = opened.id;
    return opened;
  };
}

async function openOne(
  host: string,
  subdomain: string | undefined,
  options: OpeningOptions,
): Promise<OpenedTunnel & { readonly id: string }> {
  const { default: Tunnel } = await import('@n8n/localtunnel/lib/Tunnel');

  /**
   * The library asks an unreachable server again each second for ever and cannot be told to stop, so this asks once and
   * leaves trying again to who opens the tunnel.
   */
  class BoundedTunnel extends Tunnel {
    override _init(done: (error: Error | null, info?: object) => void): void {
      askForTunnel(host, subdomain, options.signal).then(
        (answer) => done(null, this._getInfo(answer)),
        (error: unknown) => done(error instanceof Error ? error : cannotConnect(host)),
      );
    }
  }

  // Named by its number, since a server on 127.0.0.1 does not listen where `localhost` leads to first on some systems.
  const tunnel = new BoundedTunnel({ host, port: options.port, local_host: '127.0.0.1' });
  const url = await new Promise<string>((resolve, reject) => {
    const stop = () => {
      tunnel.close();
      reject(new TunnelProblem('The tunnel was stopped before it was open.', false));
    };
    const fail = (error: Error) => {
      options.signal.removeEventListener('abort', stop);
      tunnel.close();
      reject(error instanceof TunnelProblem ? error : cannotConnect(host));
    };
    options.signal.addEventListener('abort', stop, { once: true });
    tunnel.once('url', (opened: string) => {
      options.signal.removeEventListener('abort', stop);
      resolve(opened);
    });
    // Also keeps an error that comes after all this from ending the process.
    tunnel.on('error', fail);
    tunnel.open((error) => {
      if (error) fail(error);
    });
  });
  tunnel.on('error', () => options.onDown(`The tunnel server at ${new URL(host).host} closed the tunnel.`));
  return {
    id: tunnel.clientId ?? '',
    url: url.replace(/\/+$/, ''),
    close() {
      tunnel.close();
      return Promise.resolve();
    },
  };
}

async function askForTunnel(
  host: string,
  subdomain: string | undefined,
  signal: AbortSignal,
): Promise<z.infer<typeof answerSchema>> {
  const base = host.replace(/\/+$/, '');
  const response = await fetch(`${base}/${subdomain ? encodeURIComponent(subdomain) : '?new'}`, { signal }).catch(
    () => {
      throw new TunnelProblem(
        `The tunnel server at ${new URL(host).host} could not be reached. Check the internet connection.`,
        false,
      );
    },
  );
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (!response.ok || !answer.success) {
    throw new TunnelProblem(
      `The tunnel server at ${new URL(host).host} gave no tunnel (HTTP ${response.status}). It may be overloaded.`,
      false,
    );
  }
  const { max_conn_count = 1, ...rest } = answer.data;
  return { ...rest, max_conn_count: Math.min(Math.max(max_conn_count, 1), MAX_CONNECTIONS) };
}

function cannotConnect(host: string): TunnelProblem {
  return new TunnelProblem(
    `The tunnel server at ${new URL(host).host} gave a tunnel, but a firewall keeps the console from connecting to it.`,
    false,
  );
}

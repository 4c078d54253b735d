/** The class behind `@n8n/localtunnel`, which the package itself has no types for. Written from its version 3.0.0. */
declare module '@n8n/localtunnel/lib/Tunnel' {
  import type { EventEmitter } from 'node:events';

  interface TunnelOptions {
    readonly host: string;
    readonly port: number;
    readonly local_host?: string;
    readonly subdomain?: string;
  }

  class Tunnel extends EventEmitter {
    constructor(options: TunnelOptions);
    readonly opts: TunnelOptions;
    /** Name that the server gave. */
    readonly clientId?: string;
    /** Asks the server for a tunnel and says where to connect to. */
    _init(done: (error: Error | null, info?: object) => void): void;
    /** Makes what `_init` gives out of the server's answer. */
    _getInfo(body: object): object;
    open(done: (error?: Error) => void): void;
    close(): void;
  }

  export = Tunnel;
}

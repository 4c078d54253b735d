import type { Config } from '@ngrok/ngrok';
import type { Clock } from '../app/clock';
import { TunnelProblem, type TunnelOpener } from './tunnel-opener';

/** How long ngrok gets to find its own way back after it lost the connection, in milliseconds. */
const COME_BACK_MS = 15_000;
/** How long a tunnel may take to close before nobody waits for it any longer. */
const CLOSE_MS = 3_000;

export interface NgrokOptions {
  /** Asked for each time a tunnel is opened. */
  readonly authtoken: () => string | null;
  /** A domain reserved at ngrok; null: one that ngrok gives. */
  readonly domain: string | null;
  readonly clock: Clock;
  /** Where ngrok is asked instead of at its own address, `host:port`; only tests need another. */
  readonly serverAddress?: string;
}

/** What ngrok's error numbers mean. Source: https://ngrok.com/docs/errors/ */
const meanings: readonly [codes: readonly number[], isLasting: boolean, text: string][] = [
  [
    [105, 106, 107, 4013, 4018],
    true,
    'ngrok did not accept the authtoken. Copy it again from dashboard.ngrok.com, and put it in the place of this one.',
  ],
  [[108], false, 'This ngrok account already runs as many tunnels as it may. Close the other one.'],
  [[334], false, 'This ngrok address is in use by another program. Close the other one.'],
  [
    [319, 320, 326, 9038],
    true,
    'The domain does not belong to this ngrok account. Reserve it at dashboard.ngrok.com, or leave NGROK_DOMAIN empty.',
  ],
  [[727, 725, 714], true, 'The limit of this ngrok account is used up.'],
];

/** Opens tunnels with ngrok. Its library, a native module, is loaded with the first tunnel. */
export function createNgrokOpener(options: NgrokOptions): TunnelOpener {
  const { clock } = options;
  return async ({ port, signal, onDown }) => {
    const authtoken = options.authtoken();
    if (authtoken === null) {
      throw new TunnelProblem(
        'ngrok needs an authtoken. Copy it from dashboard.ngrok.com, and enter it as “ngrok authtoken”.',
        true,
      );
    }
    const { forward } = await import('@ngrok/ngrok');
    let cancelGrace: (() => void) | undefined;
    // Made anew each time and kept by nobody: the library takes the function out of it while it reads the rest.
    const wanted: Config = {
      addr: `127.0.0.1:${port}`,
      authtoken,
      ...(options.domain === null ? {} : { domain: options.domain }),
      ...(options.serverAddress === undefined ? {} : { server_addr: options.serverAddress }),
      onStatusChange(status) {
        cancelGrace?.();
        cancelGrace = undefined;
        if (status === 'closed') cancelGrace = clock.after(COME_BACK_MS, () => onDown('ngrok lost its connection.'));
      },
    };
    const opening = forward(wanted).catch((error: unknown) => {
      cancelGrace?.();
      throw problemOf(error);
    });
    const listener = await opening;
    const close = () => {
      cancelGrace?.();
      return within(clock, CLOSE_MS, listener.close());
    };
    const url = listener.url();
    if (signal.aborted || url === null) {
      await close();
      throw new TunnelProblem('ngrok gave a tunnel without an address, or too late.', false);
    }
    return { url: url.replace(/\/+$/, ''), close };
  };
}

/** ngrok's own text is left out: it repeats the authtoken. */
function problemOf(error: unknown): TunnelProblem {
  const code = Number(/ERR_NGROK_(\d+)/.exec(String(error))?.[1] ?? Number.NaN);
  if (Number.isNaN(code)) {
    const text = /connect|resolve|dns|tls|timed? ?out/i.test(String(error))
      ? 'ngrok could not be reached. Check the internet connection.'
      : 'ngrok could not open the tunnel. Check its settings, or choose another kind of tunnel.';
    return new TunnelProblem(text, false);
  }
  const [, isLasting = false, text = 'ngrok refused the tunnel.'] =
    meanings.find(([codes]) => codes.includes(code)) ?? [];
  return new TunnelProblem(`${text} (ERR_NGROK_${code})`, isLasting);
}

function within(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    const end = () => {
      cancel();
      resolve();
    };
    work.then(end, end);
  });
}

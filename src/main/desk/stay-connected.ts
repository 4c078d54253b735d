import type { CatchUpState, TunnelState, TwilioState } from '../../shared/connection';
import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { Secrets } from '../settings/secrets';
import type { PointSenders } from '../connect/point-senders';
import type { Settings } from '../settings/settings';
import type { Store } from '../store/store';
import { createRoundTrip } from '../tunnel/round-trip';
import { watchAccount } from '../twilio/watch-account';
import type { OwnRequests } from '../webhook/own-requests';
import type { CatchUp } from './catch-up-desk';
import type { LiveAccount } from './live-account';
import { createWebhookMover } from './move-webhooks';
import { openTunnel } from './open-tunnel';
import { followBases } from './own-bases';

/** How often what Twilio took is fetched while its webhooks may not arrive, in milliseconds. */
const FETCH_MS = 3 * 60_000;

export interface StayConnectedParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly account: LiveAccount;
  readonly store: Store;
  readonly pointing: PointSenders;
  readonly own: OwnRequests;
  readonly catchUp: CatchUp;
  readonly clock: Clock;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  readonly log: Log;
  /** The webhook server. */
  readonly server: { readonly port: number; readonly url: string };
  /** The way to Twilio or from it is there (again): what waits can go out, and what was sent be asked about. */
  readonly onReached: () => void;
  /** The account is another one, or its senders are. */
  readonly onAccount: () => void;
  /** Its state has changed. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** What connects the desk with Twilio, both ways. */
export interface Connected {
  state(): { readonly tunnel: TunnelState; readonly twilio: TwilioState; readonly catchUp: CatchUpState };
  /** The public base URL; null while there is none. */
  publicBase(): string | null;
  /** The base URLs that Twilio may have signed a request for, the likeliest first. */
  bases(): readonly string[];
  /** Resolves when it is known for the first time how the account stands. */
  begin(): Promise<void>;
  /** Tries everything that does not work, now. */
  retry(): void;
  /** Has a request of ours go through the public address now. */
  test(): Promise<void>;
  /** Fetches what Twilio took while nobody listened, now. */
  fetch(): void;
  /** The machine was asleep, or the network was away: looks at everything. */
  wake(): void;
  close(): Promise<void>;
}

/** Keeps the desk connected: watches the account, keeps the tunnel open, and fetches what was missed. */
export function stayConnected(parts: StayConnectedParts): Connected {
  const { account, catchUp, clock, settings, log } = parts;
  const watch = watchAccount({
    ...{ client: account.client, clock, random: parts.random, onChange: parts.onChange, onReached },
    account: () => account.now,
    log,
  });
  const mover = createWebhookMover(parts);
  const tunnel = openTunnel({
    ...{ ...parts, mover, onUp },
    port: parts.server.port,
    prove: createRoundTrip({ own: parts.own, authToken: () => account.now.authToken, clock }),
  });
  const remembered = followBases(tunnel, parts);
  const stops = [
    tunnel.onChange(parts.onChange),
    account.onChange(() => void useAccount()),
    account.onTrouble((error) => watch.heard(error)),
  ];
  let cancelFetch = fetchWhileUnheard();

  return {
    state: () => ({ tunnel: tunnel.state, twilio: watch.state, catchUp: catchUp.state }),
    publicBase,
    bases: () => (publicBase() === null ? [parts.server.url, ...remembered.all()] : remembered.all()),
    begin: useAccount,
    retry() {
      void watch.check();
      tunnel.wake();
      askAgain();
    },
    test: () => tunnel.test(),
    fetch,
    wake() {
      tunnel.wake();
      if (watch.mayAsk()) void watch.check();
      askAgain();
      fetch();
    },
    async close() {
      for (const stop of stops) stop();
      cancelFetch();
      watch.close();
      mover.close();
      await tunnel.close();
      await catchUp.close();
    },
  };

  function useAccount(): Promise<void> {
    parts.onAccount();
    return watch.check();
  }

  /** What Twilio reported while its requests did not arrive is lost, and what it took is not. */
  function onUp(): void {
    askAgain();
    fetch();
  }

  function onReached(): void {
    // A tunnel that is down fails for the same reason as a rule, and has begun to wait for long.
    if (tunnel.state.state === 'down' && tunnel.state.retryAt !== null) tunnel.wake();
    mover.wake();
    parts.onReached();
    fetch();
  }

  /** Has what waits for Twilio tried at once, unless it would ask with credentials that Twilio has refused. */
  function askAgain(): void {
    if (!watch.mayAsk()) return;
    mover.wake();
    parts.onReached();
  }

  function fetch(): void {
    if (watch.mayAsk()) catchUp.run().catch(parts.onError);
  }

  function fetchWhileUnheard(): () => void {
    return clock.after(FETCH_MS, () => {
      if (isUnheard() && watch.state.state === 'ok') fetch();
      cancelFetch = fetchWhileUnheard();
    });
  }

  /** Whether Twilio's requests may not arrive. */
  function isUnheard(): boolean {
    const { kind, state, roundTrip } = tunnel.state;
    if (kind === 'off') return !account.now.isLocal;
    return state !== 'up' || roundTrip.problem !== null;
  }

  function publicBase(): string | null {
    return settings.get('tunnel') === 'manual' ? settings.get('publicUrl') || null : tunnel.state.url;
  }
}

import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { ProveTunnel } from '../tunnel/round-trip';
import { createTunnel, type Tunnel, type TunnelWish } from '../tunnel/tunnel';
import type { LiveAccount } from './live-account';
import type { WebhookMover } from './move-webhooks';

export interface OpenTunnelParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly account: LiveAccount;
  readonly mover: WebhookMover;
  readonly prove: ProveTunnel;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Port of the webhook server. */
  readonly port: number;
  /** Called when Twilio can reach the console again: what it took meanwhile can be fetched. */
  readonly onUp: () => void;
}

/**
 * Opens the tunnel that the settings ask for, and another one when they are changed. When a tunnel of ours has a new
 * address, the webhooks of the account's senders move with it; an address of one's own (`manual`) is left to whoever set
 * it up.
 */
export function openTunnel(parts: OpenTunnelParts): Tunnel {
  const { settings, secrets, account, log } = parts;
  const tunnel = createTunnel({
    port: parts.port,
    clock: parts.clock,
    random: parts.random,
    log: (line) => log.info(line),
    prove: parts.prove,
  });
  let wasWell = false;
  tunnel.onChange(({ state, roundTrip }) => {
    const isWell = state === 'up' && roundTrip.problem === null;
    if (isWell && !wasWell) parts.onUp();
    wasWell = isWell;
  });
  tunnel.onUrl(move);
  account.onChange(() => tunnel.state.url !== null && move(tunnel.state.url));
  let wanted = '';
  const want = (): void => {
    const kind = settings.get('tunnel');
    const token = kind === 'ngrok' ? (secrets.get('ngrokAuthtoken')?.reveal() ?? null) : null;
    const wish: TunnelWish = {
      kind,
      publicUrl: kind === 'manual' ? settings.get('publicUrl') || null : null,
      ngrokAuthtoken: () => token,
      ngrokDomain: kind === 'ngrok' ? settings.get('ngrokDomain') || null : null,
      localtunnelHost: kind === 'localtunnel' ? settings.get('localtunnelHost') || null : null,
    };
    // A tunnel that works is not taken down for a setting that it does not use.
    const next = JSON.stringify([wish, token]);
    if (next === wanted) return;
    wanted = next;
    tunnel.want(wish);
  };
  want();
  settings.onChange(want);
  secrets.onChange(want);
  return tunnel;

  function move(url: string): void {
    if (settings.get('tunnel') !== 'manual' && !account.now.standIn) parts.mover.moveTo(url);
  }
}

import { backOffMs } from '../../shared/back-off';
import { redactAddress } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Store } from '../store/store';
import { createTunnel, type Tunnel, type TunnelWish } from '../tunnel/tunnel';
import { setWebhooks } from '../twilio/account-setup';
import { TwilioUnreachable } from '../twilio/client';
import type { LiveAccount } from './live-account';

/** Between two tries to move webhooks while Twilio cannot be reached. */
const PAUSE = { firstMs: 2_000, longestMs: 60_000 };

export interface OpenTunnelParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly account: LiveAccount;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Port of the webhook server. */
  readonly port: number;
  /** Called when the public URL is there again: what Twilio took meanwhile can be fetched. */
  readonly onUp: () => void;
}

/**
 * Opens the tunnel that the settings ask for, and another one when they are changed. When a tunnel of ours has a new address, the webhooks of the
 * account's number move with it; an address of one's own (`manual`) is left to whoever set it up.
 */
export function openTunnel(parts: OpenTunnelParts): Tunnel {
  const { settings, secrets, account, log } = parts;
  const tunnel = createTunnel({
    port: parts.port,
    clock: parts.clock,
    random: parts.random,
    log: (line) => log.info(line),
  });
  let wasUp = false;
  tunnel.onChange(({ state }) => {
    if (state === 'up' && !wasUp) parts.onUp();
    wasUp = state === 'up';
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
    if (settings.get('tunnel') === 'manual' || account.now.standIn) return;
    const numbers = account.senders().filter(({ kind }) => kind === 'number');
    tryToMove(
      numbers.map(({ address }) => address),
      url,
      0,
    );
  }

  /** Moves the webhooks; while Twilio cannot be reached, again and again as long as this is the address. */
  function tryToMove(numbers: readonly string[], url: string, failures: number): void {
    moveWebhooks(parts, numbers, url).catch((error: unknown) => {
      const isTemporary = error instanceof TwilioUnreachable;
      const next = isTemporary ? 'It is tried again.' : 'Set them in the Twilio Console.';
      log.warn(`The webhooks at Twilio could not be moved to the new address. ${next}`, { detail: error });
      if (!isTemporary) return;
      parts.clock.after(backOffMs(PAUSE, failures + 1, parts.random), () => {
        if (tunnel.state.url === url) tryToMove(numbers, url, failures + 1);
      });
    });
  }
}

/** Points the number's webhooks at the new address; what they pointed at before is kept, so that it can be restored. */
async function moveWebhooks(parts: OpenTunnelParts, numbers: readonly string[], url: string): Promise<void> {
  const changes = await setWebhooks(parts.account.client, numbers, url);
  for (const change of changes) {
    for (const warning of change.warnings) parts.log.warn(warning);
    if (!change.changed) continue;
    parts.log.info(`Twilio now posts what arrives at ${redactAddress(change.phoneNumber)} to ${url}.`);
  }
  const before = changes.filter((change) => change.changed);
  if (before.length === 0 || parts.store.now.get('settings', 'webhooksBefore')) return;
  await parts.store.commit(() => ({
    changes: [{ type: 'setting.set', key: 'webhooksBefore', value: before, by: 'tunnel', at: isoNow(parts.clock) }],
    result: null,
  }));
}

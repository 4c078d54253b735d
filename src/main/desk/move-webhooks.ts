import { backOffMs } from '../../shared/back-off';
import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import { connectProgress } from '../connect/connect-progress';
import type { PointSenders } from '../connect/point-senders';
import { keyOf } from '../connect/sender-health';
import type { Store } from '../store/store';
import { isTooMany, TwilioUnreachable } from '../twilio/client';
import { connectedSenders } from './connected-senders';
import type { LiveAccount } from './live-account';

/** Between two tries to move webhooks while Twilio cannot be reached. */
const PAUSE = { firstMs: 2_000, longestMs: 60_000 };

export interface MoveWebhooksParts {
  readonly account: LiveAccount;
  readonly pointing: Pick<PointSenders, 'move'>;
  readonly store: Pick<Store, 'now'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Has Twilio post to wherever the console is reached. */
export interface WebhookMover {
  /** This is the public address from now on: the webhooks of all connected senders go there. */
  moveTo(url: string): void;
  /** The network is there again: what could not be moved is tried at once. */
  wake(): void;
  close(): void;
}

/** Makes it. One move at a time, and only ever to the newest address; tried again while Twilio cannot be reached. */
export function createWebhookMover(parts: MoveWebhooksParts): WebhookMover {
  const { account, log } = parts;
  let wanted: string | null = null;
  let isMoving = false;
  let failures = 0;
  let cancelRetry: (() => void) | null = null;

  return {
    moveTo(url) {
      wanted = url;
      failures = 0;
      void work();
    },
    wake() {
      if (cancelRetry) void work();
    },
    close() {
      wanted = null;
      cancelRetry?.();
    },
  };

  async function work(): Promise<void> {
    cancelRetry?.();
    cancelRetry = null;
    if (isMoving) return;
    isMoving = true;
    while (wanted !== null) {
      const url: string = wanted;
      try {
        await move(url);
        if (wanted === url) wanted = null;
      } catch (error) {
        if (wanted !== url) continue;
        if (!giveUp(error)) break;
        wanted = null;
      }
    }
    isMoving = false;
  }

  /** Whether there is no use in trying again. */
  function giveUp(error: unknown): boolean {
    const isTemporary = error instanceof TwilioUnreachable || isTooMany(error);
    const next = isTemporary ? 'It is tried again.' : 'Set them in the Twilio Console.';
    log.warn(`The webhooks at Twilio could not be moved to the new address. ${next}`, { detail: error });
    if (!isTemporary) return true;
    failures += 1;
    cancelRetry = parts.clock.after(backOffMs(PAUSE, failures, parts.random), () => void work());
    return false;
  }

  /**
   * Of an account that is or was connected step by step, only what was pointed here before moves: all else is shown first
   * and done when the operator says so.
   */
  async function move(url: string): Promise<void> {
    const keys = account.senders().map(({ kind, address }) => keyOf(kind, address));
    const { accountSid } = account.now;
    const isAsked =
      connectProgress(parts.store.now)?.account.sid === accountSid ||
      connectedSenders(parts.store.now, accountSid).length > 0;
    await parts.pointing.move(keys, url, isAsked ? 'ours' : 'all');
  }
}

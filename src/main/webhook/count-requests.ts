import type { Refusal, WebhookState } from '../../shared/connection';
import { isoNow, type Clock } from '../app/clock';

/** Counts what the webhook server took and refused, for the connection panel. */
export interface RequestCounter {
  accepted(): void;
  refused(reason: Refusal): void;
  state(url: string): WebhookState;
}

/** Makes a counter that calls back after each request. */
export function countRequests(clock: Clock, onCount: () => void): RequestCounter {
  let accepted = 0;
  let lastAcceptedAt: number | null = null;
  let refused: WebhookState['refused'] = {};
  let lastRefusal: WebhookState['lastRefusal'] = null;
  return {
    accepted() {
      accepted += 1;
      lastAcceptedAt = clock.now();
      onCount();
    },
    refused(reason) {
      refused = { ...refused, [reason]: (refused[reason] ?? 0) + 1 };
      lastRefusal = { reason, at: isoNow(clock) };
      onCount();
    },
    state: (url) => ({
      url,
      accepted,
      lastAcceptedAt: lastAcceptedAt === null ? null : new Date(lastAcceptedAt).toISOString(),
      refused,
      lastRefusal,
    }),
  };
}

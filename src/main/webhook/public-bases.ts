import type { Clock } from '../app/clock';

/**
 * For how long a request may still be signed for the address before, in milliseconds. The webhooks are moved at once,
 * but Twilio goes on asking the old address for what is under way: retries, calls, reports.
 */
export const REMEMBERED_MS = 10 * 60_000;
/** Most addresses before that are kept: a tunnel that flaps must not make each forged request dearer. */
const MOST_BEFORE = 3;

/** The public addresses for which requests may be signed. */
export interface PublicBases {
  /** The one in force first (if there is any), then those that were until lately, the newest first. */
  all(): readonly string[];
  /**
   * Another address is in force from now on; null: none is wanted. One that is only down for a while stays in force, since
   * it may come back before anybody here knows.
   */
  set(base: string | null): void;
}

/**
 * Remembers public addresses for ten minutes after they went out of force.
 *
 * @param before one that was in force until now: that of the run before
 */
export function rememberPublicBases(clock: Pick<Clock, 'now'>, before: string | null): PublicBases {
  let current: string | null = null;
  let left = before === null ? [] : [{ base: before, until: clock.now() + REMEMBERED_MS }];
  return {
    set(base) {
      if (base === current) return;
      const old = current;
      current = base;
      left = left.filter((one) => one.base !== base && one.base !== old);
      if (old !== null) left = [{ base: old, until: clock.now() + REMEMBERED_MS }, ...left].slice(0, MOST_BEFORE);
    },
    all() {
      const now = clock.now();
      if (left.some(({ until }) => until <= now)) left = left.filter(({ until }) => until > now);
      const past = left.map(({ base }) => base);
      return current === null ? past : [current, ...past];
    },
  };
}

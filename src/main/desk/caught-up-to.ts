import { z } from 'zod';
import { isoNow, type Clock } from '../app/clock';
import type { OwnAddress } from '../conversation/own-addresses';
import type { Store } from '../store/store';

/** Where it is kept. */
const KEY = 'caughtUpTo';
/** Marks that differ by less are not written anew: a day more is looked through anyway. */
const WORTH_WRITING_MS = 10 * 60_000;

const kept = z.record(z.string(), z.iso.datetime());

/** Up to when everything that came to each address of an account is known. */
export interface CaughtUpTo {
  /** ISO 8601; null where nobody has looked yet. */
  of(account: string, own: OwnAddress): string | null;
  /** Everything older than `at` is known of these. @throws Error of the store */
  advance(account: string, addresses: readonly OwnAddress[], at: string): Promise<void>;
}

/**
 * Makes it. It is kept for each address by itself, so that one that cannot be asked for days misses nothing for the
 * others being up to date, for each account, since another one knows nothing of what came there, and with the messages,
 * so that a restored backup knows from when on it lacks some.
 */
export function keepCaughtUpTo(store: Pick<Store, 'now' | 'commit'>, clock: Clock): CaughtUpTo {
  const read = () => kept.catch({}).parse(store.now.get('settings', KEY)?.value ?? {});
  return {
    of: (account, own) => read()[keyOf(account, own)] ?? null,
    async advance(account, addresses, at) {
      const before = read();
      const stale = addresses.filter(
        // A mark in the future was made by a clock that was wrong, and would hide what comes until then.
        (own) => Math.abs(Date.parse(at) - (Date.parse(before[keyOf(account, own)] ?? '') || 0)) >= WORTH_WRITING_MS,
      );
      if (stale.length === 0) return;
      const value = { ...before, ...Object.fromEntries(stale.map((own) => [keyOf(account, own), at])) };
      await store.commit(() => ({
        changes: [{ type: 'setting.set', key: KEY, value, by: 'catch-up', at: isoNow(clock) }],
        result: null,
      }));
    },
  };
}

function keyOf(account: string, { type, address }: OwnAddress): string {
  return `${account} ${type}:${address}`;
}

import { systemClock } from '../../src/main/app/clock';
import { openStore } from '../../src/main/store/open-store';
import { seededAddress, seedStore } from '../support/seed-store';
import { OUR_NUMBER } from './desk-environment';

const MESSAGES_PER_THREAD = 20;

/** Gives the addresses of the customers of a desk with so many messages. */
export function sendersOf(messages: number): string[] {
  return Array.from({ length: messages / MESSAGES_PER_THREAD }, (_, n) => seededAddress(n));
}

/**
 * Fills a data folder with conversations of 20 messages each. The breaker is off, since whoever measures writes like a
 * machine.
 */
export async function seedDesk(dir: string, messages: number): Promise<void> {
  await seedStore({ dir, threads: messages / MESSAGES_PER_THREAD, messages, ours: OUR_NUMBER });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await openStore({ dir, clock: systemClock, log: quiet });
  const at = new Date().toISOString();
  await store.commit(() => ({
    changes: [{ type: 'setting.set', key: 'breakerEnabled', value: false, by: 'operator', at }],
    result: null,
  }));
  await store.close();
}

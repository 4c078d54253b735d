import type { Clock } from '../../src/main/app/clock';

/**
 * A clock that runs faster than time does, the same in every process that is given the same beginning.
 *
 * @param epoch when it began, in milliseconds since 1970
 */
export function createFastClock(epoch: number, speed: number): Clock {
  return {
    now: () => Math.floor(epoch + (Date.now() - epoch) * speed),
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOffMs } from '../../../src/shared/back-off';

const pause = { firstMs: 1000, longestMs: 60_000 };

it('doubles, and stops doubling at the longest pause', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((failures) => backOffMs(pause, failures, () => 0.999999));
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

it('is never less than half of that, nor more than all of it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const full = backOffMs(pause, failures, () => 1);
        const given = backOffMs(pause, failures, () => random);
        expect(given).toBeGreaterThanOrEqual(full / 2 - 1);
        expect(given).toBeLessThanOrEqual(full);
      },
    ),
  );
});

/** A pause that doubles with each failure, up to the longest. */
export interface BackOff {
  /** Milliseconds after the first failure. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait after so many failures: between half and all of the doubled pause, so that many desks that lost the
 * same service do not come back at the same instant.
 *
 * @param failures how many there were in a row, from 1
 * @param random gives a number from 0 up to, but not, 1
 */
export function backOffMs({ firstMs, longestMs }: BackOff, failures: number, random: () => number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + random() / 2));
}

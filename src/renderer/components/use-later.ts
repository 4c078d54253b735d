import { useDeferredValue } from 'react';

/**
 * Gives a value when what is more urgent has been drawn, so that a new bubble does not wait for what stands around it. A
 * value of something else comes at once: what is done there must never be done to what was shown before.
 *
 * @param isOfSame whether an earlier value is of the same thing as the newest
 */
export function useLater<T>(value: T, isOfSame: (earlier: T) => boolean): T {
  const earlier = useDeferredValue(value);
  return isOfSame(earlier) ? earlier : value;
}

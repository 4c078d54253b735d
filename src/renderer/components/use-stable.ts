import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * Gives a function that stays the same and does what the newest one does, for what answers to events: what it is handed
 * to need not be drawn again for its sake.
 */
export function useStable<A extends unknown[]>(newest: (...args: A) => void): (...args: A) => void {
  const held = useRef(newest);
  useLayoutEffect(() => {
    held.current = newest;
  });
  return useCallback((...args: A) => held.current(...args), []);
}

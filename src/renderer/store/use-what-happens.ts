import { useEffect, useRef } from 'react';
import { useDesk } from './desk-context';

/** How long what happens is gathered before it is looked at, in milliseconds. */
const GATHER_MS = 1_000;

/** Calls back a little after something has happened to the desk, and at most so often. */
export function useWhatHappens(callback: () => void): void {
  const { state } = useDesk();
  const newest = useRef(callback);
  useEffect(() => {
    newest.current = callback;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = state.subscribe(({ facts }, before) => {
      // Every entry comes with counts of its own, also where they are the same numbers.
      if (!before.facts || facts?.counts === before.facts.counts) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        newest.current();
      }, GATHER_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [state]);
}

import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

type Options = Parameters<typeof useVirtualizer<HTMLDivElement, Element>>[0];

/** Draws only those rows of a long list that are in sight of the box it scrolls in. */
export function useVirtualRows(box: RefObject<HTMLDivElement | null>, options: Omit<Options, 'getScrollElement'>) {
  // eslint-disable-next-line react-hooks/incompatible-library -- it changes in place; no compiler memoizes what uses it
  return useVirtualizer({ ...options, getScrollElement: () => box.current });
}

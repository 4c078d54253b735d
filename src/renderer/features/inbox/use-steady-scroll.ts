import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps what is looked at in its place while rows come and go above it. At the very top nothing is held: there the
 * newest should be seen.
 *
 * @param ids the rows in order
 * @param rowHeight height of each, in CSS pixels
 */
export function useSteadyScroll(box: RefObject<HTMLElement | null>, ids: readonly string[], rowHeight: number): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = ids;
    const element = box.current;
    if (!element || old === ids || element.scrollTop < rowHeight / 2) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const seen = old.slice(first, first + Math.ceil(element.clientHeight / rowHeight));
    const moved = movementOf(seen, first, ids);
    if (moved !== 0) element.scrollTo({ top: element.scrollTop + moved * rowHeight, behavior: 'instant' });
  }, [box, ids, rowHeight]);
}

/**
 * By how many places most of the rows in sight have moved: one that jumped to the top because of a new message
 * does not take the others with it.
 */
export function movementOf(seen: readonly string[], first: number, ids: readonly string[]): number {
  const places = new Map(ids.map((id, i) => [id, i]));
  const moves = seen
    .flatMap((id, i) => {
      const place = places.get(id);
      return place === undefined ? [] : [place - (first + i)];
    })
    .sort((a, b) => a - b);
  return moves[Math.floor(moves.length / 2)] ?? 0;
}

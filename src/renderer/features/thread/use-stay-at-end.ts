import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the end of a thread in sight when the room for it changes, because what is written below grows or shrinks.
 *
 * @param atEnd whether the end was in sight
 */
export function useStayAtEnd(box: RefObject<HTMLElement | null>, atEnd: boolean): void {
  const wasAtEnd = useRef(atEnd);
  useEffect(() => {
    wasAtEnd.current = atEnd;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // Not by the virtualizer, which may not know of the new room yet.
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
}

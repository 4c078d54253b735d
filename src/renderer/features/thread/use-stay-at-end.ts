import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the end of a thread in sight when the room for it changes, because what is written below grows or shrinks.
 *
 * @param atEnd whether the end was in sight
 */
export function useStayAtEnd(box: RefObject<HTMLElement | null>, atEnd: boolean, goToEnd: () => void): void {
  const latest = useRef({ atEnd, goToEnd });
  useEffect(() => {
    latest.current = { atEnd, goToEnd };
  });
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(() => {
      if (latest.current.atEnd) latest.current.goToEnd();
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
}

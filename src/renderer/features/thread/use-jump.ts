import { useEffect, useLayoutEffect, type RefObject } from 'react';
import { useDesk, useUi } from '../../store/desk-context';
import type { TimelineItem } from './timeline-items';

/** How long what was jumped to stays marked, in milliseconds. */
const MARKED_MS = 2_500;

/**
 * Shows the message or session that was asked for, once, and puts the focus on the thread. Gives the key of the item
 * that is marked for a moment.
 */
export function useJump(
  items: readonly TimelineItem[],
  box: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
): string | null {
  const { ui } = useDesk();
  const jump = useUi((state) => state.jump);
  const marked = useUi((state) => state.marked);
  useLayoutEffect(() => {
    if (jump === null) return;
    const index = items.findIndex((item) => idOf(item) === jump);
    const item = items[index];
    ui.setState({ jump: null, marked: item?.key ?? null });
    if (!item) return;
    scrollTo(index);
    box.current?.focus({ preventScroll: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- done once for each wish, with what is on screen then
  }, [jump]);
  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => ui.setState({ marked: null }), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked, ui]);
  return marked;
}

function idOf(item: TimelineItem): string | null {
  switch (item.kind) {
    case 'message':
      return item.message._id;
    case 'session':
      return item.session._id;
    case 'day':
      return null;
  }
}

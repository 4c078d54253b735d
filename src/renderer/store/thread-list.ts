import type { Thread } from '../../shared/domain';
import { compareInView, isInView, type ModeDefaults, type View } from '../../shared/views';

/**
 * The loaded beginning of a view, in the view's order. It holds every thread of the view up to and with the
 * frontier and none beyond it, so that pages can be appended while rows move.
 */
export interface ThreadList {
  readonly view: View;
  readonly ids: readonly string[];
  /** Whether the view goes on after the frontier. */
  readonly more: boolean;
  /** The last thread of the last page, as it was when it came; null when everything is loaded. */
  readonly frontier: Thread | null;
}

/** Gives a loaded thread by its id. */
export type ThreadOf = (id: string) => Thread | undefined;

/** Gives a list of nothing, of which everything is still to come. */
export function emptyList(view: View): ThreadList {
  return { view, ids: [], more: false, frontier: null };
}

/**
 * Gives the list with its loaded part reaching to the end of a page. The threads of the page are then taken in
 * one by one with `withThread`.
 *
 * @param last the last thread of the page as it came; null when the page was empty
 */
export function reachingTo(list: ThreadList, last: Thread | null, more: boolean): ThreadList {
  const frontier = more ? furthest(list.frontier, last, compareInView(list.view)) : null;
  return { ...list, more, frontier };
}

/** Gives the list after a thread changed: moved to its place, taken in or left out. */
export function withThread(list: ThreadList, thread: Thread, threadOf: ThreadOf, defaults: ModeDefaults): ThreadList {
  const compare = compareInView(list.view);
  const at = list.ids.indexOf(thread._id);
  const belongs = isLoadedIn(list, thread, defaults);
  if (at < 0 && !belongs) return list;
  if (at >= 0 && belongs && isInPlace(list.ids, at, thread, threadOf, compare)) return list;
  const ids = at < 0 ? [...list.ids] : [...list.ids.slice(0, at), ...list.ids.slice(at + 1)];
  if (belongs) ids.splice(placeIn(ids, thread, threadOf, compare), 0, thread._id);
  return { ...list, ids };
}

/** Whether a thread stands in the part of the view that is loaded. */
export function isLoadedIn(list: ThreadList, thread: Thread, defaults: ModeDefaults): boolean {
  if (!isInView(thread, list.view, defaults)) return false;
  return !list.frontier || compareInView(list.view)(thread, list.frontier) <= 0;
}

type Compare = (a: Thread, b: Thread) => number;

function furthest(a: Thread | null, b: Thread | null, compare: Compare): Thread | null {
  if (!a || !b) return a ?? b;
  return compare(a, b) >= 0 ? a : b;
}

function isInPlace(ids: readonly string[], at: number, thread: Thread, threadOf: ThreadOf, compare: Compare): boolean {
  const before = threadOf(ids[at - 1] ?? '');
  const after = threadOf(ids[at + 1] ?? '');
  return (!before || compare(before, thread) < 0) && (!after || compare(thread, after) < 0);
}

/** Position at which a thread keeps the order, by halving. */
function placeIn(ids: readonly string[], thread: Thread, threadOf: ThreadOf, compare: Compare): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = threadOf(ids[middle] ?? '');
    if (other && compare(other, thread) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

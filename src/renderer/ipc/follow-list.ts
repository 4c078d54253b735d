import type { View } from '../../shared/views';
import { problemOf } from './ask';
import type { Meanwhile } from './flights';
import type { Following } from './following';

/** Rows asked for at a time. */
const PAGE = 100;
/** Most rows that one request may ask for (the contract's limit). */
const MOST_ROWS = 500;

/** The list of threads, read page by page as far as the operator looks. */
export interface FollowedList {
  readonly view: () => View;
  /** Turns to another view. */
  readonly turnTo: (view: View) => void;
  /** Reads the list from its start, at least as far as it was loaded, or as many rows as are given. */
  load(rows?: number): Promise<void>;
  loadMore(): Promise<void>;
  /** A snapshot has brought the list's beginning: reads on where more rows than these were loaded before. */
  catchUp(rows: number): void;
  /** Answers that are on their way are of no use any more. */
  overtake(): void;
}

export function followList(following: Following, first: View): FollowedList {
  const { ask, model, flights, screen } = following;
  let view = first;
  /** Grows with every list that is begun. */
  let token = 0;
  let loadingMore = false;

  return {
    view: () => view,
    turnTo(next) {
      view = next;
      if (following.isLive()) void load();
    },
    load,
    loadMore,
    catchUp(rows) {
      if (model.list.view !== view || rows > model.list.ids.length) void load(rows);
    },
    overtake() {
      token += 1;
      loadingMore = false;
    },
  };

  async function load(rows = model.list.ids.length): Promise<void> {
    const mine = ++token;
    const asked = view;
    const limit = Math.min(MOST_ROWS, asked === model.list.view ? Math.max(PAGE, rows) : PAGE);
    loadingMore = false;
    screen.put({ loadingList: true });
    await carryOut(mine, async (meanwhile) => {
      const page = await ask('threads.page', { view: asked, after: null, limit });
      if (mine !== token) return;
      model.startList(asked, page, meanwhile().rows);
      screen.put({ problem: null });
    });
    if (mine === token) screen.put({ loadingList: false });
    screen.draw();
  }

  async function loadMore(): Promise<void> {
    if (!following.isLive() || loadingMore || !model.list.more || screen.read().loadingList) return;
    const last = model.list.ids.at(-1);
    const after = last === undefined ? undefined : model.rows.get(last)?.thread;
    if (!after) return load();
    const mine = token;
    loadingMore = true;
    await carryOut(mine, async (meanwhile) => {
      const page = await ask('threads.page', { view, after: after._id, limit: PAGE });
      if (mine !== token) return;
      const { rows } = meanwhile();
      if (rows.has(after._id)) return load();
      model.addPage(page, after, rows);
    });
    if (mine === token) loadingMore = false;
    screen.draw();
  }

  /** A failure shows as the desk's problem while the list is still the same. */
  async function carryOut(mine: number, request: (meanwhile: () => Meanwhile) => Promise<void>): Promise<void> {
    try {
      await flights.run(request);
    } catch (thrown) {
      if (mine === token) screen.put({ problem: problemOf(thrown) });
    }
  }
}

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionQuery, SessionRow } from '../../../shared/contract/sessions-contract';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';
import { useWhatHappens } from '../../store/use-what-happens';
import { useWork, type LongWorkHere } from '../pages/use-work';

/** Rows asked for at a time. */
const PAGE = 100;

/** The sessions that were found, as far as they are loaded. */
export interface FoundSessions {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly problem: RequestProblem | null;
  /** Reading everything for the first time. */
  readonly work: LongWorkHere;
  /** Whether the order is of an earlier moment: something has happened since that may change it. */
  readonly isOld: boolean;
  /** Undefined: not loaded yet. Null: gone since. */
  readonly row: (at: number) => SessionRow | null | undefined;
  /** Has rows loaded from a position up to, not with, another. */
  readonly need: (from: number, to: number) => void;
  /** Finds anew. */
  readonly refresh: () => void;
  /** Gives ids in the order of the list. */
  readonly ids: (from: number, to: number) => Promise<readonly string[]>;
}

interface Found {
  readonly cursor: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, SessionRow | null>;
}

/**
 * Keeps the list of sessions that a query finds. What happens shows in its rows at once; their order changes by itself
 * only while the reader is at its beginning and has chosen nothing.
 *
 * @param mayMove whether rows may change their places now
 */
export function useFoundSessions(query: SessionQuery, mayMove: () => boolean): FoundSessions {
  const { ask } = useDesk();
  const work = useWork(true);
  const { run } = work;
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isOld, setIsOld] = useState(false);
  const latest = useRef<Found | null>(null);
  const seen = useRef({ from: 0, to: PAGE });
  const asked = useRef(new Set<string>());

  const show = useCallback((next: Found) => {
    latest.current = next;
    setFound(next);
  }, []);

  const load = useCallback(
    async (list: Found, from: number, to: number, replace = false) => {
      const key = `${list.cursor} ${from}`;
      if (!replace && asked.current.has(key)) return;
      asked.current.add(key);
      try {
        const page = await ask('sessions.page', { cursor: list.cursor, from, limit: to - from });
        const now = latest.current;
        if (now?.cursor !== list.cursor) return;
        const rows = new Map(now.rows);
        page.rows.forEach((row, i) => rows.set(from + i, row));
        show({ ...now, rows });
      } catch {
        // Too old a list, or a busy desk: the next look at it asks again.
        asked.current.delete(key);
      }
    },
    [ask, show],
  );

  const find = useCallback(async () => {
    const outcome = await run(async (work_id) => {
      const { cursor, total } = await ask('sessions.find', { work_id, query });
      const { from } = seen.current;
      const first = Math.max(0, Math.min(pageOf(from), pageOf(total - 1)));
      const { rows } = await ask('sessions.page', { cursor, from: first, limit: 2 * PAGE });
      return { cursor, total, rows: new Map(rows.map((row, i) => [first + i, row])) };
    });
    if (outcome.kind === 'stopped') return;
    if (outcome.kind === 'failed') {
      setProblem(outcome.problem);
      return;
    }
    const { cursor, rows } = outcome.value;
    asked.current = new Set([...rows.keys()].filter((at) => at % PAGE === 0).map((at) => `${cursor} ${at}`));
    setProblem(null);
    setIsOld(false);
    show(outcome.value);
  }, [ask, query, run, show]);

  useEffect(() => {
    seen.current = { from: 0, to: PAGE };
    void find();
  }, [find]);

  const refreshRows = useCallback(async () => {
    const list = latest.current;
    if (!list) return;
    const { from, to } = seen.current;
    asked.current = new Set();
    for (let at = pageOf(from); at < Math.min(to, list.total); at += PAGE) await load(list, at, at + PAGE, true);
  }, [load]);

  useWhatHappens(() => {
    if (mayMove()) void find();
    else {
      setIsOld(true);
      void refreshRows();
    }
  });

  return {
    total: found?.total ?? null,
    problem,
    work,
    isOld,
    row: (at) => found?.rows.get(at),
    need(from, to) {
      seen.current = { from, to };
      const list = latest.current;
      if (!list) return;
      for (let at = pageOf(from); at < Math.min(to, list.total); at += PAGE) void load(list, at, at + PAGE);
    },
    refresh: () => void find(),
    async ids(from, to) {
      if (!latest.current) return [];
      try {
        return (await ask('sessions.ids', { cursor: latest.current.cursor, from, to })).ids;
      } catch (thrown) {
        setProblem(problemOf(thrown));
        return [];
      }
    },
  };
}

function pageOf(at: number): number {
  return Math.floor(at / PAGE) * PAGE;
}

import type { sessionsSchemas, SessionsOutput } from '../../shared/contract/sessions-contract';
import type { workSchemas, WorkOutput } from '../../shared/contract/work-contract';
import { isoNow, type Clock, type NewId } from '../app/clock';
import type { ManageSessions } from '../conversation/manage-sessions';
import { createBulkSessions } from '../sessions/bulk-sessions';
import { exportSessions } from '../sessions/export-sessions';
import { findSessions, rowOfSession } from '../sessions/find-sessions';
import { createSessionIndex } from '../sessions/session-index';
import { createSessionLists } from '../sessions/session-lists';
import type { Store } from '../store/store';
import type { LongWork } from './long-work';
import { Problem } from './problem';
import type { Handlers } from './router';

/** What the requests of the sessions page go to. */
export interface SessionsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly sessions: ManageSessions;
  readonly work: LongWork;
  /** Asks where to and writes the pieces; null when the person thought better of it. */
  readonly saveText: (name: string, pieces: AsyncIterable<string>) => Promise<string | null>;
  readonly onError: (error: unknown) => void;
}

/** Makes the functions behind the sessions page. */
export function createSessionsHandlers(parts: SessionsParts): Handlers<typeof sessionsSchemas, SessionsOutput> {
  const { store, work } = parts;
  const index = createSessionIndex(store);
  const lists = createSessionLists(parts.newId);
  const bulk = createBulkSessions({ ...parts, index });

  return {
    'sessions.find': ({ work_id, query }) =>
      work.run(work_id, async (one) => {
        await index.ready(one);
        const ids = findSessions(index, store.now, query);
        return { cursor: lists.keep(ids), total: ids.length };
      }),
    'sessions.page': ({ cursor, from, limit }) => ({
      rows: listOf(cursor)
        .slice(from, from + limit)
        .map((id) => rowOfSession(index, store.now, id)),
    }),
    'sessions.ids': ({ cursor, from, to }) => ({ ids: listOf(cursor).slice(from, to) }),
    'sessions.bulk': ({ work_id, action, session_ids }) =>
      work.run(work_id, async (one) => {
        await index.ready(one);
        return bulk.run(action, session_ids, one);
      }),
    'sessions.undo': ({ work_id, undo_id }) => work.run(work_id, (one) => bulk.undo(undo_id, one)),
    'sessions.export': ({ work_id, session_ids, format }) =>
      work.run(work_id, async (one) => {
        await index.ready(one);
        const there = session_ids.filter((id) => index.get(id) !== undefined);
        const exportedAt = isoNow(parts.clock);
        const name = `sessions-${exportedAt.slice(0, 10)}.${format}`;
        const pieces = exportSessions({ store, index, sessionIds: there, format, exportedAt, work: one });
        return { file: await parts.saveText(name, pieces), sessions: there.length };
      }),
  };

  function listOf(cursor: string): readonly string[] {
    const ids = lists.get(cursor);
    if (!ids) throw new Problem('not-found', 'This list is too old.', 'Search again.');
    return ids;
  }
}

/** Makes the functions by which a window follows and stops what takes its time. */
export function createWorkHandlers(work: LongWork): Handlers<typeof workSchemas, WorkOutput> {
  return {
    'work.progress': ({ work_id }) => work.progress(work_id),
    'work.cancel': ({ work_id }) => {
      work.cancel(work_id);
      return null;
    },
  };
}

import { z } from 'zod';
import type { Contact, Session } from '../domain';
import { workId } from './work-contract';

/** Requests of the page of sessions, where they are administered. */

const id = z.string().min(1).max(64);
/** Longest title of a session, in characters. */
export const MAX_TITLE = 200;
/** Most rows that are asked for at a time. */
const MOST_ROWS = 200;
/** Most sessions that are acted on at a time. */
const MOST_CHOSEN = 200_000;
const chosen = z.array(id).min(1).max(MOST_CHOSEN);

const sessionSorts = ['last', 'started', 'person', 'title', 'kind', 'messages', 'duration', 'status'] as const;

const sessionQuery = z.strictObject({
  /** Words that a session's title, person or numbers must have, each of them. */
  text: z.string().max(200),
  /** None: every kind. */
  kinds: z.array(z.enum(['sms', 'whatsapp', 'voice'])).max(3),
  status: z.enum(['active', 'closed']).nullable(),
  /** Something was said at this time or later, and before that time. */
  from: z.iso.datetime().nullable(),
  before: z.iso.datetime().nullable(),
  fewest: z.int().min(0).nullable(),
  most: z.int().min(0).nullable(),
  sort: z.enum(sessionSorts),
  descending: z.boolean(),
});
export type SessionQuery = z.infer<typeof sessionQuery>;

export const sessionsSchemas = {
  /**
   * Finds sessions and keeps the list, in its order as of now, under a cursor. The first time everything is read; that is
   * a work that can be asked about.
   */
  'sessions.find': z.strictObject({ work_id: workId, query: sessionQuery }),
  /** Rows of a list from a position on. */
  'sessions.page': z.strictObject({
    cursor: id,
    from: z.int().min(0),
    limit: z.int().min(1).max(MOST_ROWS),
  }),
  /** Ids of a list from a position up to, not with, another. */
  'sessions.ids': z.strictObject({ cursor: id, from: z.int().min(0), to: z.int().min(0) }),
  'sessions.bulk': z.strictObject({
    work_id: workId,
    action: z.enum(['close', 'reopen', 'delete']),
    session_ids: chosen,
  }),
  /** Takes back what `sessions.bulk` did. */
  'sessions.undo': z.strictObject({ work_id: workId, undo_id: id }),
  /** Asks where to and writes sessions with their messages. */
  'sessions.export': z.strictObject({ work_id: workId, session_ids: chosen, format: z.enum(['json', 'csv']) }),
} as const;

/** A session as it stands in the table. */
export interface SessionRow {
  /** Without what was answered to the phone company. */
  readonly session: Session;
  /** The customer's address. */
  readonly address: string;
  readonly contact: Contact | null;
  /** Our address. */
  readonly ours: string;
  /** The sessions before and after it on the same channel, which it can be merged with. */
  readonly previousId: string | null;
  readonly nextId: string | null;
}

export type BulkAction = z.infer<(typeof sessionsSchemas)['sessions.bulk']>['action'];

/** What became of an action on many sessions. */
export interface BulkOutcome {
  /** How many it was done to. */
  readonly done: number;
  /** How many needed nothing, or were not there any more. */
  readonly passed: number;
  /** How many could not be done, and why the first of them could not. */
  readonly failed: number;
  readonly problem: string | null;
  readonly cancelled: boolean;
  /** What to undo it with; null when nothing was done. */
  readonly undo_id: string | null;
}

export interface SessionsOutput {
  'sessions.find': { readonly cursor: string; readonly total: number };
  /** Null stands for a session that is gone. */
  'sessions.page': { readonly rows: readonly (SessionRow | null)[] };
  'sessions.ids': { readonly ids: readonly string[] };
  'sessions.bulk': BulkOutcome;
  'sessions.undo': BulkOutcome;
  'sessions.export': { readonly file: string | null; readonly sessions: number };
}

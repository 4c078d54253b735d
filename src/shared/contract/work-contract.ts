import { z } from 'zod';

/** Names one long work while it goes on; chosen by the window that waits for it. */
export const workId = z.string().min(1).max(64);

/** Requests about work that takes its time. */
export const workSchemas = {
  /** How far a work has come; null when it is over or has not begun. */
  'work.progress': z.strictObject({ work_id: workId }),
  /** Has a work stop. What it has done stays done; the request that began it says how far it came. */
  'work.cancel': z.strictObject({ work_id: workId }),
} as const;

export interface WorkProgress {
  readonly done: number;
  readonly total: number;
}

export interface WorkOutput {
  'work.progress': WorkProgress | null;
  'work.cancel': null;
}

import { z } from 'zod';
import type { ActivityLine } from '../ipc-contract';

/** Requests of the page of activity. */
export const activitySchemas = {
  /** Lines that were written before those that `activity.read` gives: of earlier runs, from the log file. */
  'activity.earlier': z.strictObject({}),
  /** Asks where to and writes the lines that a filter lets through. */
  'activity.export': z.strictObject({
    format: z.enum(['text', 'csv']),
    text: z.string().max(200),
    levels: z.array(z.enum(['info', 'warn', 'error'])).max(3),
    from: z.iso.datetime().nullable(),
    before: z.iso.datetime().nullable(),
  }),
} as const;

export interface ActivityOutput {
  /** Oldest first. */
  'activity.earlier': { readonly lines: readonly ActivityLine[] };
  'activity.export': { readonly file: string | null; readonly lines: number };
}

import { z } from 'zod';
import type { Insights } from '../insights';
import { workId } from './work-contract';

/** Requests of the page of insights. */

/** The longest period that can be looked at, in days. */
const MOST_DAYS = 3660;
const DAY_MS = 86_400_000;

/** A period: its first and last day, `YYYY-MM-DD`, in the time zone of the machine. */
export const period = { from: z.iso.date(), to: z.iso.date() };
/** Whether the first day is not after the last one, and not too long before it. */
export const isPeriod = ({ from, to }: { from: string; to: string }) => {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return days >= 0 && days < MOST_DAYS;
};
export const NOT_A_PERIOD = 'a period begins before it ends and is at most ten years long';

export const insightsSchemas = {
  /** Counts what was said in a period. The first time everything is read; that is a work that can be asked about. */
  'insights.read': z.strictObject({ work_id: workId, ...period }).refine(isPeriod, NOT_A_PERIOD),
  /** Asks where to and writes the same as a table. */
  'insights.export': z.strictObject({ work_id: workId, ...period }).refine(isPeriod, NOT_A_PERIOD),
} as const;

export interface InsightsOutput {
  'insights.read': Insights;
  'insights.export': { readonly file: string | null };
}

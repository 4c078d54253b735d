import { z } from 'zod';
import type { DecisionCount, ShadowReport } from '../shadow-report';
import { isPeriod, NOT_A_PERIOD, period } from './insights-contract';
import { workId } from './work-contract';

/** Requests by which the AI is judged: what it decided, and what it would have said. */

const wanted = { ...period, kind: z.enum(['sms', 'whatsapp', 'voice']).nullable() };

export const shadowSchemas = {
  /** Holds the AI’s texts against what people sent. The first time a period is read from the disk. */
  'shadow.read': z
    .strictObject({ work_id: workId, ...wanted, most: z.int().min(0).max(500) })
    .refine(isPeriod, NOT_A_PERIOD),
  /** Asks where to and writes every pair as a row of a table. */
  'shadow.export': z.strictObject({ work_id: workId, ...wanted }).refine(isPeriod, NOT_A_PERIOD),
  /** Counts what was decided on a day of the machine’s time zone. */
  'decisions.read': z.strictObject({ work_id: workId, day: z.iso.date() }),
} as const;

export interface ShadowOutput {
  'shadow.read': ShadowReport;
  'shadow.export': { readonly file: string | null };
  /** The most frequent first. */
  'decisions.read': readonly DecisionCount[];
}

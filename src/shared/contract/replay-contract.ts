import { z } from 'zod';
import { MOST_QUESTIONS, type ReplayPlan, type ReplayRun } from '../replay';
import { workId } from './work-contract';

/** Requests by which past questions are answered again. Nothing is sent by them, and nothing stored. */

const wanted = {
  choice: z.strictObject({
    questions: z.int().min(1).max(MOST_QUESTIONS),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    handedOverOnly: z.boolean(),
  }),
  change: z.strictObject({
    instructions: z.string().max(20_000).nullable(),
    entry: z
      .strictObject({
        entry_id: z.string().min(1).max(64).nullable(),
        question: z.string().trim().min(1).max(20_000),
        answer: z.string().trim().min(1).max(20_000),
        forms: z.array(z.string().max(20_000)).max(200),
      })
      .nullable(),
  }),
};

export const replaySchemas = {
  /** Says what a run would take. */
  'replay.plan': z.strictObject({ work_id: workId, ...wanted }),
  /** Begins a run, in the place of the one before. It goes on whether or not anybody looks. */
  'replay.start': z.strictObject(wanted),
  /** The run that goes on, or the last one; null: there was none since the console was started. */
  'replay.read': z.strictObject({}),
  'replay.stop': z.strictObject({}),
} as const;

export interface ReplayOutput {
  'replay.plan': ReplayPlan;
  'replay.start': null;
  'replay.read': ReplayRun | null;
  'replay.stop': null;
}

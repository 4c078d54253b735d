import { z } from 'zod';
import { workId } from './work-contract';

/** Requests about the data folder: copies of it, which ask the person by dialogs of the system, and what it lacks. */
export const backupSchemas = {
  'backup.make': z.strictObject({ work_id: workId }),
  'backup.restore': z.strictObject({ work_id: workId }),
  /** The person has seen so many of the losses that were shown. */
  'losses.seen': z.strictObject({ count: z.int().min(1) }),
  /** Starts the console again, for what is read only at its start. */
  'desk.restart': z.strictObject({}),
} as const;

export interface BackupOutput {
  /** Null: the person thought better of it. */
  'backup.make': { readonly file: string; readonly files: number; readonly bytes: number } | null;
  /** Whether the console is about to start again with it. */
  'backup.restore': { readonly restarting: boolean };
  'losses.seen': null;
  'desk.restart': null;
}

import { z } from 'zod';
import { workId } from './work-contract';

/** Requests about copies of the data folder; both ask the person by dialogs of the system. */
export const backupSchemas = {
  'backup.make': z.strictObject({ work_id: workId }),
  'backup.restore': z.strictObject({ work_id: workId }),
  /** Starts the console again, for what is read only at its start. */
  'desk.restart': z.strictObject({}),
} as const;

export interface BackupOutput {
  /** Null: the person thought better of it. */
  'backup.make': { readonly folder: string; readonly files: number; readonly bytes: number } | null;
  /** Whether the console is about to start again with it. */
  'backup.restore': { readonly restarting: boolean };
  'desk.restart': null;
}

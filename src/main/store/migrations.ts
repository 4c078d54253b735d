import type { Disk } from './disk';
import { DOCUMENT_VERSION } from './documents';

/** One step from a form of the data folder to the next. It may be interrupted anywhere and is then run again. */
export interface Migration {
  /** The form that it leaves behind. */
  readonly to: number;
  run(dir: string, disk: Disk): Promise<void>;
}

/** All steps since the first form, in order. A step, once released, is never changed. */
const migrations: readonly Migration[] = [];

/** The data folder was written by a newer console than this one. */
class NewerDataError extends Error {
  override readonly name = 'NewerDataError';
}

/**
 * Brings a data folder to the form that this console writes.
 *
 * @param version form of the folder as desk.json says it; null for a folder that has none
 * @returns whether anything was done
 * @throws NewerDataError for a form that is not known yet; nothing is touched
 */
export async function migrate(
  options: { readonly dir: string; readonly disk: Disk; readonly version: number | null },
  steps: readonly Migration[] = migrations,
  target = DOCUMENT_VERSION,
): Promise<boolean> {
  const { dir, disk, version } = options;
  if (version === null) return false;
  if (version > target) {
    throw new NewerDataError(
      `The data folder ${dir} was written by a newer Switchboard (form ${version}; this one knows ${target}). Update this one, or choose another data folder.`,
    );
  }
  const due = steps.filter(({ to }) => to > version && to <= target);
  for (const step of due) await step.run(dir, disk);
  return due.length > 0;
}

import path from 'node:path';
import { z } from 'zod';
import { readPlaceFile, writePlaceFile } from './place-file';

/** What must be known before the store is open: whether to show a window at all, and in which look. */
export interface StartChoices {
  readonly hidden: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

const usual: StartChoices = { hidden: false, theme: 'system' };
const stored = z.object({ hidden: z.boolean(), theme: z.enum(['system', 'light', 'dark']) });

/** Reads what the settings said when the console ran last. */
export function readStartChoices(dataDir: string): StartChoices {
  const parsed = stored.safeParse(readPlaceFile(fileIn(dataDir)));
  return parsed.success ? parsed.data : usual;
}

/** Writes down what the settings say, for the next start. @throws Error of the file system */
export function writeStartChoices(dataDir: string, choices: StartChoices): void {
  const before = JSON.stringify(readStartChoices(dataDir));
  if (before !== JSON.stringify(choices)) writePlaceFile(fileIn(dataDir), choices);
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'start.json');
}

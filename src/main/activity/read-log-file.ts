import { open } from 'node:fs/promises';
import path from 'node:path';
import type { ActivityLine } from '../../shared/ipc-contract';

/** Most lines that are given: many days of a busy desk. */
const MOST_LINES = 20_000;
/** The log file and the one before it, in the data folder's `logs`; the older one first. */
const FILES = ['switchboard.old.log', 'switchboard.log'];
/** A line as it was written down (app/log-sinks.ts); details stand below it, indented. */
const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (info|warn|error) +(.*)$/;

/**
 * Reads the lines of the activity log that were written before a time, oldest first. A file that is missing or cannot be
 * read has none.
 *
 * @param before ISO 8601; null: every line
 */
export async function readLogFile(dataDir: string, before: string | null): Promise<readonly ActivityLine[]> {
  let lines: ActivityLine[] = [];
  for (const name of FILES) {
    try {
      const file = await open(path.join(dataDir, 'logs', name));
      for await (const written of file.readLines({ encoding: 'utf8' })) {
        const line = parseLine(written);
        if (!line || (before !== null && line.at >= before)) continue;
        lines.push(line);
        if (lines.length >= 2 * MOST_LINES) lines = lines.slice(-MOST_LINES);
      }
    } catch {
      // Not there (yet), or somebody took it away: then there is nothing earlier.
    }
  }
  return lines.slice(-MOST_LINES);
}

function parseLine(written: string): ActivityLine | null {
  const [, at, level, text] = LINE.exec(written) ?? [];
  if (at === undefined || level === undefined || text === undefined) return null;
  return { at, level: level as ActivityLine['level'], text, contact_id: null };
}

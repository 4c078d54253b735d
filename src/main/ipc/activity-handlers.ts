import { filterActivity } from '../../shared/activity-filter';
import type { activitySchemas, ActivityOutput } from '../../shared/contract/activity-contract';
import { CSV_START, toCsv } from '../../shared/csv';
import type { ActivityLine } from '../../shared/ipc-contract';
import { readLogFile } from '../activity/read-log-file';
import { isoNow, type Clock } from '../app/clock';
import type { Now } from '../store/store';
import type { Handlers } from './router';

/** As many as the log looks back on. */
const ALL_RECENT = Infinity;
/** A phone number in a line, by which its conversation is found where the line itself does not say. */
const NUMBER = /\+[1-9]\d{6,14}/;

/** What the requests of the activity page go to. */
export interface ActivityParts {
  readonly store: { readonly now: Now };
  readonly clock: Clock;
  readonly dataDir: string;
  /** The newest lines of this run, oldest first. */
  readonly activity: (limit: number) => readonly ActivityLine[];
  readonly saveText: (name: string, pieces: Iterable<string>) => Promise<string | null>;
}

/** Makes the functions behind the activity page. */
export function createActivityHandlers(parts: ActivityParts): Handlers<typeof activitySchemas, ActivityOutput> {
  const { now } = parts.store;

  return {
    'activity.earlier': async () => ({ lines: await earlier() }),
    'activity.export': async ({ format, ...filter }) => {
      const lines = filterActivity([...(await earlier()), ...parts.activity(ALL_RECENT)], filter);
      const name = `activity-${isoNow(parts.clock).slice(0, 10)}.${format === 'csv' ? 'csv' : 'txt'}`;
      const pieces =
        format === 'csv' ? [CSV_START, toCsv([['Time', 'Level', 'Text'], ...lines.map(cellsOf)])] : lines.map(textOf);
      return { file: await parts.saveText(name, pieces), lines: lines.length };
    },
  };

  async function earlier(): Promise<readonly ActivityLine[]> {
    const lines = await readLogFile(parts.dataDir, parts.activity(ALL_RECENT)[0]?.at ?? null);
    return lines.map((line) => {
      const number = NUMBER.exec(line.text)?.[0];
      const contact_id = number === undefined ? undefined : now.get('addresses', number)?.contact_id;
      return contact_id === undefined ? line : { ...line, contact_id };
    });
  }
}

function cellsOf({ at, level, text }: ActivityLine): string[] {
  return [at, level, text];
}

function textOf({ at, level, text }: ActivityLine): string {
  return `${at} ${level.padEnd(5)} ${text}\n`;
}

import type { shadowSchemas, ShadowOutput } from '../../shared/contract/shadow-contract';
import { CSV_START, toCsv } from '../../shared/csv';
import { createDayOf } from '../insights/calendar';
import { createShadowReports } from '../shadow/shadow-reports';
import { shadowTable } from '../shadow/shadow-table';
import type { Store } from '../store/store';
import type { LongWork } from './long-work';
import type { Handlers } from './router';

/** What the requests by which the AI is judged go to. */
export interface ShadowParts {
  readonly store: Store;
  readonly work: LongWork;
  /** Asks where to and writes; null when the person thought better of it. */
  readonly saveText: (name: string, pieces: Iterable<string>) => Promise<string | null>;
}

/** Makes the functions behind the AI page's reports. */
export function createShadowHandlers(parts: ShadowParts): Handlers<typeof shadowSchemas, ShadowOutput> {
  const { work } = parts;
  const reports = createShadowReports(parts.store, createDayOf());
  return {
    'shadow.read': ({ work_id, most, ...period }) => work.run(work_id, (one) => reports.read(one, period, most)),
    'shadow.export': ({ work_id, ...period }) =>
      work.run(work_id, async (one) => {
        const table = shadowTable(await reports.read(one, period, Infinity));
        const name = `shadow-${period.from}-to-${period.to}.csv`;
        return { file: await parts.saveText(name, [CSV_START, toCsv(table)]) };
      }),
    'decisions.read': ({ work_id, day }) => work.run(work_id, (one) => reports.decisions(one, day)),
  };
}

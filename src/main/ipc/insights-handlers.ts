import type { insightsSchemas, InsightsOutput } from '../../shared/contract/insights-contract';
import { CSV_START, toCsv } from '../../shared/csv';
import { createDayOf } from '../insights/calendar';
import { factsOf } from '../insights/conversation-facts';
import { countInsights, type Period } from '../insights/count-insights';
import { insightsTable } from '../insights/insights-table';
import { keepOfConversations } from '../store/keep-of-conversations';
import type { Store } from '../store/store';
import type { LongWork, Work } from './long-work';
import type { Handlers } from './router';

/** What the requests of the insights page go to. */
export interface InsightsParts {
  readonly store: Store;
  readonly work: LongWork;
  /** Asks where to and writes; null when the person thought better of it. */
  readonly saveText: (name: string, pieces: Iterable<string>) => Promise<string | null>;
}

/** Makes the functions behind the insights page. */
export function createInsightsHandlers(parts: InsightsParts): Handlers<typeof insightsSchemas, InsightsOutput> {
  const { work } = parts;
  const dayOf = createDayOf();
  const facts = keepOfConversations(parts.store, (one) => factsOf(one.sessions(), one.messages(), dayOf));
  const read = async (period: Period, one: Work) => countInsights((await facts.of(one)).values(), period);

  return {
    'insights.read': ({ work_id, from, to }) => work.run(work_id, (one) => read({ from, to }, one)),
    'insights.export': ({ work_id, from, to }) =>
      work.run(work_id, async (one) => {
        const table = insightsTable(await read({ from, to }, one));
        return { file: await parts.saveText(`insights-${from}-to-${to}.csv`, [CSV_START, toCsv(table)]) };
      }),
  };
}

import type { ActivityLine } from './ipc-contract';

/** Which lines of the activity log are wanted. */
export interface ActivityFilter {
  /** In any case; empty: every line. */
  readonly text: string;
  /** None: every level. */
  readonly levels: readonly ActivityLine['level'][];
  /** ISO 8601, from this time on and before that time; null: no limit. */
  readonly from: string | null;
  readonly before: string | null;
}

/** Gives the lines that are wanted, in their order. */
export function filterActivity(lines: readonly ActivityLine[], filter: ActivityFilter): readonly ActivityLine[] {
  const { levels, from, before } = filter;
  const wanted = filter.text.trim().toLocaleLowerCase();
  return lines.filter(
    ({ at, level, text }) =>
      (levels.length === 0 || levels.includes(level)) &&
      (from === null || at >= from) &&
      (before === null || at < before) &&
      (wanted === '' || text.toLocaleLowerCase().includes(wanted)),
  );
}

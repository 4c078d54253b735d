import type { ActivityFilter } from '../../../shared/activity-filter';
import type { ActivityLine } from '../../../shared/ipc-contract';
import { dayOf, daysBefore, endOfDay, startOfDay } from '../pages/days';

/** Which lines the page shows, as it was chosen. */
export interface ActivityChoice {
  readonly text: string;
  readonly level: 'all' | 'warnings' | 'errors';
  /** Any time, so many days up to today, or from one day to another. */
  readonly when: 'any' | '1' | '7' | 'between';
  /** `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** Every line. */
export const anyLine: ActivityChoice = { text: '', level: 'all', when: 'any', from: '', to: '' };

const levels = { all: [], warnings: ['warn', 'error'], errors: ['error'] } as const;

/** Gives what is let through. */
export function filterOf(choice: ActivityChoice, now = Date.now()): ActivityFilter {
  return { text: choice.text, levels: levels[choice.level], ...timesOf(choice, now) };
}

/** Gives the lines up to and with one that is held on to; all of them where there is none, or where it is gone. */
export function linesUpTo(lines: readonly ActivityLine[], held: ActivityLine | null): readonly ActivityLine[] {
  const at = held ? lines.lastIndexOf(held) : -1;
  return at < 0 ? lines : lines.slice(0, at + 1);
}

function timesOf({ when, from, to }: ActivityChoice, now: number): Pick<ActivityFilter, 'from' | 'before'> {
  if (when === 'any') return { from: null, before: null };
  if (when === 'between') return { from: startOfDay(from), before: endOfDay(to) };
  return { from: startOfDay(daysBefore(dayOf(now), Number(when) - 1)), before: null };
}

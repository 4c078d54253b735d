import type { PeriodChoice } from '../../store/period-choice';
import { dayOf, daysBefore } from '../pages/days';

/** Gives the last so many days, today among them. */
export function lastDays(kind: '7' | '30' | '90', now = Date.now()): PeriodChoice {
  const to = dayOf(now);
  return { kind, from: daysBefore(to, Number(kind) - 1), to };
}

/** Whether the days can be looked at: both are days, in their order, within ten years. */
export function isPeriod({ from, to }: PeriodChoice): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days >= 0 && days < 3660;
}

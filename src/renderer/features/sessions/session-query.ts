import type { SessionQuery } from '../../../shared/contract/sessions-contract';
import type { SessionFilters } from '../../store/session-filters';
import { dayOf, daysBefore, endOfDay, startOfDay } from '../pages/days';

/**
 * Gives what the main process is asked for.
 *
 * @param now milliseconds since 1970: where today is
 */
export function queryOf(filters: SessionFilters, now = Date.now()): SessionQuery {
  const { kind, status, length } = filters;
  const [fewest, most] = length === 'any' ? ['', ''] : length.split('-');
  return {
    text: filters.text.trim(),
    kinds: kind === 'any' ? [] : [kind],
    status: status === 'any' ? null : status,
    ...timesOf(filters, now),
    fewest: fewest ? Number(fewest) : null,
    most: most ? Number(most) : null,
    sort: filters.sort,
    descending: filters.descending,
  };
}

/** Whether anything is left out. */
export function isFiltered({ text, kind, status, when, length }: SessionFilters): boolean {
  return text.trim() !== '' || [kind, status, when, length].some((choice) => choice !== 'any');
}

function timesOf({ when, from, to }: SessionFilters, now: number): Pick<SessionQuery, 'from' | 'before'> {
  if (when === 'any') return { from: null, before: null };
  if (when === 'between') return { from: startOfDay(from), before: endOfDay(to) };
  return { from: startOfDay(daysBefore(dayOf(now), Number(when) - 1)), before: null };
}

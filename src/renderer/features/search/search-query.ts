import type { MessageQuery } from '../../../shared/contract/search-contract';
import type { SearchChoice } from '../../store/search-choice';
import { dayOf, daysBefore, endOfDay, startOfDay } from '../pages/days';

/**
 * Gives what the main process is asked for.
 *
 * @param now milliseconds since 1970: where today is
 */
export function queryOf({ text, kind, writer, when, from, to }: SearchChoice, now: number): MessageQuery {
  const today = dayOf(now);
  const times =
    when === 'any'
      ? { from: null, before: null }
      : when === 'between'
        ? { from: startOfDay(from), before: endOfDay(to) }
        : { from: startOfDay(daysBefore(today, Number(when) - 1)), before: null };
  return { text, kinds: kind === 'any' ? [] : [kind], writers: writer === 'any' ? [] : [writer], ...times };
}

/** Whether anything is left out besides what the words leave out. */
export function isFiltered({ kind, writer, when }: SearchChoice): boolean {
  return [kind, writer, when].some((choice) => choice !== 'any');
}

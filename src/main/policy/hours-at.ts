import { DateTime } from 'luxon';
import { weekdays, type Hours, type Interval } from '../../shared/hours';
import type { HoursState } from './facts';

/**
 * Tells how the team's hours stand at a moment. The clock on the wall of the team's time zone counts, so that the hours stay
 * where they are when it is set to summer time; a time in the hour that is left out then is an hour later, and of a time
 * that comes twice the first counts. An interval that goes over midnight belongs to the day it begins on, and so does what a holiday takes away.
 *
 * @param at milliseconds since 1970
 */
export function hoursAt(hours: Hours, at: number): HoursState {
  const now = DateTime.fromMillis(at, { zone: hours.zone });
  const yesterday = now.minus({ days: 1 });
  if (hours.quiet !== null && (isIn(now, now, hours.quiet) || isIn(now, yesterday, hours.quiet))) return 'quiet';
  const isOpen = [now, yesterday].some(
    (day) => !isHoliday(hours, day) && intervalsOf(hours, day).some((one) => isIn(now, day, one)),
  );
  return isOpen ? 'open' : 'closed';
}

function intervalsOf({ week }: Hours, day: DateTime): readonly Interval[] {
  const name = weekdays[day.weekday - 1];
  return name ? week[name] : [];
}

function isHoliday({ holidays }: Hours, day: DateTime): boolean {
  const date = day.toISODate() ?? '';
  return holidays.some((one) => (one.yearly ? date.slice(5) === one.date.slice(5) : date === one.date));
}

/** Whether a moment lies in an interval that begins on a day: its end is not in it. */
function isIn(now: DateTime, day: DateTime, { from, to }: Interval): boolean {
  const begins = onDay(day, from);
  const isOver = to <= from;
  const ends = onDay(isOver ? day.plus({ days: 1 }) : day, to);
  return now >= begins && now < ends;
}

function onDay(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const { year, month, day: ofMonth } = day;
  // A time that comes twice is read with the offset that it is set from, so that has to be the one before the change.
  const before = day.minus({ days: 1 }).set({ hour: 12 });
  return before.set({ year, month, day: ofMonth, hour, minute, second: 0, millisecond: 0 });
}

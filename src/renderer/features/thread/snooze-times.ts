import { dayKey } from '../../components/time-words';
import { formatDate } from '../../components/formats';

/** A time to which a thread can be put off, with its name. */
export interface SnoozeTime {
  readonly label: string;
  readonly until: Date;
}

const MORNING = 9;
/** A weekday says which day it is for so long, in milliseconds. */
const WITHIN_A_WEEK = 6 * 86_400_000;

/** Gives the times offered for putting a thread off, in the system's own time zone; each moment once. */
export function snoozeTimes(now: number): readonly SnoozeTime[] {
  const later = (minutes: number) => new Date(now + minutes * 60_000);
  const times: readonly SnoozeTime[] = [
    { label: '15 minutes', until: later(15) },
    { label: '1 hour', until: later(60) },
    { label: '3 hours', until: later(180) },
    { label: 'Tomorrow morning', until: morning(now, 1) },
    { label: 'Next Monday', until: morning(now, daysToMonday(now)) },
  ];
  return times.filter(({ until }, at) => times.findIndex((one) => one.until.getTime() === until.getTime()) === at);
}

/** A moment to come, as short as a menu can take it: "10:30" today, "Mon 9:00" within a week, else "Nov 30, 9:00". */
export function momentWords(until: Date, now: number): string {
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  if (dayKey(until.toISOString()) === dayKey(new Date(now).toISOString())) return formatDate(time, until);
  if (until.getTime() - now < WITHIN_A_WEEK)
    return `${formatDate({ weekday: 'short' }, until)} ${formatDate(time, until)}`;
  return formatDate({ day: 'numeric', month: 'short', ...time }, until);
}

/** Writes a time as `<input type="datetime-local">` has it: to the minute, in the system's own time zone. */
export function localMinute(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function morning(now: number, daysAhead: number): Date {
  const date = new Date(now);
  date.setDate(date.getDate() + daysAhead);
  date.setHours(MORNING, 0, 0, 0);
  return date;
}

function daysToMonday(now: number): number {
  return (8 - new Date(now).getDay()) % 7 || 7;
}

import { formatDate } from './formats';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The time of day, as the system writes it. */
export function timeOfDay(iso: string): string {
  return formatDate({ hour: 'numeric', minute: '2-digit' }, new Date(iso));
}

/** Day and time in full, for those who point at a short time. */
export function fullTime(iso: string): string {
  return formatDate({ dateStyle: 'full', timeStyle: 'medium' }, new Date(iso));
}

/** Key of the day that a time falls on here; equal for two times of the same day. */
export function dayKey(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** The day in words: "Today", "Yesterday", the weekday within a week, else the date. */
export function dayWords(iso: string, now: number): string {
  const days = daysBetween(new Date(iso), new Date(now));
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const date = new Date(iso);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const weekday = days > 0 && days < 7 ? 'long' : 'short';
  return formatDate({ weekday, day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }, date);
}

/** A time as short as a row can take it: "now", "5 min", "3 h", "Tue", "16 Nov". */
export function shortTime(iso: string, now: number): string {
  const ago = now - Date.parse(iso);
  if (ago < MINUTE) return 'now';
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min`;
  const date = new Date(iso);
  const days = daysBetween(date, new Date(now));
  if (days === 0 || ago < 6 * HOUR) return `${Math.floor(ago / HOUR)} h`;
  if (days < 7) return formatDate({ weekday: 'short' }, date);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return formatDate({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }, date);
}

/** When something is or was, in a sentence: "at 10:02" today, else "on Tuesday at 10:02". */
export function whenWords(iso: string, now: number): string {
  const day = dayWords(iso, now);
  return day === 'Today'
    ? `at ${timeOfDay(iso)}`
    : `${day === 'Yesterday' ? 'yesterday' : `on ${day}`} at ${timeOfDay(iso)}`;
}

/** A length of time in its largest whole unit: "40 s", "12 min", "3 h", "2 days". */
export function durationWords(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

function daysBetween(from: Date, to: Date): number {
  const start = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((start(to) - start(from)) / DAY);
}

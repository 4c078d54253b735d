/** Days as date fields have them: `YYYY-MM-DD`, in the time zone of the machine. */

/** Gives the day that a time falls on here. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Gives the day so many days before or (negative) after another. */
export function daysBefore(day: string, days: number): string {
  const date = startOf(day);
  date.setDate(date.getDate() - days);
  return dayOf(date.getTime());
}

/** Gives the first moment of a day here, ISO 8601; null for what is no day. */
export function startOfDay(day: string): string | null {
  const date = startOf(day);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Gives the first moment after a day here, ISO 8601; null for what is no day. */
export function endOfDay(day: string): string | null {
  return startOfDay(day) === null ? null : startOfDay(daysBefore(day, -1));
}

function startOf(day: string): Date {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

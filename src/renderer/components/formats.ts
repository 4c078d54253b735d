/**
 * Formats of dates and numbers in the system's way of writing. To make one costs about a hundred times what it costs to
 * use it, and a list has many times on it, so each is made once, and anew where the machine has gone to another time zone.
 */
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

export function formatDate(options: Intl.DateTimeFormatOptions, date: Date): string {
  const key = `${date.getTimezoneOffset()} ${JSON.stringify(options)}`;
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(undefined, options)));
  return format.format(date);
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) numbers.set(key, (format = new Intl.NumberFormat(undefined, options)));
  return format.format(value);
}

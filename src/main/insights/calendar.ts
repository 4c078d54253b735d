/** Makes the function that gives the day on which a time falls here, `YYYY-MM-DD`. */
export function createDayOf(): (iso: string) => string {
  // Time zones differ from UTC by whole quarters of an hour, so a quarter has one day throughout.
  const known = new Map<number, string>();
  return (iso) => {
    const quarter = Math.floor(Date.parse(iso) / 900_000);
    let day = known.get(quarter);
    if (day === undefined) known.set(quarter, (day = localDay(new Date(quarter * 900_000))));
    return day;
  };
}

function localDay(date: Date): string {
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How much one bar of a picture stands for, so that there are never too many. */
export type Step = 'day' | 'week' | 'month';

/** Most days that are shown as days, and as weeks. */
const MOST_DAYS = 92;
const MOST_WEEK_DAYS = 731;
const DAY_MS = 86_400_000;

/** Gives the step that a period is shown in. */
export function stepOf(from: string, to: string): Step {
  const days = daysBetween(from, to) + 1;
  return days <= MOST_DAYS ? 'day' : days <= MOST_WEEK_DAYS ? 'week' : 'month';
}

/** Gives the first day of every span of a period; weeks begin with Monday. The first span begins with the period. */
export function spansOf(from: string, to: string, step: Step): string[] {
  const starts = [from];
  for (let at = Date.parse(from) + DAY_MS, end = Date.parse(to); at <= end; at += DAY_MS) {
    if (step === 'day' || isBeginning(new Date(at), step)) starts.push(new Date(at).toISOString().slice(0, 10));
  }
  return starts;
}

/** Days are counted in UTC, where each has 24 hours; only their names matter. */
function isBeginning(day: Date, step: 'week' | 'month'): boolean {
  return step === 'week' ? day.getUTCDay() === 1 : day.getUTCDate() === 1;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

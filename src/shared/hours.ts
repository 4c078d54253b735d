import { z } from 'zod';

/** The team's hours: when a person can be expected, and when nothing is to be sent by itself. */

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give times such as 09:00.');
/** An interval that ends at or before its beginning goes on into the next day. */
const interval = z.strictObject({ from: clockTime, to: clockTime });
const day = z.array(interval).max(6, 'A day has at most six intervals.');

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const holiday = z.strictObject({
  /** `YYYY-MM-DD`, in the team's time zone. */
  date: z.iso.date('Give holidays as dates such as 2026-12-25.'),
  /** Whether it comes again each year. */
  yearly: z.boolean(),
});

const hours = z.strictObject({
  zone: z.string().refine(isZone, 'This time zone is not known.'),
  week: z.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
  holidays: z.array(holiday).max(200, 'There is room for 200 holidays.'),
  /** When nothing is sent by itself, each day; null: never. */
  quiet: interval.nullable(),
});

export type Interval = z.output<typeof interval>;
export type Holiday = z.output<typeof holiday>;
export type Hours = z.output<typeof hours>;

/** What the editor begins with. */
export function usualHours(zone: string): Hours {
  const working = [{ from: '09:00', to: '17:00' }];
  return {
    zone: isZone(zone) ? zone : 'UTC',
    week: { mon: working, tue: working, wed: working, thu: working, fri: working, sat: [], sun: [] },
    holidays: [],
    quiet: null,
  };
}

/** The setting as it is kept: the hours as JSON, or an empty text for none. */
export const hoursSetting: z.ZodType<string> = z
  .string('Give a text.')
  .max(50_000, 'This is too long.')
  .superRefine((text, context) => {
    if (text === '') return;
    const parsed = hours.safeParse(parseJson(text));
    if (parsed.success) return;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'These hours cannot be used.' });
  });

/** Reads the setting; null where there are no hours, or none that can be used. */
export function readHours(text: string): Hours | null {
  if (text === '') return null;
  const parsed = hours.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

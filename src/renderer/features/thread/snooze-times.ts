/** A time to which a thread can be put off, with its name. */
export interface SnoozeTime {
  readonly label: string;
  readonly until: Date;
}

const MORNING = 9;

/** Gives the times offered for putting a thread off, in the system's own time zone. */
export function snoozeTimes(now: number): readonly SnoozeTime[] {
  const later = (minutes: number) => new Date(now + minutes * 60_000);
  return [
    { label: '15 minutes', until: later(15) },
    { label: '1 hour', until: later(60) },
    { label: '3 hours', until: later(180) },
    { label: 'Tomorrow morning', until: morning(now, 1) },
    { label: 'Next Monday', until: morning(now, daysToMonday(now)) },
  ];
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

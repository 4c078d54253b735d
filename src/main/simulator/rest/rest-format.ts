/** A time as Twilio's REST API writes it: RFC 2822 in UTC, `Sun, 22 Nov 2026 14:00:00 +0000`. */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}

/** The same, or null where there is no time yet. */
export function rfc2822OrNull(ms: number | null): string | null {
  return ms === null ? null : rfc2822(ms);
}

/** A time that a filter such as `DateSent>` gives: a day, or a time of day; undefined when it is neither. */
function parseFilterTime(text: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Whether a time passes the filters `Name`, `Name<` and `Name>`, both ends included. A day without time is all of it. */
export function passesTimeFilters(ms: number, name: string, filters: ReadonlyMap<string, string>): boolean {
  const read = (suffix: string) => {
    const text = filters.get(name + suffix);
    const from = text === undefined ? undefined : parseFilterTime(text);
    return from === undefined ? undefined : { from, to: text?.length === 10 ? from + DAY_MS - 1 : from };
  };
  const [on, before, after] = [read(''), read('<'), read('>')];
  return (
    (on === undefined || (ms >= on.from && ms <= on.from + DAY_MS - 1)) &&
    (before === undefined || ms <= before.to) &&
    (after === undefined || ms >= after.from)
  );
}

const DAY_MS = 86_400_000;

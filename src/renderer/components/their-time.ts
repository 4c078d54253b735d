import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isE164 } from '../../shared/phone-address';
import { formatDate } from './formats';

/** As browsers had it before it became a function, and as they have it now. */
interface RegionLocale {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[];
}

/**
 * Gives the time where a number belongs, as the system writes it, with the weekday where it is another day there. Null
 * where nobody can tell (a country with several times, an address that is no number) and where it is the same as here.
 *
 * @param now milliseconds since 1970
 * @param here our own time zone; else the system's
 */
export function theirTime(address: string, now: number, here?: string): string | null {
  const country = isE164(address) ? parsePhoneNumberFromString(address)?.country : undefined;
  if (country === undefined) return null;
  const date = new Date(now);
  const [first, ...others] = zonesOf(country);
  if (first === undefined) return null;
  const there = clockIn(first, date);
  if (others.some((zone) => clockIn(zone, date) !== there) || there === clockIn(here, date)) return null;
  const weekday = dayIn(first, date) === dayIn(here, date) ? {} : ({ weekday: 'short' } as const);
  return formatDate({ ...weekday, hour: 'numeric', minute: '2-digit', timeZone: first }, date);
}

function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale('und', { region }) as Intl.Locale & RegionLocale;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

function clockIn(timeZone: string | undefined, date: Date): string {
  return formatDate({ weekday: 'short', hour: 'numeric', minute: '2-digit', timeZone }, date);
}

function dayIn(timeZone: string | undefined, date: Date): string {
  return formatDate({ weekday: 'short', timeZone }, date);
}

import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { hoursAt } from '../../../src/main/policy/hours-at';
import { hoursSetting, readHours, usualHours, type Hours } from '../../../src/shared/hours';

const nineToFive = usualHours('Europe/Berlin');
const at = (local: string, zone = 'Europe/Berlin') => DateTime.fromISO(local, { zone }).toMillis();
const stateOf = (hours: Hours, local: string) => hoursAt(hours, at(local, hours.zone));

describe('the hours of a team', () => {
  // Bug caught: an end that still counts, a beginning that does not, or the clock of this machine in the place of the team's.
  it('are from a minute to a minute, on the clock of their zone', () => {
    expect(stateOf(nineToFive, '2026-11-23T08:59:59')).toBe('closed');
    expect(stateOf(nineToFive, '2026-11-23T09:00:00')).toBe('open');
    expect(stateOf(nineToFive, '2026-11-23T16:59:59')).toBe('open');
    expect(stateOf(nineToFive, '2026-11-23T17:00:00')).toBe('closed');
    expect(stateOf(nineToFive, '2026-11-22T12:00:00')).toBe('closed');
    // 09:30 in Berlin is 03:30 in New York.
    expect(hoursAt({ ...nineToFive, zone: 'America/New_York' }, at('2026-11-23T09:30:00'))).toBe('closed');
  });

  // Bug caught: a lunch break in which the team counts as there; a night shift that ends at midnight.
  it('may be several in a day, and go over midnight into a day that is closed', () => {
    const week = {
      ...nineToFive.week,
      fri: [
        { from: '09:00', to: '12:00' },
        { from: '22:00', to: '02:00' },
      ],
    };
    const hours = { ...nineToFive, week };
    expect(['11:59', '12:00', '21:59', '22:00'].map((time) => stateOf(hours, `2026-11-27T${time}:00`))).toEqual([
      ...['open', 'closed', 'closed', 'open'],
    ]);
    expect(stateOf(hours, '2026-11-28T01:59:00')).toBe('open');
    expect(stateOf(hours, '2026-11-28T02:00:00')).toBe('closed');
    const always = { ...hours, week: { ...week, mon: [{ from: '00:00', to: '00:00' }] } };
    expect(stateOf(always, '2026-11-23T00:00:00')).toBe('open');
    expect(stateOf(always, '2026-11-23T23:59:59')).toBe('open');
    expect(stateOf({ ...always, week: { ...always.week, tue: [] } }, '2026-11-24T00:00:00')).toBe('closed');
  });

  // Bug caught: a holiday of one year taken for one of each, or a night shift cut off by the holiday that follows it.
  it('have holidays, of one year or of each', () => {
    const hours: Hours = {
      ...nineToFive,
      week: { ...nineToFive.week, thu: [{ from: '20:00', to: '04:00' }] },
      holidays: [
        { date: '2026-12-25', yearly: false },
        { date: '2020-01-01', yearly: true },
      ],
    };
    expect(stateOf(hours, '2026-12-25T10:00:00')).toBe('closed');
    expect(stateOf(hours, '2028-12-25T10:00:00')).toBe('open');
    expect(stateOf(hours, '2027-01-01T10:00:00')).toBe('closed');
    // The shift of the 24th goes on into the holiday.
    expect(stateOf(hours, '2026-12-25T03:00:00')).toBe('open');
  });

  // Bug caught: opening an hour late or early on the days when clocks are set, or for half a year after.
  it('stay where they are on the wall when clocks are set', () => {
    const sunday: Hours = { ...nineToFive, week: { ...nineToFive.week, sun: [{ from: '01:30', to: '03:30' }] } };
    // Summer time begins on 29 March 2026 at 02:00, which becomes 03:00: one hour of the interval is left.
    expect(hoursAt(sunday, Date.parse('2026-03-29T00:29:59Z'))).toBe('closed');
    expect(hoursAt(sunday, Date.parse('2026-03-29T00:30:00Z'))).toBe('open');
    expect(hoursAt(sunday, Date.parse('2026-03-29T01:29:59Z'))).toBe('open');
    expect(hoursAt(sunday, Date.parse('2026-03-29T01:30:00Z'))).toBe('closed');
    // It ends on 25 October 2026 at 03:00, which becomes 02:00: the interval has three hours.
    expect(hoursAt(sunday, Date.parse('2026-10-24T23:30:00Z'))).toBe('open');
    expect(hoursAt(sunday, Date.parse('2026-10-25T02:29:59Z'))).toBe('open');
    expect(hoursAt(sunday, Date.parse('2026-10-25T02:30:00Z'))).toBe('closed');
    // Half past two comes twice that night. The first is the end, whichever of the two hours it is now.
    const early: Hours = { ...sunday, week: { ...sunday.week, sun: [{ from: '01:00', to: '02:30' }] } };
    expect(hoursAt(early, Date.parse('2026-10-25T00:29:59Z'))).toBe('open');
    expect(hoursAt(early, Date.parse('2026-10-25T00:30:00Z'))).toBe('closed');
    expect(hoursAt(early, Date.parse('2026-10-25T01:15:00Z'))).toBe('closed');
    // The Mondays before and after: nine o'clock is another hour in UTC.
    expect(hoursAt(nineToFive, Date.parse('2026-10-23T07:00:00Z'))).toBe('open');
    expect(hoursAt(nineToFive, Date.parse('2026-10-26T07:30:00Z'))).toBe('closed');
    expect(hoursAt(nineToFive, Date.parse('2026-10-26T08:00:00Z'))).toBe('open');
  });

  it('are quiet at quiet hours, also while open', () => {
    const hours: Hours = { ...nineToFive, quiet: { from: '16:00', to: '10:00' } };
    expect(
      ['09:30', '10:00', '15:59', '16:30', '23:00'].map((time) => stateOf(hours, `2026-11-23T${time}:00`)),
    ).toEqual([...['quiet', 'open', 'open', 'quiet', 'quiet']]);
  });
});

describe('the setting of hours', () => {
  // Bug caught: what a person or an import gives, taken as it is, so that every text fails later.
  it.each([
    '{',
    '[]',
    '{}',
    JSON.stringify({ ...nineToFive, zone: 'Europe/Nowhere' }),
    JSON.stringify({ ...nineToFive, week: { ...nineToFive.week, mon: [{ from: '9', to: '17:00' }] } }),
    JSON.stringify({ ...nineToFive, week: { ...nineToFive.week, mon: [{ from: '24:00', to: '17:00' }] } }),
    JSON.stringify({ ...nineToFive, holidays: [{ date: '2026-02-30', yearly: false }] }),
    JSON.stringify({ ...nineToFive, more: 1 }),
  ])('%s is refused with a sentence', (text) => {
    expect(hoursSetting.safeParse(text).error?.issues[0]?.message).toMatch(/\S/);
    expect(readHours(text)).toBeNull();
  });

  it('is nothing, or hours as they were given', () => {
    expect(readHours('')).toBeNull();
    expect(hoursSetting.safeParse('').success).toBe(true);
    const text = JSON.stringify(nineToFive);
    expect(hoursSetting.parse(text)).toBe(text);
    expect(readHours(text)).toEqual(nineToFive);
  });
});

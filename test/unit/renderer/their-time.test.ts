import { describe, expect, it } from 'vitest';
import { theirTime } from '../../../src/renderer/components/their-time';

const in_ = (timeZone: string, at: number, weekday = false) =>
  new Intl.DateTimeFormat(undefined, {
    ...(weekday ? { weekday: 'short' } : {}),
    ...{ hour: 'numeric', minute: '2-digit', timeZone },
  }).format(at);
const NOON = Date.parse('2026-11-22T12:00:00.000Z');

describe('the time where a number belongs', () => {
  // Bugs caught: a customer in Mumbai who is called in the middle of the night; the summer time of one's own country.
  it('is that of its country', () => {
    expect(theirTime('+919876543210', NOON, 'Europe/Berlin')).toBe(in_('Asia/Kolkata', NOON));
  });

  // Bug caught: “1:30” that is said of today and is tomorrow’s.
  it('says the day where it is another one', () => {
    const evening = Date.parse('2026-11-22T20:00:00.000Z');
    expect(theirTime('+919876543210', evening, 'Europe/Berlin')).toBe(in_('Asia/Kolkata', evening, true));
  });

  // Bug caught: a guess among the times of a wide country that is told as a fact.
  it.each(['+12025550111', '72345', 'US.1234567890'])('is not guessed for %s', (address) => {
    expect(theirTime(address, NOON, 'Europe/Berlin')).toBeNull();
  });

  // Bug caught: a line that says what everybody's own clock says.
  it('is not said where it is the same as here', () => {
    expect(theirTime('+4915112345678', NOON, 'Europe/Rome')).toBeNull();
  });
});

/** A phone number, or what may be one, and where it stands in its text (UTF-16 units, `end` not with it). */
export interface WrittenNumber {
  /** Its digits, without the zeros in front that stand for the own country or for going abroad. */
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Fewest digits that are looked for, and that a number has (the shortest national plans, ITU-T E.164). */
export const FEWEST_WANTED = 3;
export const FEWEST_DIGITS = 7;
/** Most digits of a number (E.164), and most of a row of digits that are looked at. */
export const MOST_DIGITS = 15;
const MOST_IN_ROW = 64;

/** Digits with at most three signs between two of them, as numbers are written anywhere; not a part of a word. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\(?\d(?:[ \u00a0\t()./\u2010-\u2015-]{0,3}\d)*(?![\p{L}\p{N}])/gu;
/** The zero that is dialled only from within the country, as it is written in brackets: +44 (0)20. */
const TRUNK = /\(0\)/gu;

/** Gives what may be a number in a text: at least so many digits, whatever stands between them. */
export function numbersOf(text: string, fewest: number): readonly WrittenNumber[] {
  const found: WrittenNumber[] = [];
  for (const { 0: written, index } of text.matchAll(NUMBER)) {
    const digits = digitsOf(written);
    if (digits.length >= fewest) found.push({ digits, start: index, end: index + written.length });
  }
  return found;
}

/** Whether a number that is written somewhere is the one that is looked for, or has it as a part, or the other way round. */
export function isSameNumber(written: string, wanted: string): boolean {
  if (written.includes(wanted)) return true;
  return written.length >= FEWEST_DIGITS && wanted.endsWith(written);
}

function digitsOf(written: string): string {
  const digits = written.replace(TRUNK, '').replace(/\D/gu, '');
  return digits.replace(/^0+/u, '').slice(0, MOST_IN_ROW);
}

import { isNear } from './near';
import { FEWEST_WANTED, isSameNumber, numbersOf } from './numbers';
import { findsBeginnings, parseSearch, type Wanted } from './wanted';
import { wordsOf } from './words';

/** A part of a text: from one UTF-16 unit up to, not with, another. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Shows in a text what was searched for. */
export interface Matcher {
  /** Gives the words and numbers of a text that fit, in their order, none touching another. */
  ranges(text: string): readonly Range[];
  /** Whether every part of what was searched for is somewhere in these texts. */
  coversAll(texts: readonly string[]): boolean;
}

/** Makes what finds the words and numbers of one search in any text. */
export function createMatcher(search: string): Matcher {
  const parts = parseSearch(search);
  const hasNumbers = parts.some(({ digits }) => digits !== null);
  const numbersIn = (text: string) => (hasNumbers ? numbersOf(text, FEWEST_WANTED) : []);
  return {
    ranges(text) {
      if (parts.length === 0) return [];
      const found: Range[] = wordsOf(text).filter(({ word }) => parts.some((part) => hasWord(part, word)));
      found.push(...numbersIn(text).filter(({ digits }) => parts.some((part) => hasNumber(part, digits))));
      return joined(found);
    },
    coversAll(texts) {
      const words = texts.flatMap((text) => wordsOf(text)).map(({ word }) => word);
      const numbers = texts.flatMap(numbersIn).map(({ digits }) => digits);
      return parts.every(
        (part) =>
          numbers.some((digits) => hasNumber(part, digits)) ||
          part.words.every((wanted) => words.some((word) => fits(word, wanted))),
      );
    },
  };
}

function hasWord(part: Wanted, word: string): boolean {
  return part.words.some((wanted) => fits(word, wanted));
}

function hasNumber({ digits }: Wanted, written: string): boolean {
  return digits !== null && isSameNumber(written, digits);
}

function fits(word: string, wanted: string): boolean {
  return word === wanted || (findsBeginnings(wanted) && word.startsWith(wanted)) || isNear(word, wanted);
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

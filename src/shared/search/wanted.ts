import { FEWEST_WANTED, numbersOf } from './numbers';
import { isUnspaced, wordsOf } from './words';

/** Longest text that is searched for, in UTF-16 units, and most parts of it that count. */
export const LONGEST_SEARCH = 200;
const MOST_PARTS = 32;

/** One part of what is searched for. All parts must be found. */
export interface Wanted {
  /** Words that must all be there, unless the number is. */
  readonly words: readonly string[];
  /** The digits of what may be a number, or a part of one. */
  readonly digits: string | null;
}

/** Takes apart what somebody searches for: what looks like a number is one part, in whatever form it is written. */
export function parseSearch(text: string): readonly Wanted[] {
  const parts: Wanted[] = [];
  let from = 0;
  for (const { digits, start, end } of numbersOf(text, FEWEST_WANTED)) {
    parts.push(...wordParts(text.slice(from, start)));
    parts.push({ words: wordsOf(text.slice(start, end)).map(({ word }) => word), digits });
    from = end;
  }
  return [...parts, ...wordParts(text.slice(from))].slice(0, MOST_PARTS);
}

/** Whether words that merely begin like a wanted one are found: not for one letter, which nearly all have. */
export function findsBeginnings(word: string): boolean {
  return word.length > 1 || isUnspaced(word);
}

function wordParts(text: string): Wanted[] {
  const words = wordsOf(text);
  // The last letter of a script without spaces stands for itself only where it is alone: the pair before it has it.
  const own = words.filter(({ start, end }, n) => {
    const before = words[n - 1];
    return before?.end !== end || before.start === start;
  });
  return own.map(({ word }) => ({ words: [word], digits: null }));
}

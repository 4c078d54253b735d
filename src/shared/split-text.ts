import { MAX_BODY } from './message-limit';

/** Ends of a piece, the best first: a paragraph, a sentence, a line, a word. */
const BORDERS = [/\n\s*\n/g, /[.!?…。！？][)\]}"'”’»]*(?:\s|(?<=[。！？]))/gu, /\n/g, /\s/g];
/** A piece is not made shorter than this part of what fits for the sake of a better border. */
const LEAST = 0.5;

/**
 * Splits a text that is longer than one message may be, at borders of sentences where there are any, else of words. No
 * piece is empty or too long, and no character is torn apart; only space between the pieces is lost.
 *
 * @param max longest piece, in UTF-16 units
 */
export function splitText(text: string, max = MAX_BODY): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const end = borderIn(rest, max);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}

function borderIn(text: string, max: number): number {
  // One more, so that a border just behind the last character that fits is seen.
  const head = text.slice(0, max + 1);
  for (const border of BORDERS) {
    const ends = Array.from(head.matchAll(border), (found) => found.index + found[0].trimEnd().length);
    const end = ends.findLast((at) => at <= max && at >= max * LEAST);
    if (end !== undefined) return end;
  }
  const isTorn = /[\uD800-\uDBFF]/.test(text.charAt(max - 1));
  return isTorn ? max - 1 : max;
}

/** A piece of a word and how likely it is, as a logarithm; its place in the vocabulary is its number. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

/** What stands for a space, and before the first word. */
const SPACE = '\u2581';
/** The number of what no piece covers. */
const UNKNOWN = 0;
/** The first of the vocabulary are marks, not pieces of words. */
const FIRST_PIECE = 6;

/**
 * Cuts texts into the pieces of words that the model learnt, by the likeliest way to cut each (a unigram model:
 * https://arxiv.org/abs/1804.10959, section 3.2). Where a character begins no piece it is unknown; several unknown
 * ones in a row are one.
 * @returns for a text the numbers of its pieces; none for an empty text
 */
export function createWordPieces(vocabulary: Vocabulary): (text: string) => readonly number[] {
  const numbers = new Map<string, number>();
  let longest = 1;
  vocabulary.forEach(([piece], number) => {
    if (number < FIRST_PIECE) return;
    numbers.set(piece, number);
    longest = Math.max(longest, Array.from(piece).length);
  });

  return (text) => {
    const symbols = Array.from(normalise(text));
    const best = new Float64Array(symbols.length + 1);
    const last = new Int32Array(symbols.length + 1);
    const offer = (start: number, end: number, number: number, score: number) => {
      const whole = (best[start] ?? 0) + score;
      // The model learnt with 0 for "not reached yet", so it is 0 here too.
      if (best[end] !== 0 && whole < (best[end] ?? 0)) return;
      best[end] = whole;
      last[end] = number;
    };
    for (let start = 0; start < symbols.length; start++) {
      let known = false;
      let piece = '';
      for (let end = start + 1; end <= Math.min(symbols.length, start + longest); end++) {
        piece += symbols[end - 1] ?? '';
        const number = numbers.get(piece);
        if (number === undefined) continue;
        known = true;
        offer(start, end, number, vocabulary[number]?.[1] ?? 0);
      }
      if (!known) offer(start, start + 1, UNKNOWN, 0);
    }
    return walkBack(last, (number) => (number === UNKNOWN ? 1 : Array.from(vocabulary[number]?.[0] ?? ' ').length));
  };
}

function normalise(text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  return plain === '' ? '' : SPACE + plain.replaceAll(' ', SPACE);
}

/** @param last for each end in the text the piece that ends there */
function walkBack(last: Int32Array, lengthOf: (number: number) => number): readonly number[] {
  const pieces: number[] = [];
  for (let end = last.length - 1; end > 0;) {
    const number = last[end] ?? UNKNOWN;
    if (number !== UNKNOWN || pieces.at(-1) !== UNKNOWN) pieces.push(number);
    end -= lengthOf(number);
  }
  return pieces.reverse();
}

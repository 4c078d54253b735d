import { distance } from 'fastest-levenshtein';

/**
 * From this share of equal words on, a text counts as an edited form of another one: at least half of the words stand
 * where they stood. Below it, a person wrote something else.
 */
const EDITED_FROM = 0.5;

/** How alike two texts are, and what that is called. */
export interface Comparison {
  readonly outcome: 'unchanged' | 'edited' | 'different';
  /** Share of the words that are the same in the same order, from 0 to 1. */
  readonly similarity: number;
}

/**
 * Compares what the AI would have said with what a person said. Blanks, capitals, accents, punctuation and emoji make no
 * difference: a person who sends “Hi Ana!” has sent “hi ana”.
 */
export function compareTexts(ai: string, human: string): Comparison {
  const [a, b] = [wordsOf(ai), wordsOf(human)];
  if (a.length === 0 || b.length === 0) {
    const isSame = a.length === b.length && ai.trim() === human.trim();
    return isSame ? { outcome: 'unchanged', similarity: 1 } : { outcome: 'different', similarity: 0 };
  }
  // One character for each word, so that the distance of characters is the distance of words.
  const signs = new Map<string, string>();
  const signed = (words: readonly string[]) => words.map((word) => signOf(signs, word)).join('');
  const similarity = 1 - distance(signed(a), signed(b)) / Math.max(a.length, b.length);
  if (similarity === 1) return { outcome: 'unchanged', similarity };
  return { outcome: similarity >= EDITED_FROM ? 'edited' : 'different', similarity };
}

/** Letters and digits of any script, without accents and in small letters; marks that scripts need stay. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/gu, '')
    .normalize('NFC')
    .toLowerCase();
  // Scripts that are written without blanks have no words to be told apart, so each character counts as one.
  return (
    plain.match(
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{M}\p{N}])+/gu,
    ) ?? []
  );
}

function signOf(signs: Map<string, string>, word: string): string {
  let sign = signs.get(word);
  if (sign === undefined) signs.set(word, (sign = String.fromCharCode(signs.size + 1)));
  return sign;
}

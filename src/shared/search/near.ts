/** Shorter words are not taken for misspelt ones; longer ones may have two slips. */
const SHORTEST = 4;
const LONG = 8;

/** How many slips a word may have and still be taken for another: letters too many, too few, or others. */
export function slipsIn(word: string): 0 | 1 | 2 {
  if (word.length < SHORTEST || /^\p{N}+$/u.test(word)) return 0;
  return word.length < LONG ? 1 : 2;
}

/** Gives the words that come of changing two letters of a word about: the commonest slip of all. */
export function swapsOf(word: string): readonly string[] {
  if (slipsIn(word) === 0) return [];
  const swapped = [];
  for (let at = 0; at + 1 < word.length; at++) {
    const [a = '', b = ''] = [word[at], word[at + 1]];
    if (a !== b) swapped.push(word.slice(0, at) + b + a + word.slice(at + 2));
  }
  return swapped;
}

/** Whether a word may be a misspelling of another. */
export function isNear(word: string, wanted: string): boolean {
  const most = slipsIn(wanted);
  if (most === 0 || Math.abs(word.length - wanted.length) > most) return false;
  return distance(word, wanted) <= most || swapsOf(wanted).includes(word);
}

/** Levenshtein's distance: the least number of letters to put in, take out or replace. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}

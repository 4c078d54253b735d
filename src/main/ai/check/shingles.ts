/** Words in lower case without marks; a character of a script that has no spaces counts as a word. */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]|[\p{L}\p{N}]+/gu;

export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().replace(/[’'`]/g, '').match(WORDS) ?? [];
}

/** Every run of so many words that follow each other. */
export function shinglesOf(words: readonly string[], size: number): ReadonlySet<string> {
  const all = new Set<string>();
  for (let at = 0; at + size <= words.length; at += 1) all.add(words.slice(at, at + size).join(' '));
  return all;
}

/**
 * Finds the runs of words that a text has in common with others.
 *
 * @param size shortest run that counts
 * @returns each run whole, its words in order
 */
export function runsIn(
  words: readonly string[],
  shingles: ReadonlySet<string>,
  size: number,
): readonly (readonly string[])[] {
  const runs: (readonly string[])[] = [];
  let start = -1;
  for (let at = 0; at + size <= words.length + 1; at += 1) {
    const isHit = at + size <= words.length && shingles.has(words.slice(at, at + size).join(' '));
    if (isHit && start < 0) start = at;
    if (!isHit && start >= 0) {
      runs.push(words.slice(start, at + size - 1));
      start = -1;
    }
  }
  return runs;
}

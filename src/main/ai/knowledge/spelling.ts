/** Shortest word that is corrected: of shorter ones too many differ in one letter. */
const MIN_LENGTH = 4;
/** From this length on, two slips are forgiven. */
const TWO_SLIPS_FROM = 8;
/** Longer is no word. */
const MAX_LENGTH = 24;

/**
 * Makes a function that finds the known word that a misspelt one was meant to be: one slip (a letter too many, too few,
 * wrong, or two changed places), two in long words. The first letter is right in nearly all slips, so it is relied on,
 * save where it changed places with the second.
 *
 * @returns that function; it gives null where there is none
 */
export function createSpelling(known: Iterable<string>): (word: string) => string | null {
  const byStart = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < MIN_LENGTH || word.length > MAX_LENGTH || word.includes(' ')) continue;
    const start = word.charAt(0);
    const list = byStart.get(start);
    if (list) list.push(word);
    else byStart.set(start, [word]);
  }

  return (word) => {
    if (word.length < MIN_LENGTH || word.length > MAX_LENGTH || /\d/.test(word)) return null;
    let best: string | null = null;
    let least = word.length >= TWO_SLIPS_FROM ? 2 : 1;
    for (const start of new Set([word.charAt(0), word.charAt(1)])) {
      for (const candidate of byStart.get(start) ?? []) {
        if (Math.abs(candidate.length - word.length) > least) continue;
        if (start !== word.charAt(0) && !hasSwappedStart(word, candidate)) continue;
        if (word.length === MIN_LENGTH && candidate.length === word.length && !hasSameLetters(word, candidate))
          continue;
        const slips = countSlips(word, candidate, least);
        if (slips < least || (slips === least && best === null)) {
          best = candidate;
          least = slips;
        }
      }
    }
    return best;
  };
}

function hasSwappedStart(word: string, candidate: string): boolean {
  return candidate.startsWith(word.charAt(1) + word.charAt(0));
}

/** In short words one wrong letter makes another word; letters that changed places do not. */
function hasSameLetters(word: string, candidate: string): boolean {
  return Array.from(word).sort().join('') === Array.from(candidate).sort().join('');
}

/**
 * Counts the slips between two words, each pair of neighbours that changed places as one (the optimal string alignment
 * distance).
 *
 * @param most where it is more, anything above is given
 */
function countSlips(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      }
      row.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

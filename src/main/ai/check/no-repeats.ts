import { fine, refused, type Rule } from './rule';
import { wordsOf } from './shingles';

/** Shorter ones are said twice by anybody: “You’re welcome!” */
const LEAST_WORDS = 5;
/** How many of the team's newest texts are looked at. */
const LOOK_BACK = 5;
/** So many times the same in a row is a model that has lost its way. */
const LOOPS = 4;
/** Longest piece that is looked for, in words. */
const LONGEST_PIECE = 40;

/** Nobody gets the same answer twice in a session, nor one that goes round in circles. */
export const noRepeats: Rule = {
  name: 'no repeats',
  forTeamWords: false,
  check(text, { turns }) {
    const words = wordsOf(text);
    if (loops(words)) return refused('The AI’s answer goes round in circles.');
    if (words.length < LEAST_WORDS) return fine;
    const all = words.join(' ');
    const before = turns.filter(({ who }) => who === 'team').slice(-LOOK_BACK);
    return before.some(({ text: said }) => wordsOf(said).join(' ') === all)
      ? refused('The AI gave the same answer as before, so it does not help this customer.')
      : fine;
  },
};

/** Whether some piece stands there again and again, one right after the other. */
function loops(words: readonly string[]): boolean {
  for (let size = 1; size <= Math.min(LONGEST_PIECE, words.length / LOOPS); size += 1) {
    let same = 0;
    for (let at = size; at < words.length; at += 1) {
      same = words[at] === words[at - size] ? same + 1 : 0;
      // A word alone may be said more often than a sentence: “no no no no”.
      if (same >= size * (LOOPS - 1) + (size === 1 ? LOOPS : 0)) return true;
    }
  }
  return false;
}

import { fine, refused, type Rule } from './rule';

/** Fewest letters by which a language can be told; characters of scripts without spaces count more. */
const LEAST_LETTERS = 30;
const LEAST_WIDE = 8;

/** Languages so much alike that a short text may be taken for its neighbour. */
const ALIKE = [
  'no nb nn da sv',
  'es pt gl ca',
  'sr hr bs sl mk',
  'cs sk',
  'id ms jv',
  'ru uk be bg',
  'nl af',
  'hi mr ne',
  'zh yue',
].map((group) => group.split(' '));

/** An answer is in the language of the customer, where both are long enough to tell; a person decides otherwise. */
export const sameLanguage: Rule = {
  name: 'same language',
  forTeamWords: false,
  check(text, { turns, languageOf }) {
    const lastAnswer = turns.findLastIndex(({ who }) => who === 'team');
    const asked = turns
      .slice(lastAnswer + 1)
      .map((turn) => turn.text)
      .join('\n');
    if (!isLongEnough(asked) || !isLongEnough(text)) return fine;
    const [theirs, ours] = [languageOf(asked), languageOf(text)];
    if (theirs === null || ours === null || theirs === ours) return fine;
    return ALIKE.some((group) => group.includes(theirs) && group.includes(ours))
      ? fine
      : refused('The AI answered in another language than the customer wrote in.');
  },
};

function isLongEnough(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const wide = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return letters >= LEAST_LETTERS || wide >= LEAST_WIDE;
}

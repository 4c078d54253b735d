import { foldText } from '../fold-text';

/** A word as it is compared, and where it stands in its text (UTF-16 units, `end` not with it). */
export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Words are told apart by so many letters; what follows is not looked at. */
const LONGEST = 40;
/** Letters that are not a letter with an accent, and are nevertheless written like this where there is no key for them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const SPECIAL = /[ßæœøđðłþıς]/gu;
const ASCII = /^[\0-\x7f]*$/;
/** Letters and digits; apostrophes and signs that nobody sees do not part them. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’\u00ad\u200b-\u200d\u2060\ufeff]+[\p{L}\p{N}\p{M}]+)*/gu;
const NO_LETTER = /[^\p{L}\p{N} ]+/gu;
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

/**
 * Gives the words of a text in their order, each as it is compared: without accents, in small letters. Where a script puts
 * no spaces between words, every two letters that follow one another are a word, and so is the last one.
 */
export function wordsOf(text: string): readonly Word[] {
  const found: Word[] = [];
  for (const { 0: match, index } of text.matchAll(WORD)) {
    if (ASCII.test(match)) add(found, match.replaceAll("'", '').toLowerCase(), index, index + match.length);
    else addOther(found, match, index);
  }
  return found;
}

/** Whether a word is of a script without spaces, so that one letter of it says something. */
export function isUnspaced(word: string): boolean {
  return word.search(UNSPACED) === 0;
}

function addOther(found: Word[], match: string, index: number): void {
  let from = 0;
  for (const { 0: run, index: at } of match.matchAll(UNSPACED)) {
    addFolded(found, match.slice(from, at), index + from);
    addPairs(found, run, index + at);
    from = at + run.length;
  }
  addFolded(found, match.slice(from), index + from);
}

function addFolded(found: Word[], text: string, start: number): void {
  if (text === '') return;
  const folded = foldText(text)
    .replace(NO_LETTER, '')
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter);
  // One sign can stand for several words.
  for (const word of folded.split(' ')) add(found, word, start, start + text.length);
}

function addPairs(found: Word[], run: string, start: number): void {
  let at = start;
  const letters = Array.from(run);
  for (const [n, letter] of letters.entries()) {
    const pair = letter + (letters[n + 1] ?? '');
    for (const word of foldText(pair).replace(NO_LETTER, '').split(' ')) add(found, word, at, at + pair.length);
    at += letter.length;
  }
}

function add(found: Word[], word: string, start: number, end: number): void {
  if (word !== '') found.push({ word: word.slice(0, LONGEST), start, end });
}

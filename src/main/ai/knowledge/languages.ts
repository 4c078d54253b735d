import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { LEXICON_LANGUAGES, readLexicon, type Lexicon } from './ideas';
import { STOP_WORDS } from './stop-words';

/** What is known of a language, by its ISO 639-1 code. */
export interface Language {
  readonly code: string;
  readonly stem: (word: string) => string;
  readonly stopWords: ReadonlySet<string>;
  readonly lexicon: Lexicon;
}

const STEMMERS: Readonly<Record<string, (word: string) => string>> = {
  en: english,
  es: spanish,
  de: german,
  fr: french,
  it: italian,
  pt: portuguese,
  nl: dutch,
  tr: turkish,
};

/** Scripts that tell the language, or languages that one cannot confuse with any other here. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
];

/** Longest word that is stemmed; what is longer is no word, and some stemmers take long for it. */
const MAX_STEMMED = 30;

/** Reads what is known of every language, once for each search. */
export function readLanguages(): ReadonlyMap<string, Language> {
  return new Map(
    [...new Set([...LEXICON_LANGUAGES, ...Object.keys(STOP_WORDS), 'ru'])].map((code) => {
      const stemmer = code === 'ru' ? russian : STEMMERS[code];
      const stem = (word: string) => (stemmer && word.length <= MAX_STEMMED ? stemmer(word) : word);
      const stopWords = new Set((STOP_WORDS[code] ?? '').split(/\s+/));
      return [code, { code, stem, stopWords, lexicon: readLexicon(code, stem) }] as const;
    }),
  );
}

/**
 * Tells which languages a text may be in, by the words that only they have; a text message is too short for the
 * statistics of letters.
 *
 * @param words folded
 * @returns ISO 639-1 codes, more than one where it may be either, none where nobody can tell
 */
export function guessLanguages(
  text: string,
  words: readonly string[],
  languages: ReadonlyMap<string, Language>,
): readonly string[] {
  const script = SCRIPTS.find(([pattern]) => pattern.test(text))?.[1];
  if (script !== undefined) return [script];
  let best = 0;
  let found: string[] = [];
  for (const { code, stopWords, lexicon } of languages.values()) {
    let points = 0;
    for (const word of words) {
      if (stopWords.has(word)) points += 1;
      else if (lexicon.ideasOf.has(word)) points += 0.9;
    }
    if (points > best + 1e-6) found = [code];
    else if (points > 0 && points > best - 1e-6) found.push(code);
    best = Math.max(best, points);
  }
  return found;
}

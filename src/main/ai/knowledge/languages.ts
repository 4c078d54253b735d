import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { LEXICON_LANGUAGES, lexiconWords, readLexicon, type Lexicon } from './ideas';
import { polishStem } from './polish-stem';
import { STOP_WORDS } from './stop-words';

/** What is known of a language. */
export interface Language {
  /** ISO 639-1. */
  readonly code: string;
  readonly stem: (word: string) => string;
  readonly stopWords: ReadonlySet<string>;
  /** Read when somebody first writes in that language. */
  readonly lexicon: Lexicon;
}

/** What is known of all languages. */
export interface Languages {
  readonly byCode: ReadonlyMap<string, Language>;
  /** Which languages a word is of, with how much it speaks for each. */
  readonly wordsOf: ReadonlyMap<string, ReadonlyMap<string, number>>;
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
  pl: polishStem,
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

/** How much a word of the lexicon speaks for its language, beside one that only holds sentences together. */
const LEXICON_POINTS = 0.9;

class KnownLanguage implements Language {
  readonly stem: (word: string) => string;
  private read: Lexicon | undefined;

  constructor(
    readonly code: string,
    readonly stopWords: ReadonlySet<string>,
  ) {
    const stemmer = code === 'ru' ? russian : STEMMERS[code];
    this.stem = (word) => (stemmer && word.length <= MAX_STEMMED ? stemmer(word) : word);
  }

  get lexicon(): Lexicon {
    this.read ??= readLexicon(this.code, this.stem);
    return this.read;
  }
}

/** Reads what is known of every language, once for each search. */
export function readLanguages(): Languages {
  const byCode = new Map<string, Language>();
  const wordsOf = new Map<string, Map<string, number>>();
  const add = (word: string, code: string, points: number) => {
    const codes = wordsOf.get(word) ?? new Map<string, number>();
    wordsOf.set(word, codes);
    codes.set(code, Math.max(codes.get(code) ?? 0, points));
  };
  for (const code of new Set([...LEXICON_LANGUAGES, ...Object.keys(STOP_WORDS), 'ru'])) {
    const stopWords = new Set((STOP_WORDS[code] ?? '').split(/\s+/));
    byCode.set(code, new KnownLanguage(code, stopWords));
    for (const word of lexiconWords(code)) add(word, code, LEXICON_POINTS);
    for (const word of stopWords) add(word, code, 1);
  }
  return { byCode, wordsOf };
}

/**
 * Tells which languages a text may be in, by the words that only they have; a text message is too short for the
 * statistics of letters.
 *
 * @param words folded
 * @returns ISO 639-1 codes, more than one where it may be either, none where nobody can tell
 */
export function guessLanguages(text: string, words: readonly string[], { wordsOf }: Languages): readonly string[] {
  // Nearly all texts are in letters that many languages share.
  const script = /[\u0370-\uffff]/.test(text) ? SCRIPTS.find(([pattern]) => pattern.test(text))?.[1] : undefined;
  if (script !== undefined) return [script];
  const points = new Map<string, number>();
  for (const word of words) {
    for (const [code, count] of wordsOf.get(word) ?? []) points.set(code, (points.get(code) ?? 0) + count);
  }
  const most = Math.max(...points.values());
  return [...points].filter(([, count]) => count > most - 1e-6).map(([code]) => code);
}

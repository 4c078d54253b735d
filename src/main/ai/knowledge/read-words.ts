import type { Ideas, Lexicon } from './ideas';
import { guessLanguages, type Language, type Languages } from './languages';
import { FORCE } from './light-words';
import { SLANG } from './slang';

/** A word or phrase that says what a text is about. */
export interface Token {
  /** As it was written, folded. */
  readonly written: string;
  /** What it can be recognised by, each with how surely, from 0 to 1. */
  readonly features: ReadonlyMap<string, number>;
  /** How much it can decide: little for words like "get", which fit everywhere. */
  readonly force: number;
}

export interface Words {
  /** Folded, in their order: two texts with the same words ask the same. */
  readonly raw: readonly string[];
  /** The same without slang and slips. */
  readonly all: readonly string[];
  readonly tokens: readonly Token[];
  /** Which languages it may be in; none where nobody can tell. */
  readonly languages: readonly string[];
}

export interface WordReading {
  readonly split: (text: string) => readonly string[];
  readonly languages: Languages;
}

export interface HowToRead {
  /** The languages that it is in, where that is known. */
  readonly languages?: readonly string[];
  /** The languages to read it in where nobody can tell. */
  readonly otherwise: readonly string[];
  /**
   * Gives the known word that a misspelt one was meant to be, the word itself where it or one of its stems is known,
   * null where it is unknown. Not given: every word is right.
   */
  readonly correct?: (word: string, stems: readonly string[]) => string | null;
}

/** Most words of a text that are looked at: the last ones, since people ask at the end. */
const MAX_WORDS = 80;

/**
 * How surely two words mean the same when they share a feature: the product of both sides. Chosen so that the same word
 * goes before the same stem, that before the same idea, and that before a mere likeness.
 */
const STEM = 0.97;
const IDEA = 0.93;
const START = 0.7;
const CORRECTED = 0.93;
const SIGN = 0.75;
const BEGINNING = 0.88;
const PART = 0.4;
/** What is not surer than this is only hinted at, and makes a word neither weak nor common. */
export const HINTED = 0.8;

/** Letters of a known word that a longer one may begin with, in languages that join and bend words. */
const SHORTEST_START = 4;
const MAX_START = 20;
const NO_IDEAS: Ideas = new Map();

/** Japanese words in these signs alone are grammar, save those of the lexicon. */
const HIRAGANA = /^\p{Script=Hiragana}{1,4}$/u;

/** Chinese signs mean something by themselves. */
const HAN = /\p{Script=Han}/u;

/** Words of this length and longer are also known by their first letters, which finds compounds and rare forms. */
const START_LENGTH = 5;

/** A time of the day hints at opening hours: "5pm", "18h". */
const CLOCK = /^(?:[01]?\d|2[0-4])(?:[0-5]\d)?(?:am|pm|h|uhr)$/;

/** How much a word without an idea can decide where it is not English: the other lexicons are small. */
const UNKNOWN_ABROAD = 0.45;

/** How much a number of up to three digits can decide: it is rarely what a question is about. */
const SMALL_NUMBER = 0.3;

/**
 * Reads a text for what it is about: phrases and words with their stems and ideas, without the words that only hold a
 * sentence together.
 *
 * @param how in which languages, and how misspelt words are understood
 */
export function readWords(text: string, { split, languages }: WordReading, how: HowToRead): Words {
  const raw = split(text).slice(-MAX_WORDS);
  const guessed = how.languages ?? guessLanguages(text, raw, languages);
  const spoken = guessed.length > 0 ? guessed : how.otherwise;
  const used = spoken.flatMap((code) => languages.byCode.get(code) ?? []);
  const slang = spoken.includes('en');
  const meant = (slang ? raw.flatMap((word) => SLANG.get(word) ?? word) : raw).map((word) =>
    meantBy(word, used, how.correct ?? isRight),
  );
  const all = meant.map(({ word }) => word);
  const tokens: Token[] = [];
  for (let at = 0; at < meant.length;) {
    const phrase = findPhrase(all, at, used);
    const token = phrase?.token ?? readWord(meant[at] ?? EMPTY, used);
    if (token) tokens.push(token);
    at += phrase?.count ?? 1;
  }
  return { raw, all, tokens: unique(tokens), languages: guessed };
}

/** A word with the one it was meant to be, and how surely. */
interface Meant {
  readonly written: string;
  readonly word: string;
  readonly sure: number;
}

function isRight(word: string): string {
  return word;
}

const EMPTY: Meant = { written: '', word: '', sure: 1 };

function meantBy(word: string, used: readonly Language[], correct: NonNullable<HowToRead['correct']>): Meant {
  if (isEmpty(word, used)) return { written: word, word, sure: 1 };
  const found = correct(
    word,
    used.map(({ stem }) => stem(word)),
  );
  return found === null || found === word
    ? { written: word, word, sure: 1 }
    : { written: word, word: found, sure: CORRECTED };
}

function findPhrase(all: readonly string[], at: number, used: readonly Language[]) {
  let longest = 0;
  for (const { lexicon } of used) longest = Math.max(longest, lexicon.phrases.get(all[at] ?? '') ?? 0);
  longest = Math.min(longest, all.length - at);
  for (let count = longest; count > 1; count -= 1) {
    const written = all.slice(at, at + count).join(' ');
    const features = new Map<string, number>();
    for (const { lexicon } of used) {
      for (const [idea, sure] of lexicon.ideasOf.get(written) ?? []) features.set(`i:${idea}`, sure * IDEA);
    }
    if (features.size > 0) {
      for (const word of all.slice(at, at + count)) addParts(features, word, used);
      features.set(`w:${written}`, 1);
      return { token: { written, features, force: forceOf(features) }, count };
    }
  }
  return null;
}

/** What the single words of a phrase stand for, which they still hint at. */
function addParts(features: Map<string, number>, word: string, used: readonly Language[]): void {
  for (const [feature, sure] of readWord({ written: word, word, sure: 1 }, used)?.features ?? []) {
    if (!feature.startsWith('p:')) features.set(feature, Math.max(features.get(feature) ?? 0, sure * PART));
  }
}

function readWord({ written, word, sure }: Meant, used: readonly Language[]): Token | null {
  if (word === '' || isEmpty(word, used)) return null;
  const features = new Map<string, number>();
  const add = (feature: string, value: number) => features.set(feature, Math.max(features.get(feature) ?? 0, value));
  add(`w:${word}`, sure);
  if (/[a-z]/.test(word) && word.length > START_LENGTH) add(`p:${word.slice(0, START_LENGTH)}`, START * sure);
  if (CLOCK.test(word)) add('i:hours', START * sure);
  if (HAN.test(word)) for (const sign of word) if (HAN.test(sign)) add(`c:${sign}`, SIGN * sure);
  for (const { code, lexicon, stem } of used) {
    const root = stem(word);
    add(`s:${root}`, STEM * sure);
    const ideas = lexicon.ideasOf.get(word) ?? lexicon.ideasOf.get(root);
    for (const [idea, value] of ideas ?? []) add(`i:${idea}`, value * IDEA * sure);
    if (!ideas && code !== 'en') {
      for (const [idea, value] of ideasOfStart(word, lexicon)) add(`i:${idea}`, value * BEGINNING * sure);
    }
  }
  const isUnknown = ![...features.keys()].some((feature) => feature.startsWith('i:'));
  const most = isUnknown && !used.some(({ code }) => code === 'en') ? UNKNOWN_ABROAD : 1;
  return { written, features, force: Math.min(most, forceOf(features)) };
}

/** What the longest known word means that a word begins with: compounds, and endings that no stemmer takes off. */
function ideasOfStart(word: string, { ideasOf }: Lexicon): Ideas {
  for (let length = Math.min(word.length - 1, MAX_START); length >= SHORTEST_START; length -= 1) {
    const ideas = ideasOf.get(word.slice(0, length));
    if (ideas) return ideas;
  }
  return NO_IDEAS;
}

/** Whether a word only holds the sentence together. A single Latin letter never says what a text is about. */
function isEmpty(word: string, used: readonly Language[]): boolean {
  if (/^[a-z]$/.test(word)) return true;
  if (HIRAGANA.test(word)) return !used.some(({ lexicon }) => lexicon.ideasOf.has(word));
  return used.some(({ stopWords, lexicon }) => stopWords.has(word) && !lexicon.ideasOf.has(word));
}

function forceOf(features: ReadonlyMap<string, number>): number {
  let force = 1;
  if ([...features.keys()].every((feature) => /^.:(?:\d{1,3}|\d{1,4}(?:am|pm|h|uhr))$/.test(feature)))
    return SMALL_NUMBER;
  const sure = [...features].filter(([, value]) => value > HINTED).map(([feature]) => feature);
  // A word that stands for an idea is not light because it shares its stem with one that is.
  const isIdea = sure.some((feature) => feature.startsWith('i:'));
  for (const feature of sure) {
    if (!isIdea || !feature.startsWith('s:')) force = Math.min(force, FORCE.get(feature) ?? 1);
  }
  return force;
}

/** Said twice counts once, in other words too: "how much does it cost". */
function unique(tokens: readonly Token[]): readonly Token[] {
  const seen = new Set<string>();
  return tokens.filter(({ written, features }) => {
    const ideas = [...features].filter(([feature, sure]) => sure > HINTED && feature.startsWith('i:'));
    const meaning = ideas.length === 0 ? written : ideas.map(([feature]) => feature).join(' ');
    return !seen.has(meaning) && seen.add(meaning);
  });
}

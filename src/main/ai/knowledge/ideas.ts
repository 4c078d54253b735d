import { ENGLISH_IDEAS } from './lexicon-english';
import { OTHER_IDEAS } from './lexicon-others';

/** Ideas that a word or phrase stands for, each with how surely, from 0 to 1. */
export type Ideas = ReadonlyMap<string, number>;

/** The words and phrases (joined by spaces) of one language, as they are written or as stems. */
export interface Lexicon {
  readonly ideasOf: ReadonlyMap<string, Ideas>;
  /** For each word that a phrase begins with, the longest such phrase, in words. */
  readonly phrases: ReadonlyMap<string, number>;
}

const SURE = 1;
/** A wider idea only hints: who asks about "visa" asks about payment, but about which? */
const HINT = 0.75;

/** What `*` stands for in a phrase. */
const GAPS = [
  '',
  'it',
  'them',
  'this',
  'that',
  'these',
  'those',
  'him',
  'her',
  'one',
  'my order',
  'my glasses',
  'the glasses',
  'my package',
];

/** The language codes that there is a lexicon for. */
export const LEXICON_LANGUAGES: readonly string[] = ['en', ...Object.keys(OTHER_IDEAS)];

/** The single words of a language's lexicon, as they are written. */
export function lexiconWords(language: string): readonly string[] {
  return sourceOf(language)
    .split('\n')
    .flatMap((line) => line.slice(line.indexOf(':') + 1).split(' '))
    .filter((word) => word !== '' && !/[_*]/.test(word));
}

function sourceOf(language: string): string {
  return (language === 'en' ? ENGLISH_IDEAS : (OTHER_IDEAS[language] ?? '')).trim();
}

/**
 * Reads the lexicon of a language.
 *
 * @param stem gives the stem of a word, under which words that are no phrases can be found too
 */
export function readLexicon(language: string, stem: (word: string) => string): Lexicon {
  const ideasOf = new Map<string, Map<string, number>>();
  const add = (words: string, idea: string, wider: readonly string[]) => {
    const ideas = ideasOf.get(words) ?? new Map<string, number>();
    ideasOf.set(words, ideas);
    ideas.set(idea, SURE);
    for (const one of wider) if (!ideas.has(one)) ideas.set(one, HINT);
  };
  const phrases = new Map<string, number>();
  for (const line of sourceOf(language).split('\n')) {
    const [head = '', list = ''] = line.split(':');
    const [idea = '', ...wider] = head.split(/[<\s]+/).filter((part) => part !== '');
    for (const item of list.trim().split(' ')) {
      for (const words of spellOut(item)) {
        const [first = '', ...others] = words.split(' ');
        add(words, idea, wider);
        if (others.length > 0) phrases.set(first, Math.max(phrases.get(first) ?? 0, 1 + others.length));
        else if (!ideasOf.has(stem(words))) add(stem(words), idea, wider);
      }
    }
  }
  return { ideasOf, phrases };
}

function spellOut(item: string): readonly string[] {
  const phrase = item.replaceAll('_', ' ');
  if (!phrase.includes('*')) return [phrase];
  return GAPS.map((gap) => phrase.replace('*', gap).replace(/ +/g, ' ').trim());
}

import { ENGLISH_IDEAS } from './lexicon-english';
import { OTHER_IDEAS } from './lexicon-others';

/** Ideas that a word or phrase stands for, each with how surely, from 0 to 1. */
export type Ideas = ReadonlyMap<string, number>;

/** The words and phrases (joined by spaces) of one language, as they are written or as stems. */
export interface Lexicon {
  readonly ideasOf: ReadonlyMap<string, Ideas>;
  /** The longest phrase, in words. */
  readonly longest: number;
}

const SURE = 1;
/** A wider idea only hints: who asks about "visa" asks about payment, but about which? */
const HINT = 0.75;

/** What `*` stands for in a phrase. */
const GAPS = ['', 'it', 'them', 'this', 'that', 'these', 'those', 'my order', 'my glasses'];

/** The language codes that there is a lexicon for. */
export const LEXICON_LANGUAGES: readonly string[] = ['en', ...Object.keys(OTHER_IDEAS)];

/**
 * Reads the lexicon of a language.
 *
 * @param stem gives the stem of a word, under which words that are no phrases can be found too
 */
export function readLexicon(language: string, stem: (word: string) => string): Lexicon {
  const source = language === 'en' ? ENGLISH_IDEAS : (OTHER_IDEAS[language] ?? '');
  const ideasOf = new Map<string, Map<string, number>>();
  const add = (words: string, idea: string, wider: readonly string[]) => {
    const ideas = ideasOf.get(words) ?? new Map<string, number>();
    ideasOf.set(words, ideas);
    ideas.set(idea, SURE);
    for (const one of wider) if (!ideas.has(one)) ideas.set(one, HINT);
  };
  let longest = 1;
  for (const line of source.trim().split('\n')) {
    const [head = '', list = ''] = line.split(':');
    const [idea = '', ...wider] = head.split(/[<\s]+/).filter((part) => part !== '');
    for (const item of list.trim().split(' ')) {
      for (const words of spellOut(item)) {
        const count = words.split(' ').length;
        longest = Math.max(longest, count);
        add(words, idea, wider);
        if (count === 1 && !ideasOf.has(stem(words))) add(stem(words), idea, wider);
      }
    }
  }
  return { ideasOf, longest };
}

function spellOut(item: string): readonly string[] {
  const phrase = item.replaceAll('_', ' ');
  if (!phrase.includes('*')) return [phrase];
  return GAPS.map((gap) => phrase.replace('*', gap).replace(/ +/g, ' ').trim());
}

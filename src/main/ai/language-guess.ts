import { guessLanguages, readLanguages } from './knowledge/languages';
import { createWordSplitter } from './knowledge/split-words';

/** Longest text that is looked at, in characters. */
const MAX_TEXT = 500;

/**
 * Makes a function that tells which languages a text may be in, by ISO 639-1 code: more than one where it may be either,
 * none where nobody can tell. What it needs is read with the first text.
 */
export function createLanguageGuess(): (text: string) => readonly string[] {
  let parts:
    | { readonly split: ReturnType<typeof createWordSplitter>; readonly all: ReturnType<typeof readLanguages> }
    | undefined;
  return (text) => {
    parts ??= { split: createWordSplitter(), all: readLanguages() };
    const start = text.slice(0, MAX_TEXT);
    return guessLanguages(start, parts.split(start), parts.all);
  };
}

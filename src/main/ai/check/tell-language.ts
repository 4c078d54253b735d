import { detectAll } from 'tinyld';

/** How much of a text must speak for a language, from 0 to 1, and how much more than for the next. */
const LEAST_ACCURACY = 0.6;
const LEAST_AHEAD = 2;

/** Gives the language of a text (ISO 639-1), or null where that is not certain, as with slang and mixed texts. */
export function tellLanguage(text: string): string | null {
  // Links and numbers are of no language.
  const [first, second] = detectAll(text.replace(/\S*[/@\d]\S*/g, ' '));
  if (!first || first.accuracy < LEAST_ACCURACY) return null;
  return first.accuracy >= LEAST_AHEAD * (second?.accuracy ?? 0) ? first.lang : null;
}

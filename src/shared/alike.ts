import { foldText } from './fold-text';

/** From this likeness on two questions are taken for the same one, asked in other words or with a slip. */
export const ALIKE_FROM = 0.55;
/** From this likeness on a question is nearly the same letter by letter. */
export const VERY_ALIKE_FROM = 0.72;

/** Words that stand in many questions and say nothing of what is asked. */
const EMPTY = new Set(
  'a an and are at be can could das der die do does ein es for have hello hey hi i ich if in ist it me my of ok on or please pls sie the there to und was we will would you your'.split(
    ' ',
  ),
);

/** What a question is compared by: three letters in a row of each of its words, with their beginnings and ends. */
export type Grams = ReadonlySet<string>;

/** Takes a question apart for comparing, in any language; what is asked counts, not what is said around it. */
export function gramsOf(text: string): Grams {
  const words =
    foldText(text)
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !EMPTY.has(word));
  const grams = new Set<string>();
  for (const word of telling.length > 0 ? telling : words) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) grams.add(padded.slice(at, at + 3));
  }
  return grams;
}

/**
 * Gives how alike two questions are, from 0 to 1: the share of what they have in common (Dice's coefficient).
 * Source: https://www.postgresql.org/docs/current/pgtrgm.html, whose trigrams these are
 */
export function likeness(a: Grams, b: Grams): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const gram of small) if (large.has(gram)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

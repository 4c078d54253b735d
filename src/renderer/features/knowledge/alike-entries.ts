import { gramsOf, likeness, VERY_ALIKE_FROM, type Grams } from '../../../shared/alike';
import type { KnowledgeEntry } from '../../../shared/domain';

/** An entry that asks nearly the same. */
export interface AlikeEntry {
  readonly entry: KnowledgeEntry;
  /** The question or form of it that is alike. */
  readonly question: string;
}

/** Every question and form of the entries, ready to be compared. */
export type Comparable = readonly (AlikeEntry & { readonly grams: Grams })[];

/** Makes entries ready to be compared with what is typed. */
export function comparable(entries: readonly KnowledgeEntry[]): Comparable {
  return entries.flatMap((entry) =>
    [entry.question, ...(entry.forms ?? [])].map((question) => ({ entry, question, grams: gramsOf(question) })),
  );
}

/**
 * Finds the entry that asks nearly what is typed.
 *
 * @param own id of the entry that is being written, which is no other one; null for a new one
 */
export function findAlike(all: Comparable, typed: string, own: string | null): AlikeEntry | null {
  const grams = gramsOf(typed);
  let best: AlikeEntry | null = null;
  let bestLikeness = VERY_ALIKE_FROM;
  for (const one of all) {
    if (one.entry._id === own) continue;
    const found = likeness(grams, one.grams);
    if (found < bestLikeness || (found === bestLikeness && best)) continue;
    best = one;
    bestLikeness = found;
  }
  return best;
}

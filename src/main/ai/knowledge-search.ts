import type { KnowledgeEntry } from '../../shared/domain';
import { compareWith } from './knowledge/compare';
import { judgeEvidence, WEIGHTS, type Judged } from './knowledge/confidence';
import { indexEntries, type EntryIndex, type EntryReading } from './knowledge/entry-index';
import { readLanguages } from './knowledge/languages';
import { readWords, type WordReading, type Words } from './knowledge/read-words';
import { createWordSplitter } from './knowledge/split-words';

export interface KnowledgeMatch {
  readonly entry: KnowledgeEntry;
  /** How sure it is that the entry answers the question, from 0 to 1; from `ANSWERS_FROM` on it is answered with. */
  readonly score: number;
  /** The words that spoke for it, as the customer wrote them, for people to read. */
  readonly why: readonly string[];
}

/**
 * Finds the entries that may answer a question, best first, those that are too unsure to answer with included. Entries
 * that are not active are never found.
 *
 * @param limit the most that is given back; 5 when not given
 */
export type KnowledgeSearch = (
  entries: readonly KnowledgeEntry[],
  question: string,
  limit?: number,
) => readonly KnowledgeMatch[];

/** The score from which on an entry is taken for the answer. */
export const ANSWERS_FROM = 0.65;

/** The most that is given back when nothing else is said. */
const MAX_MATCHES = 5;
/** Longest question looked at, in characters. */
const MAX_QUESTION = 1000;

/** Most indexes that are kept: of the entries as they are, and as somebody tries what they would be. */
const KEPT = 2;

/** Makes a search over the team's questions and answers. An index is kept as long as the entries stay the same. */
export function createKnowledgeSearch(): KnowledgeSearch {
  let reading: WordReading | undefined;
  const known = new WeakMap<KnowledgeEntry, EntryReading>();
  let kept: readonly { readonly from: readonly KnowledgeEntry[]; readonly index: EntryIndex }[] = [];

  return (all, question, limit = MAX_MATCHES) => {
    const entries = all.filter(({ active }) => active !== false);
    if (entries.length === 0) return [];
    // The lexicons are read when somebody has knowledge: most texts to a desk without cost nothing.
    reading ??= { split: createWordSplitter(), languages: readLanguages() };
    const indexed = kept.find(({ from }) => isSame(from, entries)) ?? {
      from: entries,
      index: indexEntries(entries, reading, known),
    };
    if (kept[0] !== indexed) kept = [indexed, ...kept.filter((one) => one !== indexed)].slice(0, KEPT);
    const { index } = indexed;
    const words = readWords(question.slice(-MAX_QUESTION), reading, {
      otherwise: index.spoken,
      correct: index.correct,
    });
    const judged = judgeEvidence(compareWith(index, words), WEIGHTS);
    return withExact(judged, index, words)
      .slice(0, limit)
      .flatMap(({ entry, score, why }) => {
        const found = index.entries[entry];
        return found ? [{ entry: found, score, why }] : [];
      });
  };
}

/** Who asks in the very words of an entry gets that entry, whatever else is like it. */
function withExact(judged: readonly Judged[], { exactly }: EntryIndex, { raw, all }: Words): readonly Judged[] {
  const entry = exactly.get(raw.join(' ')) ?? exactly.get(all.join(' '));
  if (entry === undefined) return judged;
  const others = judged.filter((one) => one.entry !== entry);
  return [{ entry, signals: [], score: 1, why: all }, ...others];
}

function isSame(before: readonly KnowledgeEntry[], now: readonly KnowledgeEntry[]): boolean {
  return before.length === now.length && before.every((entry, index) => entry === now[index]);
}

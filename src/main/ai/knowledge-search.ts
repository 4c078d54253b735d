import type { KnowledgeEntry } from '../../shared/domain';
import { compareWith } from './knowledge/compare';
import { judgeEvidence, WEIGHTS, WEIGHTS_WITH_MEANING, type Judged } from './knowledge/confidence';
import { createEntryMeanings, isUnderstood, nearnessOf } from './knowledge/entry-meanings';
import { indexEntries, type EntryIndex, type EntryReading } from './knowledge/entry-index';
import { readLanguages } from './knowledge/languages';
import { readWords, type WordReading, type Words } from './knowledge/read-words';
import { createWordSplitter } from './knowledge/split-words';
import { NO_MEANINGS, type Meanings } from './meaning/meanings';

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

/**
 * The score from which on an entry is taken for the answer: a wrong answer costs more than one that a person gives. Of the
 * texts in test/data/knowledge that nothing answers, at most 1 in 20 is answered from here on.
 */
export const ANSWERS_FROM = 0.75;

/** The most that is given back when nothing else is said. */
const MAX_MATCHES = 5;
/** Longest question looked at, in characters. */
const MAX_QUESTION = 1000;

/** Most indexes that are kept: of the entries as they are, and as somebody tries what they would be. */
const KEPT = 2;

/**
 * Makes a search over the team's questions and answers. An index is kept as long as the entries stay the same.
 *
 * @param meanings what English texts mean; while that is unknown of the entries, words alone are compared
 */
export function createKnowledgeSearch(meanings: Meanings = NO_MEANINGS): KnowledgeSearch {
  const meaningsOf = createEntryMeanings(meanings);
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
    const asked = question.trim().slice(-MAX_QUESTION);
    const words = readWords(asked, reading, {
      otherwise: index.spoken,
      correct: index.correct,
    });
    const exact = exactly(index, words);
    const understood = exact === undefined ? meaningsOf(index) : null;
    const isCompared = understood?.some(Boolean) === true && isUnderstood(words.languages);
    const meaning = isCompared ? meanings.of(asked) : undefined;
    const judged =
      understood && meaning
        ? judgeEvidence(compareWith(index, words, nearnessOf(understood, meaning)), WEIGHTS_WITH_MEANING)
        : judgeEvidence(compareWith(index, words), WEIGHTS);
    return withExact(judged, exact, words)
      .slice(0, limit)
      .flatMap(({ entry, score, why }) => {
        const found = index.entries[entry];
        return found ? [{ entry: found, score, why }] : [];
      });
  };
}

/** The entry that asks in the very words of a question. */
function exactly({ exactly: known }: EntryIndex, { raw, all }: Words): number | undefined {
  return known.get(raw.join(' ')) ?? known.get(all.join(' '));
}

/** Who asks in the very words of an entry gets that entry, whatever else is like it. */
function withExact(judged: readonly Judged[], entry: number | undefined, { all }: Words): readonly Judged[] {
  if (entry === undefined) return judged;
  const others = judged.filter((one) => one.entry !== entry);
  return [{ entry, signals: [], score: 1, why: all }, ...others];
}

function isSame(before: readonly KnowledgeEntry[], now: readonly KnowledgeEntry[]): boolean {
  return before.length === now.length && before.every((entry, index) => entry === now[index]);
}

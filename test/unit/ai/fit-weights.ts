import { compareWith, SIGNALS_OF_WORDS, type Evidence } from '../../../src/main/ai/knowledge/compare';
import type { Weights } from '../../../src/main/ai/knowledge/confidence';
import {
  isUnderstood,
  nearnessOf,
  textsToLearn,
  type EntryMeaning,
} from '../../../src/main/ai/knowledge/entry-meanings';
import { indexEntries, type EntryReading } from '../../../src/main/ai/knowledge/entry-index';
import { readLanguages } from '../../../src/main/ai/knowledge/languages';
import { readWords } from '../../../src/main/ai/knowledge/read-words';
import { createWordSplitter } from '../../../src/main/ai/knowledge/split-words';
import type { KnowledgeEntry } from '../../../src/shared/domain';
import type { Sample } from './knowledge-quality';

/** A question with the evidence for each entry, and the place of the entry that answers it; null where none does. */
export interface Example {
  readonly evidence: readonly Evidence[];
  readonly right: number | null;
  /** How much it counts; 1 when not given. */
  readonly weight?: number;
}

/** How much a question counts whose entry was taken away: there are many, and they are like one another. */
const TAKEN_AWAY = 0.2;
/** How much a question counts that is asked of entries before they were taught: the same once more. */
const UNTAUGHT = 0.3;
/** Entries that are looked at for each question; those behind them have next to no likelihood. */
const LOOKED_AT = 12;

/** What a search compares a text with: words alone, or what it means besides. */
export type Vectors = ((text: string) => Float32Array | undefined) | null;

/**
 * Makes examples of samples. Besides each sample as it is, a question is asked once more without the entry that answers
 * it: then nothing does, however much the others are like it, as when a team has not written that entry yet. And it is
 * asked of the entries as they were before they were taught, since teams begin with those.
 *
 * @param vectors gives what a text means; null: words alone are compared. With it, only texts that may be English are
 *   examples, as the search compares only those so
 */
export function examplesOf(
  taught: readonly KnowledgeEntry[],
  asWritten: readonly KnowledgeEntry[],
  samples: readonly Sample[],
  vectors: Vectors,
): readonly Example[] {
  const reading = { split: createWordSplitter(), languages: readLanguages() };
  const known = new WeakMap<KnowledgeEntry, EntryReading>();

  const askedOf = (entries: readonly KnowledgeEntry[]) => {
    const index = indexEntries(entries, reading, known);
    const meanings = vectors && entries.map((entry, at) => meaningOf(entry, index.languages[at] ?? [], vectors));
    return (text: string): readonly Evidence[] | null => {
      const words = readWords(text, reading, { otherwise: index.spoken, correct: index.correct });
      if (!meanings) return likeliest(compareWith(index, words));
      if (!isUnderstood(words.languages)) return null;
      const vector = vectors(text);
      return vector ? likeliest(compareWith(index, words, nearnessOf(meanings, vector))) : null;
    };
  };
  const askAll = (entries: readonly KnowledgeEntry[], weight: number) => {
    const ask = askedOf(entries);
    return samples.flatMap(({ text, right }) => {
      const evidence = ask(text);
      const place = right === null ? null : entries.findIndex((entry) => entry._id === right);
      return evidence ? [{ evidence, right: place, weight }] : [];
    });
  };
  const without = taught.flatMap((entry) => {
    const askOthers = askedOf(taught.filter((other) => other !== entry));
    return samples.flatMap(({ text, right }) => {
      const evidence = right === entry._id ? askOthers(text) : null;
      return evidence ? [{ evidence, right: null, weight: TAKEN_AWAY }] : [];
    });
  });
  return [...askAll(taught, 1), ...askAll(asWritten, UNTAUGHT), ...without];
}

function meaningOf(
  entry: KnowledgeEntry,
  languages: readonly string[],
  vectors: NonNullable<Vectors>,
): EntryMeaning | null {
  if (!isUnderstood(languages)) return null;
  const [answer, ...forms] = textsToLearn(entry).map(vectors);
  if (!answer || forms.some((form) => !form)) throw new Error(`what “${entry.question}” means is not known`);
  return { answer, forms: forms.flatMap((form) => form ?? []) };
}

/** The likeliest entries: by their shares of the question and of their form, and by how near they are. */
function likeliest(evidence: readonly Evidence[]): readonly Evidence[] {
  const sum = ({ signals }: Evidence) => (signals[0] ?? 0) + (signals[1] ?? 0) + 2 * (signals[SIGNALS_OF_WORDS] ?? 0);
  return [...evidence].sort((a, b) => sum(b) - sum(a)).slice(0, LOOKED_AT);
}

/** How strongly weights are held near 0, so that they do not follow single texts. */
const RIDGE = 0.0003;
const ROUNDS = 1500;

/**
 * Fits the weights of a conditional logit with the outside option "none" to examples, by gradient ascent of the
 * likelihood with Adam (Kingma and Ba, 2015). The same examples always give the same weights.
 */
export function fitWeights(examples: readonly Example[], start: Weights): Weights {
  const values = [start.bias, ...start.signals];
  const first = values.map(() => 0);
  const second = values.map(() => 0);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const slope = slopeOf(examples, values);
    const rate = 0.05 * (1 - round / (ROUNDS + 1));
    values.forEach((value, at) => {
      const one = (slope[at] ?? 0) - (at === 0 ? 0 : RIDGE * value);
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * one;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * one * one;
      const mean = (first[at] ?? 0) / (1 - 0.9 ** round);
      const spread = (second[at] ?? 0) / (1 - 0.999 ** round);
      values[at] = value + (rate * mean) / (Math.sqrt(spread) + 1e-8);
    });
  }
  return { bias: values[0] ?? 0, signals: values.slice(1) };
}

/** The mean slope of the log-likelihood. */
function slopeOf(examples: readonly Example[], values: readonly number[]): readonly number[] {
  const slope = values.map(() => 0);
  for (const { evidence, right, weight = 1 } of examples) {
    const strengths = evidence.map(({ signals }) =>
      Math.exp(signals.reduce((sum, signal, at) => sum + signal * (values[at + 1] ?? 0), values[0] ?? 0)),
    );
    const all = 1 + strengths.reduce((sum, one) => sum + one, 0);
    evidence.forEach(({ entry, signals }, at) => {
      const error = weight * ((entry === right ? 1 : 0) - (strengths[at] ?? 0) / all);
      slope[0] = (slope[0] ?? 0) + error / examples.length;
      signals.forEach((signal, place) => {
        slope[place + 1] = (slope[place + 1] ?? 0) + (error * signal) / examples.length;
      });
    });
  }
  return slope;
}

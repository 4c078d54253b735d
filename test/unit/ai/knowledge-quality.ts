import type { Provider, Reply } from '../../../src/main/ai/provider';
import type { KnowledgeEntry } from '../../../src/shared/domain';
import blindPhrasingsJson from '../../data/knowledge/blind-phrasings.json';
import blindUnanswerableJson from '../../data/knowledge/blind-unanswerable.json';
import entriesJson from '../../data/knowledge/entries.json';
import phrasingsJson from '../../data/knowledge/phrasings.json';
import unanswerableJson from '../../data/knowledge/unanswerable.json';
import { customer, requestOf } from './talk';

interface DataEntry {
  readonly id: string;
  readonly language: string;
  readonly question: string;
  readonly forms?: readonly string[];
  readonly answer: string;
}

/** Texts that words, weights and thresholds were chosen by, and those that nobody who did so has read. */
export type Part = 'tuning' | 'held-out';

/** A text of the data: `right` is the entry that answers it, null where none does. */
export interface Sample {
  readonly text: string;
  readonly right: string | null;
  readonly language: string;
  readonly part: Part;
}

/** What a provider made of a sample. */
export interface Measured extends Sample {
  readonly reply: Reply;
  /** `right`: answered as it should be, or left to a person as it should be. */
  readonly outcome: 'right' | 'wrong' | 'missed';
}

const entries: readonly DataEntry[] = entriesJson;
type Texts = Readonly<Record<string, readonly string[]>>;

/** For each part, ways of asking by the entry that answers them, and texts by language that none does. */
const parts: readonly { readonly part: Part; readonly phrasings: Texts; readonly unanswerable: Texts }[] = [
  { part: 'tuning', phrasings: phrasingsJson, unanswerable: unanswerableJson },
  { part: 'held-out', phrasings: blindPhrasingsJson, unanswerable: blindUnanswerableJson },
];

/** The entries of the data as the desk keeps them. */
export function readEntries(): readonly KnowledgeEntry[] {
  const at = '2026-01-01T00:00:00.000Z';
  return entries.map(({ id, question, forms, answer }) => ({
    _id: id,
    question,
    ...(forms && { forms }),
    answer,
    createdAt: at,
    updatedAt: at,
  }));
}

/** Every text of the data, with its part: one that stands in both was not unknown, so it is not held out. */
export function readSamples(): readonly Sample[] {
  const languages = new Map(entries.map(({ id, language }) => [id, language]));
  const samples = parts.flatMap(({ part, phrasings, unanswerable }) => [
    ...Object.entries(phrasings).flatMap(([right, texts]) =>
      texts.map((text): Sample => ({ text, right, language: languages.get(right) ?? '', part })),
    ),
    ...Object.entries(unanswerable).flatMap(([language, texts]) =>
      texts.map((text): Sample => ({ text, right: null, language, part })),
    ),
  ]);
  const tuned = new Set(samples.filter(({ part }) => part === 'tuning').map(({ text }) => text));
  return samples.filter(({ part, text }) => part === 'tuning' || !tuned.has(text));
}

/** Asks a provider each text, as the first text of a conversation. */
export function measure(
  provider: Provider,
  knowledge: readonly KnowledgeEntry[],
  samples: readonly Sample[],
): readonly Measured[] {
  return samples.map((sample) => {
    const reply = provider.instantly?.(requestOf([customer(sample.text)], { knowledge }));
    if (!reply) throw new Error(`${provider.name} does not answer at once`);
    return { ...sample, reply, outcome: judge(sample.right, reply.knowledge) };
  });
}

function judge(right: string | null, used: readonly string[]): Measured['outcome'] {
  if (right === null) return used.length === 0 ? 'right' : 'wrong';
  if (used.length === 0) return 'missed';
  return used.length === 1 && used[0] === right ? 'right' : 'wrong';
}

/** The share of samples with an outcome, from 0 to 1. */
export function share(measured: readonly Measured[], outcome: Measured['outcome']): number {
  return measured.filter((one) => one.outcome === outcome).length / Math.max(1, measured.length);
}

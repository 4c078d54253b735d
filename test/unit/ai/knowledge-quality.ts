import { createHash } from 'node:crypto';
import type { Provider, Reply } from '../../../src/main/ai/provider';
import type { KnowledgeEntry } from '../../../src/shared/domain';
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

export type Half = 'tuning' | 'held-out';

/** A text of the data: `right` is the entry that answers it, null where none does. */
export interface Sample {
  readonly text: string;
  readonly right: string | null;
  readonly language: string;
  readonly half: Half;
}

/** What a provider made of a sample. */
export interface Measured extends Sample {
  readonly reply: Reply;
  /** `right`: answered as it should be, or left to a person as it should be. */
  readonly outcome: 'right' | 'wrong' | 'missed';
}

/** Which half a text belongs to, see the README beside the data. */
function halfOf(text: string): Half {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0 ? 'tuning' : 'held-out';
}

const entries: readonly DataEntry[] = entriesJson;
const phrasings: Readonly<Record<string, readonly string[]>> = phrasingsJson;
const unanswerable: Readonly<Record<string, readonly string[]>> = unanswerableJson;

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

/** Every text of the data, with its half. */
export function readSamples(): readonly Sample[] {
  const languages = new Map(entries.map(({ id, language }) => [id, language]));
  const answered = Object.entries(phrasings).flatMap(([right, texts]) =>
    texts.map((text): Sample => ({ text, right, language: languages.get(right) ?? '', half: halfOf(text) })),
  );
  const others = Object.entries(unanswerable).flatMap(([language, texts]) =>
    texts.map((text): Sample => ({ text, right: null, language, half: halfOf(text) })),
  );
  return [...answered, ...others];
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

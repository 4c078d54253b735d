import type { Provider, Reply } from '../../../src/main/ai/provider';
import type { KnowledgeEntry } from '../../../src/shared/domain';
import entriesJson from '../../data/knowledge/entries.json';
import heldOutPhrasingsJson from '../../data/knowledge/held-out-phrasings.json';
import heldOutUnanswerableJson from '../../data/knowledge/held-out-unanswerable.json';
import otherTradeJson from '../../data/knowledge/other-trade.json';
import phrasingsJson from '../../data/knowledge/phrasings.json';
import unanswerableJson from '../../data/knowledge/unanswerable.json';
import wordingsJson from '../../data/knowledge/wordings.json';
import { customer, requestOf } from './talk';

interface DataEntry {
  readonly id: string;
  readonly language: string;
  readonly question: string;
  readonly forms?: readonly string[];
  readonly answer: string;
}

/**
 * Texts that weights and thresholds were chosen by, those that nobody who did so has read, and those of another trade,
 * which no lexicon was written for.
 */
export type Part = 'tuning' | 'held-out' | 'other trade';

/** Entries as they were first written, or with the wordings that a team has taught them over some weeks. */
export type Taught = 'as written' | 'taught';

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
  /** Whether the entry that answers it is the likeliest, however unsure. */
  readonly isFirst: boolean;
  /** `right`: answered as it should be, or left to a person as it should be. */
  readonly outcome: 'right' | 'wrong' | 'missed';
}

type Texts = Readonly<Record<string, readonly string[]>>;

/** What one shop knows, and what its customers ask. */
interface Data {
  readonly part: Part;
  readonly entries: readonly DataEntry[];
  /** Ways of asking by the entry that answers them. */
  readonly phrasings: Texts;
  /** Texts by language that no entry answers. */
  readonly unanswerable: Texts;
}

const shop: readonly DataEntry[] = entriesJson;
const taught: Texts = wordingsJson;
const { entries: otherTrade, ...asked }: Omit<Data, 'part'> = otherTradeJson;

const data: readonly Data[] = [
  { part: 'tuning', entries: shop, phrasings: phrasingsJson, unanswerable: unanswerableJson },
  { part: 'held-out', entries: shop, phrasings: heldOutPhrasingsJson, unanswerable: heldOutUnanswerableJson },
  { part: 'other trade', entries: otherTrade, ...asked },
];

/** The entries that a part is asked of, as the desk keeps them. */
export function readEntries(part: Part, how: Taught): readonly KnowledgeEntry[] {
  const at = '2026-01-01T00:00:00.000Z';
  const isOther = part === 'other trade';
  return (isOther ? otherTrade : shop).map(({ id, question, forms = [], answer }) => {
    // Those of the other trade stand in one list, in the order in which they were thought of.
    const all = how === 'taught' ? [...forms, ...(isOther ? [] : (taught[id] ?? []))] : isOther ? [] : forms;
    return { _id: id, question, ...(all.length > 0 && { forms: all }), answer, createdAt: at, updatedAt: at };
  });
}

/** Every text of a part. */
export function readSamples(part: Part): readonly Sample[] {
  return data
    .filter((one) => one.part === part)
    .flatMap(({ entries, phrasings, unanswerable }) => {
      const languages = new Map(entries.map(({ id, language }) => [id, language]));
      return [
        ...Object.entries(phrasings).flatMap(([right, texts]) =>
          texts.map((text): Sample => ({ text, right, language: languages.get(right) ?? '', part })),
        ),
        ...Object.entries(unanswerable).flatMap(([language, texts]) =>
          texts.map((text): Sample => ({ text, right: null, language, part })),
        ),
      ];
    });
}

/** Asks a provider each text, as the first text of a conversation. */
export async function measure(
  provider: Provider,
  knowledge: readonly KnowledgeEntry[],
  samples: readonly Sample[],
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const sample of samples) {
    const reply = await provider.reply(requestOf([customer(sample.text)], { knowledge }));
    measured.push({
      ...sample,
      reply,
      isFirst: isFirst(sample, reply),
      outcome: judge(sample.right, reply.knowledge),
    });
  }
  return measured;
}

/** The scores are of every entry that was looked at, also of those that were too unsure to answer with. */
function isFirst({ right }: Sample, { scores = {} }: Reply): boolean {
  const most = Math.max(...Object.values(scores));
  return right !== null && scores[right] === most;
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

/** The share of samples whose entry is the likeliest (top-1 accuracy), from 0 to 1. */
export function shareFirst(measured: readonly Measured[]): number {
  return measured.filter((one) => one.isFirst).length / Math.max(1, measured.length);
}

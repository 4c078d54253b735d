import type { KnowledgeEntry } from '../../../shared/domain';
import type { Meanings } from '../meaning/meanings';
import type { EntryIndex } from './entry-index';

/** What an entry says, as vectors. */
export interface EntryMeaning {
  /** Of its question and its other forms. */
  readonly forms: readonly Float32Array[];
  readonly answer: Float32Array;
}

/** How many numbers say how near two meanings are. */
export const SIGNALS_OF_MEANING = 6;

/** The language that the encoder understands, by ISO 639-1 code. */
const UNDERSTOOD = 'en';

/** Longest answer that is looked at, in characters: what it is about stands at its beginning. */
const MAX_ANSWER = 400;
/**
 * Most vectors of all entries together: 40 MB, which a question is compared with in some hundredths of a second and an
 * encoder computes in some minutes.
 */
const MOST_VECTORS = 20_000;
/** Forms of an entry whose nearness is looked at together. */
const NEAREST = 3;
/** Half way from a chance likeness to the very same meaning; what goes beyond counts once more. */
const ALIKE_FROM = 0.5;

/** So many texts are learned in less than a second, and are waited for; a whole knowledge base is not. */
const FEW_TEXTS = 100;

/** Keeps what entries mean. They are learned beside everything else; until all of an index are, there is none of it. */
export function createEntryMeanings(meanings: Meanings) {
  const known = new WeakMap<KnowledgeEntry, EntryMeaning>();
  const asked = new WeakMap<KnowledgeEntry, Promise<void>>();

  async function learn(entries: readonly KnowledgeEntry[], each: number): Promise<void> {
    for (const entry of entries) {
      const vectors = await meanings.learn(textsToLearn(entry).slice(0, each));
      if (vectors === null) {
        for (const one of entries) asked.delete(one);
        return;
      }
      const [answer, ...forms] = vectors;
      if (answer) known.set(entry, { forms, answer });
    }
  }

  /** Gives what each entry of an index means, null for one that is surely not in English; null while that is unknown. */
  return ({ entries, languages }: EntryIndex): readonly (EntryMeaning | null)[] | null => {
    const isRead = (at: number) => isUnderstood(languages[at] ?? []);
    const english = entries.filter((_, at) => isRead(at));
    const missing = english.filter((entry) => !known.has(entry));
    if (missing.length === 0) return entries.map((entry, at) => (isRead(at) ? (known.get(entry) ?? null) : null));
    const unasked = missing.filter((entry) => !asked.has(entry));
    if (unasked.length > 0) {
      const learning = learn(unasked, Math.floor(MOST_VECTORS / english.length));
      for (const entry of unasked) asked.set(entry, learning);
    }
    if (missing.reduce((texts, entry) => texts + textsToLearn(entry).length, 0) <= FEW_TEXTS) {
      for (const learning of new Set(missing.map((entry) => asked.get(entry))))
        if (learning) meanings.waitFor(learning);
    }
    return null;
  };
}

/** Whether a text that may be in these languages may be one that the encoder understands. */
export function isUnderstood(languages: readonly string[]): boolean {
  return languages.length === 0 || languages.includes(UNDERSTOOD);
}

/** What is learned of an entry: its answer first, then its question and the other forms. */
export function textsToLearn({ question, forms = [], answer }: KnowledgeEntry): readonly string[] {
  return [answer.slice(0, MAX_ANSWER), question, ...forms];
}

/**
 * How near a question comes to each entry: to its nearest form, to its nearest few, to its answer; that it was compared
 * at all; by how much the nearest form is more than half alike; and how far it is behind the nearest of all entries.
 */
export function nearnessOf(
  entries: readonly (EntryMeaning | null)[],
  question: Float32Array,
): ReadonlyMap<number, readonly number[]> {
  const found = entries.flatMap((meaning, entry) => {
    if (!meaning) return [];
    const likes = meaning.forms.map((form) => productOf(form, question)).sort((a, b) => b - a);
    const few = likes.slice(0, NEAREST);
    const nearest = likes[0] ?? 0;
    const mean = few.reduce((sum, one) => sum + one, 0) / Math.max(1, few.length);
    return [{ entry, nearest, mean, answer: productOf(meaning.answer, question) }];
  });
  const most = Math.max(0, ...found.map(({ nearest }) => nearest));
  return new Map(
    found.map(({ entry, nearest, mean, answer }) => {
      const beyond = Math.max(0, nearest - ALIKE_FROM) / (1 - ALIKE_FROM);
      return [entry, [nearest, mean, answer, 1, beyond, nearest - most]] as const;
    }),
  );
}

function productOf(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

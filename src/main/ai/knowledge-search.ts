import MiniSearch from 'minisearch';
import type { KnowledgeEntry } from '../../shared/domain';

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

/** Words that say nothing about what is asked. */
const EMPTY_WORDS = new Set(
  (
    'a about all also am an and any anyone are as at be because been but by can could did do does doing for from get got had has have hello hey hi ' +
    'him his how i if in into is it its just know like me my need no not of ok okay on one or our out pls please so some someone tell thank thanks that the ' +
    'their them then there they this to us want was we what when which who why will with would yes you your'
  ).split(' '),
);

/** Words that people use for one another when they ask a business something. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  [
    ['ship', 'shipping', 'shipped', 'shipment', 'deliver', 'delivery', 'delivered', 'delivering', 'postage'],
    ['hour', 'open', 'opening', 'opened', 'close', 'closed', 'closing'],
    ['price', 'pricing', 'cost', 'charge', 'fee', 'rate', 'expensive'],
    ['location', 'located', 'address', 'where', 'direction'],
    ['refund', 'return', 'returned', 'returning', 'reimburse'],
    ['pay', 'payment', 'paid', 'paying'],
    ['appointment', 'booking', 'book', 'reservation', 'reserve'],
  ].flatMap(([first = '', ...others]) => others.map((word) => [word, first] as const)),
);

/** The score from which on an entry is taken for the answer. */
export const ANSWERS_FROM = 0.6;
/** The most that is given back. */
const MAX_MATCHES = 5;
/** Longest question looked at, in characters. */
const MAX_QUESTION = 1000;

interface Indexed {
  readonly entries: readonly KnowledgeEntry[];
  readonly index: MiniSearch<KnowledgeEntry>;
  readonly byId: ReadonlyMap<string, KnowledgeEntry>;
}

/** Makes a search over the team's questions and answers. The index is kept as long as the entries stay the same. */
export function createKnowledgeSearch(): KnowledgeSearch {
  let indexed: Indexed | undefined;

  return (entries, question, limit = MAX_MATCHES) => {
    if (entries.length === 0) return [];
    const words = wordsOf(question.slice(-MAX_QUESTION));
    if (words.length === 0) return [];
    if (!indexed || !isSame(indexed.entries, entries)) indexed = buildIndex(entries);
    const { index, byId } = indexed;
    return index
      .search(words.join(' '))
      .flatMap((found) => {
        const entry = byId.get(String(found.id));
        const score = found.queryTerms.length / words.length;
        return entry && entry.active !== false ? [{ entry, score, why: found.queryTerms }] : [];
      })
      .slice(0, limit);
  };
}

function buildIndex(entries: readonly KnowledgeEntry[]): Indexed {
  const index = new MiniSearch<KnowledgeEntry>({
    idField: '_id',
    fields: ['question', 'answer'],
    storeFields: [],
    processTerm: (term) => [...new Set([term.toLowerCase(), rootOf(term.toLowerCase())])],
    searchOptions: {
      processTerm: (term) => term,
      boost: { question: 3 },
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      prefix: (term) => term.length > 3,
    },
  });
  index.addAll([...entries]);
  return { entries: [...entries], index, byId: new Map(entries.map((entry) => [entry._id, entry])) };
}

function isSame(before: readonly KnowledgeEntry[], now: readonly KnowledgeEntry[]): boolean {
  return before.length === now.length && before.every((entry, index) => entry === now[index]);
}

/** The words of a question that say what it is about, each once. */
function wordsOf(question: string): readonly string[] {
  const words =
    question
      .toLowerCase()
      .replace(/[’']/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 1 && !EMPTY_WORDS.has(word)).map(rootOf))];
}

/** The word that stands for it and its synonyms, without the plural. */
function rootOf(word: string): string {
  const single = word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  return SYNONYMS.get(single) ?? single;
}

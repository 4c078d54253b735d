import type { KnowledgeEntry } from '../../../shared/domain';
import { COMMON_WORDS } from './common-words';
import { LIGHT_WORDS } from './light-words';
import { letterGroups } from './letter-groups';
import { guessLanguages, type Languages } from './languages';
import { HINTED, readWords, type Token, type WordReading, type Words } from './read-words';
import { createSpelling } from './spelling';

/** Where a feature stands: which form, which of its tokens, and how surely. */
export interface Posting {
  readonly form: number;
  readonly token: number;
  readonly sure: number;
}

/** A question or one of its other forms. */
export interface IndexedForm {
  /** Place of its entry in the index. */
  readonly entry: number;
  readonly tokens: readonly Token[];
  readonly weights: readonly number[];
  /** How it looks, see `letterGroups`. */
  readonly groups: ReadonlySet<string>;
}

export interface EntryIndex {
  readonly entries: readonly KnowledgeEntry[];
  /** The languages that each entry may be in. */
  readonly languages: readonly (readonly string[])[];
  /** All languages of the entries, the most common first. */
  readonly spoken: readonly string[];
  readonly forms: readonly IndexedForm[];
  /** How many forms each entry has. */
  readonly formsOf: readonly number[];
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** For each feature of an answer, the places of the entries that have it. */
  readonly inAnswers: ReadonlyMap<string, readonly number[]>;
  /** The first entry that asks exactly these words, joined by spaces. */
  readonly exactly: ReadonlyMap<string, number>;
  /** How much a token can decide, from 0 to 1: a rare one most. */
  readonly weightOf: (token: Token) => number;
  /** Gives the known word that a misspelt one was meant to be, the word itself where it or a stem of it is known. */
  readonly correct: (word: string, stems: readonly string[]) => string | null;
}

/**
 * Entries that are thought to be there besides, so that in a base of three a word of one of them is not taken for a
 * common one.
 */
const IMAGINED = 20;

/** Longest answer that is looked at, in characters. */
const MAX_ANSWER = 600;

/** What is read of one entry, whatever the others are; kept for as long as the entry is. */
export interface EntryReading {
  readonly languages: readonly string[];
  /** What was read of its words, taking them for words of these languages. */
  words?: { readonly tongue: string; readonly forms: readonly Words[]; readonly answer: ReadonlySet<string> };
}

/**
 * Reads entries, once, for the search.
 *
 * @param known what was read of entries before, so that after a change only what changed is read; it is added to
 */
export function indexEntries(
  entries: readonly KnowledgeEntry[],
  reading: WordReading,
  known: WeakMap<KnowledgeEntry, EntryReading>,
): EntryIndex {
  const common = new Map<string, number>();
  const readings = entries.map((entry) => readingOf(entry, reading, known));
  const languages = readings.map(({ languages: found }) => {
    for (const code of found) common.set(code, (common.get(code) ?? 0) + 1 / found.length);
    return found;
  });
  const spoken = [...common].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  const exactly = new Map<string, number>();
  const read: { readonly entry: number; readonly words: Words }[] = [];
  const seenIn = new Map<string, Set<number>>();
  const inAnswers = new Map<string, number[]>();
  entries.forEach((entry, place) => {
    const tongue = languages[place]?.length ? (languages[place] ?? []) : spoken;
    const { forms: texts, answer } = wordsOf(entry, tongue, reading, readings[place]);
    for (const words of texts) {
      const key = words.raw.join(' ');
      if (key !== '' && !exactly.has(key)) exactly.set(key, place);
      if (words.tokens.length === 0) continue;
      read.push({ entry: place, words });
      for (const token of words.tokens) {
        for (const feature of token.features.keys()) addTo(seenIn, feature, place);
      }
    }
    for (const feature of answer) {
      const list = inAnswers.get(feature);
      if (list) list.push(place);
      else inAnswers.set(feature, [place]);
    }
  });

  const most = Math.log(1 + entries.length + IMAGINED);
  const weightOf = (token: Token) => {
    let count = 0;
    for (const [feature, sure] of token.features) {
      if (sure > HINTED) count = Math.max(count, seenIn.get(feature)?.size ?? 0);
    }
    return (token.force * Math.log(1 + (entries.length + IMAGINED) / (count + 1))) / most;
  };
  const forms = read.map(({ entry, words }) => ({
    entry,
    tokens: words.tokens,
    weights: words.tokens.map(weightOf),
    groups: letterGroups(words.tokens),
  }));
  return {
    entries,
    languages,
    spoken,
    forms,
    formsOf: countForms(forms, entries.length),
    postings: postingsOf(forms),
    inAnswers,
    exactly,
    weightOf,
    correct: createCorrection(seenIn.keys(), spoken, reading.languages),
  };
}

function readingOf(
  entry: KnowledgeEntry,
  reading: WordReading,
  known: WeakMap<KnowledgeEntry, EntryReading>,
): EntryReading {
  const before = known.get(entry);
  if (before) return before;
  const text = [entry.question, ...(entry.forms ?? []), entry.answer.slice(0, MAX_ANSWER)].join('\n');
  const now: EntryReading = { languages: guessLanguages(text, reading.split(text), reading.languages) };
  known.set(entry, now);
  return now;
}

function wordsOf(
  entry: KnowledgeEntry,
  languages: readonly string[],
  reading: WordReading,
  own: EntryReading | undefined,
): NonNullable<EntryReading['words']> {
  const tongue = languages.join(' ');
  if (own?.words?.tongue === tongue) return own.words;
  const read = (text: string) => readWords(text, reading, { languages, otherwise: [] });
  const { tokens } = read(entry.answer.slice(0, MAX_ANSWER));
  const words = {
    tongue,
    forms: [entry.question, ...(entry.forms ?? [])].map(read),
    answer: new Set(tokens.flatMap((token) => [...token.features.keys()])),
  };
  if (own) own.words = words;
  return words;
}

function countForms(forms: readonly IndexedForm[], entries: number): readonly number[] {
  const counts = Array.from({ length: entries }, () => 0);
  for (const { entry } of forms) counts[entry] = (counts[entry] ?? 0) + 1;
  return counts;
}

function postingsOf(forms: readonly IndexedForm[]): ReadonlyMap<string, readonly Posting[]> {
  const postings = new Map<string, Posting[]>();
  forms.forEach(({ tokens }, form) =>
    tokens.forEach((one, token) => {
      for (const [feature, sure] of one.features) {
        const list = postings.get(feature);
        if (list) list.push({ form, token, sure });
        else postings.set(feature, [{ form, token, sure }]);
      }
    }),
  );
  return postings;
}

/** Corrects towards the words of the entries first, then towards those that their languages have. */
function createCorrection(
  features: Iterable<string>,
  spoken: readonly string[],
  { byCode }: Languages,
): EntryIndex['correct'] {
  const all = new Set(features);
  const own = [...all].filter((feature) => feature.startsWith('w:')).map((feature) => feature.slice(2));
  const common = spoken
    .flatMap((code) => byCode.get(code) ?? [])
    .flatMap(({ stopWords, lexicon }) => [
      ...stopWords,
      ...[...lexicon.ideasOf.keys()].flatMap((words) => words.split(' ')),
    ]);
  const known = new Set([...own, ...common, ...COMMON_WORDS, ...LIGHT_WORDS]);
  const inOwn = createSpelling(own);
  const inCommon = createSpelling(common);
  return (word, stems) =>
    known.has(word) || stems.some((stem) => all.has(`s:${stem}`) || known.has(stem))
      ? word
      : (inOwn(word) ?? inCommon(word));
}

function addTo(map: Map<string, Set<number>>, key: string, value: number): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

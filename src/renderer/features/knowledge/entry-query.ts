import type { KnowledgeEntry } from '../../../shared/domain';
import { createMatcher } from '../../../shared/search/matcher';

/** Which entries are shown, and in which order. */
export interface EntryQuery {
  readonly text: string;
  /** Null: any. */
  readonly tag: string | null;
  readonly state: 'any' | 'active' | 'off';
  readonly sort: 'newest' | 'changed' | 'question' | 'wordings';
}

/** Every entry, the newest first. */
export const anyEntry: EntryQuery = { text: '', tag: null, state: 'any', sort: 'newest' };

/** Gives whether a query leaves any entry out. */
export function isNarrow({ text, tag, state }: EntryQuery): boolean {
  return text.trim() !== '' || tag !== null || state !== 'any';
}

/**
 * Gives the entries that a query finds, in its order: those that have every word of it, or one that begins with it, in
 * their question, its forms, their answer or their tags.
 *
 * @param entries the newest first
 */
export function findEntries(entries: readonly KnowledgeEntry[], query: EntryQuery): readonly KnowledgeEntry[] {
  const { text, tag, state, sort } = query;
  const matcher = text.trim() === '' ? null : createMatcher(text);
  const found = entries.filter(
    (entry) =>
      (tag === null || entry.tags?.includes(tag) === true) &&
      (state === 'any' || (state === 'active') === (entry.active ?? true)) &&
      (matcher === null ||
        matcher.coversAll([entry.question, ...(entry.forms ?? []), entry.answer, ...(entry.tags ?? [])])),
  );
  if (sort === 'changed') return found.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  // As few as they have, as likely they are not found; the newest of them first.
  if (sort === 'wordings') return found.sort((a, b) => (a.forms?.length ?? 0) - (b.forms?.length ?? 0));
  if (sort === 'question') {
    const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
    return found.sort((a, b) => compare(a.question, b.question));
  }
  return found;
}

/** Gives every tag once, with how many entries have it, in the order of the alphabet. */
export function countTags(
  entries: readonly KnowledgeEntry[],
): readonly { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags = [] } of entries) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => a.tag.localeCompare(b.tag));
}

import { isDeepStrictEqual } from 'node:util';
import type { ImportItem } from '../../shared/contract/knowledge-contract';
import type { KnowledgeEntry } from '../../shared/domain';
import { foldText } from '../../shared/fold-text';
import { Problem } from '../ipc/problem';
import { checkRow, textOfRow, type ImportedRow, type ReadRows, type RefusedRow } from './imported-row';
import { textOf, type EntryToPut } from './keep-entries';

/** What a file would change, and what is to be put for that. */
export interface Compared {
  readonly items: readonly ImportItem[];
  /** As `items`, one for each. */
  readonly puts: readonly EntryToPut[];
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
  readonly notes: readonly string[];
}

/**
 * Compares what a file says with the entries that there are. An entry is the same by its question, however that is
 * written; a question that stands twice in the file is taken the first time.
 *
 * @throws Problem when the file says nothing
 */
export function compareImport(entries: readonly KnowledgeEntry[], read: ReadRows): Compared {
  const { rows } = read;
  if (rows.length === 0 && read.refused.length === 0) {
    throw new Problem('refused', 'There is no question in this file.', 'Choose another file.');
  }
  const known = new Map<string, KnowledgeEntry>();
  for (const entry of entries) if (!known.has(keyOf(entry.question))) known.set(keyOf(entry.question), entry);
  const seen = new Map<string, number>();
  const items: ImportItem[] = [];
  const puts: EntryToPut[] = [];
  const refused: RefusedRow[] = [...read.refused];
  let unchanged = 0;
  for (const given of rows) {
    const row = checkRow(given);
    if ('reason' in row) {
      refused.push(row);
      continue;
    }
    const key = keyOf(row.question);
    const first = seen.get(key);
    if (first !== undefined) {
      refused.push({ ...shownOf(row), reason: `The same question stands in line ${first} already.` });
      continue;
    }
    seen.set(key, row.line);
    const entry = known.get(key) ?? null;
    const before = entry && textOf(entry);
    const text = textOfRow(row, before);
    if (isDeepStrictEqual(text, before)) unchanged += 1;
    else {
      items.push({ line: row.line, kind: before ? 'changed' : 'new', text, before });
      puts.push({ before: entry, text });
    }
  }
  return { items, puts, unchanged, refused: refused.sort((a, b) => a.line - b.line), notes: read.notes };
}

/** A question as it is told from others: letters and digits, whatever stands between them. */
function keyOf(question: string): string {
  const letters = foldText(question)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return letters === '' ? question : letters;
}

function shownOf({ line, question }: ImportedRow): Pick<RefusedRow, 'line' | 'question'> {
  return { line, question: question.slice(0, 120) };
}

import { knowledgeText, MAX_ENTRIES, type EntryText } from '../../shared/contract/knowledge-contract';
import { Problem } from '../ipc/problem';

/** An entry as a file says it; null for what the file does not say, which then stays as it is. */
export interface ImportedRow {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  readonly question: string;
  readonly answer: string;
  readonly forms: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly active: boolean | null;
}

/** Why something in a file is not taken. */
export interface RefusedRow {
  readonly line: number;
  readonly question: string;
  readonly reason: string;
}

/** What a file says. */
export interface ReadRows {
  readonly rows: readonly ImportedRow[];
  readonly refused: readonly RefusedRow[];
  /** What was noticed about the file, a sentence each. */
  readonly notes: readonly string[];
}

/** Longest start of a question that stands for it where it is refused, in characters. */
const SHOWN = 120;

/** What is said of a file with more questions than are read at once; nobody reads it to its end to count them. */
export function tooMany(): Problem {
  return new Problem(
    'refused',
    `The file has more than ${MAX_ENTRIES.toLocaleString('en')} entries, which is the most that is read at once.`,
    'Part it into several files.',
  );
}

/** Checks a row as the editor does: gives it as it would be kept, or why it cannot be. */
export function checkRow(row: ImportedRow): ImportedRow | RefusedRow {
  const question = knowledgeText.question.safeParse(row.question);
  const answer = knowledgeText.answer.safeParse(row.answer);
  const forms = knowledgeText.forms.safeParse(row.forms ?? []);
  const tags = knowledgeText.tags.safeParse(row.tags ?? []);
  if (!question.success) return refuse(row, question.error);
  if (!answer.success) return refuse(row, answer.error);
  if (!forms.success) return refuse(row, forms.error);
  if (!tags.success) return refuse(row, tags.error);
  return {
    ...row,
    question: question.data,
    answer: answer.data,
    forms: row.forms && forms.data.filter((form) => form !== question.data),
    tags: row.tags && tags.data,
  };
}

function refuse(row: ImportedRow, error: { readonly issues: readonly { readonly message: string }[] }): RefusedRow {
  const reasons: Readonly<Record<string, string>> = {
    'Write the question that customers ask.': 'It has no question.',
    'Write the answer to it.': 'It has no answer.',
  };
  const sentence = error.issues[0]?.message ?? 'It cannot be read.';
  return { line: row.line, question: row.question.slice(0, SHOWN), reason: reasons[sentence] ?? sentence };
}

/** Gives an entry as a row is to make it: what the row does not say stays as it was. */
export function textOfRow(row: ImportedRow, before: EntryText | null): EntryText {
  return {
    question: row.question,
    answer: row.answer,
    forms: row.forms ?? before?.forms ?? [],
    tags: row.tags ?? before?.tags ?? [],
    active: row.active ?? before?.active ?? true,
  };
}

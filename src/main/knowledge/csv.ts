import { CsvError, parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { MAX_ENTRIES, type EntryText } from '../../shared/contract/knowledge-contract';
import { CSV_START, toCsv } from '../../shared/csv';
import { foldText } from '../../shared/fold-text';
import { Problem } from '../ipc/problem';
import { tooMany, type ImportedRow } from './imported-row';

/** The columns, in their order. */
const columns = ['question', 'forms', 'answer', 'tags', 'active'] as const;
type Column = (typeof columns)[number];

/** What people call the columns, folded. */
const names: Readonly<Record<string, Column>> = {
  ...{ question: 'question', questions: 'question', q: 'question', title: 'question', frage: 'question' },
  ...{ forms: 'forms', 'also asked': 'forms', variants: 'forms', alternatives: 'forms', formen: 'forms' },
  ...{ answer: 'answer', answers: 'answer', a: 'answer', response: 'answer', reply: 'answer', antwort: 'answer' },
  ...{ tags: 'tags', tag: 'tags', labels: 'tags', category: 'tags' },
  ...{ active: 'active', enabled: 'active', aktiv: 'active' },
};

/** Most columns of a file that is about questions and answers. */
const MAX_COLUMNS = 100;
/** Longest row, in characters: an entry with all its forms, and what may stand beside it. */
const MAX_ROW = 200_000;
/** So much is read before others get their turn, in bytes: some milliseconds. */
const AT_ONCE = 16_384;

/** Texts that mean “not active”, folded. */
const NO = new Set(['no', 'n', 'false', '0', 'off', 'inactive', 'nein', 'non']);

/** What in a cell would read as an apostrophe that was put in front of a formula. */
const LIKE_ESCAPED = /^'+[=+\-@\t\r]/;

/**
 * Gives entries as a table that spreadsheets open and `readCsv` gives back exactly. Forms stand one on each line of their
 * cell, tags with commas between them.
 */
export function writeCsv(entries: readonly EntryText[]): string {
  const rows = entries.map(({ question, forms, answer, tags, active }) =>
    [question, forms.join('\n'), answer, tags.join(', '), active ? 'yes' : 'no'].map(escape),
  );
  return CSV_START + toCsv([[...columns], ...rows]);
}

/** An apostrophe in front of a formula is taken off again, so one that was there before must become two. */
function escape(text: string): string {
  return LIKE_ESCAPED.test(text) ? `'${text}` : text;
}

function unescape(text: string): string {
  return LIKE_ESCAPED.test(text) ? text.slice(1) : text;
}

/**
 * Reads a table, as spreadsheets save it: with commas, semicolons or tabs, any line ends, cells of several lines.
 *
 * @throws Problem when it is no table, none with questions and answers, or one of far too many
 */
export async function readCsv(text: string): Promise<readonly ImportedRow[]> {
  const { content, linesBefore, delimiter } = findDelimiter(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const records = await parseRecords(content, delimiter);
  const head = records[0];
  if (!head)
    throw new Problem('refused', 'The file is empty.', 'Choose one with a column “question” and one “answer”.');
  const at = readHead(head.record);
  return records.slice(1).flatMap(({ record, line }): ImportedRow[] => {
    const cell = (column: Column) => {
      const index = at.get(column);
      return index === undefined ? null : unescape(record[index] ?? '');
    };
    const active = cell('active');
    return [
      {
        line: line + linesBefore,
        question: cell('question') ?? '',
        answer: cell('answer') ?? '',
        forms: cell('forms')?.split('\n') ?? null,
        tags: cell('tags')?.split(/[,;\n]/) ?? null,
        active: active === null ? null : !NO.has(foldText(active)),
      },
    ];
  });
}

/** Finds what parts the cells: Excel may say it in a line of its own, else the first line has most of it. */
function findDelimiter(text: string): { content: string; linesBefore: number; delimiter: string } {
  const said = /^sep=(.)\n/i.exec(text);
  if (said) return { content: text.slice(said[0].length), linesBefore: 1, delimiter: said[1] ?? ',' };
  const first = /^(?:[^\n"]|"[^"]*")*/.exec(text.slice(0, MAX_ROW))?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  const delimiter = [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
  return { content: text, linesBefore: 0, delimiter };
}

/** Takes a table apart, a piece at a time, and not further than the rows that can be read at once. */
async function parseRecords(content: string, delimiter: string): Promise<{ record: string[]; line: number }[]> {
  const found: { record: string[]; line: number }[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW,
    on_record: (record: string[], { lines }) => {
      if (record.length > MAX_COLUMNS) {
        throw new Problem(
          'refused',
          `The file has ${record.length} columns, which is no table of questions and answers.`,
        );
      }
      // Spreadsheets save what was once used and is empty now.
      if (record.every((cell) => cell.trim() === '')) return null;
      // The first is the head.
      if (found.length > MAX_ENTRIES) throw tooMany();
      // It is told where a record ends; cells of several lines lie before that.
      const inside = record.join('').match(/\n/g)?.length ?? 0;
      found.push({ record, line: lines - inside });
      return null;
    },
  });
  try {
    await pipeline(piecesOf(content), parser);
    return found;
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error);
    throw error;
  }
}

/** Bytes, not characters: of an emoji that is cut in two as text nothing is left. */
async function* piecesOf(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    yield bytes.subarray(at, at + AT_ONCE);
    await setImmediate();
  }
}

function unreadable(error: CsvError): Problem {
  const at = typeof error.lines === 'number' ? ` (line ${error.lines})` : '';
  const why = error.code.includes('QUOTE')
    ? `a quotation mark is open or out of place${at}`
    : error.code === 'CSV_MAX_RECORD_SIZE'
      ? `a row is far too long${at}; a quotation mark may be missing`
      : `it is no table${at}`;
  return new Problem(
    'refused',
    `The file cannot be read: ${why}.`,
    'Open it in a spreadsheet, save it as CSV again, and choose that.',
    error.message,
  );
}

/** Finds the columns by their names. */
function readHead(head: readonly string[]): ReadonlyMap<Column, number> {
  const at = new Map<Column, number>();
  head.forEach((cell, index) => {
    const column = names[foldText(cell).replace(/[:*]$/, '')];
    if (column !== undefined && !at.has(column)) at.set(column, index);
  });
  const missing = (['question', 'answer'] as const).filter((column) => !at.has(column));
  if (missing.length === 0) return at;
  throw new Problem(
    'refused',
    `The first line names no column “${missing.join('” and no column “')}”.`,
    'Name the columns in the first line: question, forms, answer, tags, active. Only question and answer are needed.',
  );
}

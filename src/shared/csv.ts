/** A value of a table: text, a number, or nothing. */
export type Cell = string | number | null;

/**
 * What a file of them begins with: the mark of UTF-8, without which Excel takes it for the alphabet of the machine and shows
 * “Grüße” as “GrÃ¼ÃŸe”.
 */
export const CSV_START = '\ufeff';

/** Beginnings that make a spreadsheet take a text for a formula and carry it out when the file is opened. */
const FORMULA = /^[=+\-@\t\r]/;
/** What must stand in quotation marks (RFC 4180). */
const QUOTED = /[",\r\n]/;

/**
 * Gives rows as comma-separated values (RFC 4180), each with its line end. Text that a spreadsheet would take for a
 * formula gets an apostrophe in front, which spreadsheets show as the text itself; numbers stay numbers.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../ipc/problem';
import { describeDiskProblem } from '../store/disk-problem';
import { readCsv } from './csv';
import type { ReadRows } from './imported-row';
import { readMarkdown } from './markdown';

/** Largest file that is read, in bytes: some thousand entries of ordinary length. */
const MAX_BYTES = 5 * 2 ** 20;
/** Control characters that no text has. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/**
 * Reads a file of questions and answers: Markdown by the ending of its name, else a table.
 *
 * @throws Problem with a sentence for people when it cannot be read
 */
export async function readKnowledgeFile(file: string): Promise<ReadRows> {
  const bytes = await readBytes(file);
  const { text, notes } = decode(bytes);
  const isMarkdown = /\.(md|markdown|mdown)$/i.test(path.basename(file));
  return { rows: await (isMarkdown ? readMarkdown : readCsv)(text), refused: [], notes };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) {
      throw new Problem(
        'refused',
        `The file has ${Math.ceil(size / 2 ** 20)} MB; questions and answers are read up to ${MAX_BYTES / 2 ** 20} MB.`,
        'Choose a smaller file, or part it.',
      );
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { message, remedy } = describeDiskProblem(error, 'file');
    throw new Problem('unavailable', message, remedy);
  }
}

/** Reads bytes as the text that they most probably are. @throws Problem when they are none */
function decode(bytes: Buffer): { text: string; notes: readonly string[] } {
  const { text, notes } = decodeText(bytes);
  if (!BINARY.test(text)) return { text, notes };
  throw new Problem(
    'refused',
    'This file is no text, so there are no questions in it that could be read.',
    'In a spreadsheet, save the table as CSV (UTF-8), and choose that.',
  );
}

function decodeText(bytes: Buffer): { text: string; notes: readonly string[] } {
  // What spreadsheets call Unicode text.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), notes: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      notes: ['The file is not saved as UTF-8. It was read as Western European text: look whether accents are right.'],
    };
  }
}

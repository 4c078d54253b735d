import { type Adapter, Low } from 'lowdb';
import { codeOf, type Disk, writeWhole } from './disk';

/** Text is handed to the disk in pieces of about this many characters, so that no piece holds up other work. */
const PIECE_LENGTH = 128 * 1024;

/** What every document says of itself. */
export interface DocumentHead {
  /** Form of the document (see migrations.ts). */
  readonly version: number;
  /** The newest change that is in it: later ones are still in the journal. */
  readonly seq: number;
}

/** The form in which documents are written now. */
export const DOCUMENT_VERSION = 1;

/** A document that is there but cannot be understood. */
export class DamagedDocumentError extends Error {
  override readonly name = 'DamagedDocumentError';
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Reads a document. Null when there is none.
 *
 * @param tables the lists of documents that must be in it
 * @throws DamagedDocumentError when it is not JSON or not of the expected shape
 */
export async function readDocument<T extends DocumentHead>(
  disk: Disk,
  file: string,
  tables: readonly (keyof T & string)[],
): Promise<T | null> {
  const low = new Low<T | null>(durableAdapter<T | null>(disk, file), null);
  await low.read();
  if (low.data === null) return null;
  const reason = whyNot(low.data, tables);
  if (reason) throw new DamagedDocumentError(file, reason);
  return low.data;
}

/** Writes a document: after a crash it is either as it was or as it is now. Its folder must be synced after it. */
export async function writeDocument(disk: Disk, file: string, data: DocumentHead): Promise<void> {
  await new Low(durableAdapter<DocumentHead>(disk, file), data).write();
}

/** How lowdb reaches the disk. Its own file adapter neither syncs nor tells damage from absence. */
function durableAdapter<T>(disk: Disk, file: string): Adapter<T> {
  return {
    async read() {
      let text: string;
      try {
        text = (await disk.read(file)).toString('utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
      let data: unknown = null;
      try {
        data = JSON.parse(text);
      } catch {
        // Falls through: half a document is no document.
      }
      if (typeof data !== 'object' || data === null) throw new DamagedDocumentError(file, 'it is not whole JSON');
      return data as T;
    },
    write: (data) => writeWhole(disk, file, toPieces(data)),
  };
}

/** Says a document as JSON, one entry of a list on each line: easy to read, to search and to compare. */
function* toPieces(data: unknown): Generator<string> {
  let piece = '{';
  let comma = '\n';
  for (const [key, value] of Object.entries(data as object)) {
    piece += `${comma}${JSON.stringify(key)}: `;
    comma = ',\n';
    if (!Array.isArray(value) || value.length === 0) {
      piece += JSON.stringify(value);
      continue;
    }
    let between = '[\n';
    for (const item of value) {
      piece += between + JSON.stringify(item);
      between = ',\n';
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
    piece += '\n]';
  }
  yield `${piece}\n}\n`;
}

function whyNot(data: object, tables: readonly string[]): string | null {
  const document = data as Record<string, unknown>;
  if (!Number.isSafeInteger(document.version) || !Number.isSafeInteger(document.seq)) {
    return 'its "version" or "seq" is missing';
  }
  for (const table of tables) {
    const list = document[table];
    if (!Array.isArray(list)) return `its "${table}" are missing`;
    if (!list.every(hasId)) return `one of its "${table}" has no "_id"`;
  }
  return null;
}

function hasId(item: unknown): boolean {
  return typeof item === 'object' && item !== null && '_id' in item && typeof item._id === 'string';
}

import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Parser from 'stream-json/Parser.js';

/** A document of a file, and where it stands. */
export interface FoundDocument {
  /** The list that it stands in; null for a file that is one list of documents, or one document a line. */
  readonly list: string | null;
  /** From 0, in its list. */
  readonly index: number;
  readonly value: unknown;
}

export interface JsonListener {
  /** When it gives a promise, reading waits for that. */
  onDocument(found: FoundDocument): void | Promise<void>;
  /** The other fields of an object with lists of documents. */
  onFields(fields: Readonly<Record<string, unknown>>): void;
}

/** What an export has lists of. */
const lists: ReadonlySet<string> = new Set([
  'channels',
  'contacts',
  'threads',
  'addresses',
  'sessions',
  'messages',
  'knowledge',
  'canned',
]);
/** Nothing of ours is nested deeper than this, and no program that reads it later should have to go deeper. */
const MAX_DEPTH = 50;

/** The file is not JSON, or not of a form that documents come in. */
export class NotJsonError extends Error {
  override readonly name = 'NotJsonError';
}

interface Token {
  readonly name: string;
  readonly value?: string;
}

/**
 * Reads documents from a JSON file one by one, however large it is. Three forms: an object with lists of documents
 * (an export), one list of documents (`mongoexport --jsonArray`), one document after the other (`mongoexport`).
 *
 * @throws NotJsonError with the place where reading ended
 */
export async function readJsonDocuments(file: string, listener: JsonListener, signal?: AbortSignal): Promise<void> {
  const parser = new Parser({ jsonStreaming: true, packValues: true, streamValues: false });
  const input = createReadStream(file, { highWaterMark: 256 * 1024 });
  const finder = new DocumentFinder();
  // `data` rather than `for await`: there are some thirty tokens to a message.
  parser.on('data', (token: Token) => {
    try {
      const found = finder.take(token);
      if (!found) return;
      if ('fields' in found) {
        listener.onFields(found.fields);
        return;
      }
      const waiting = listener.onDocument(found);
      if (!waiting) return;
      parser.pause();
      waiting.then(
        () => parser.resume(),
        (error: unknown) => parser.destroy(toError(error)),
      );
    } catch (error) {
      parser.destroy(toError(error));
    }
  });
  try {
    await pipeline(input, createMarkRemover(), parser, { ...(signal ? { signal } : {}) });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('Parser ')) throw error;
    throw new NotJsonError(`The file is not whole JSON: reading ended ${finder.place()}. ${error.message}.`, {
      cause: error,
    });
  }
}

/** Takes away a byte order mark, as Windows programs write it: it is not JSON. */
function createMarkRemover(): Transform {
  let isFirst = true;
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      const hasMark = isFirst && data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf;
      isFirst = false;
      done(null, hasMark ? data.subarray(3) : data);
    },
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

type Found = FoundDocument | { readonly fields: Readonly<Record<string, unknown>> } | null;

/** Follows the tokens of a file and puts documents together. */
class DocumentFinder {
  /** What is being put together, from the document down. */
  private readonly open: (unknown[] | Record<string, unknown>)[] = [];
  private readonly keys: string[] = [];
  private key = '';
  /** The outermost value: nothing yet, an object with its fields, or a list of documents. */
  private outer: 'nothing' | 'object' | 'list' = 'nothing';
  private fields: Record<string, unknown> = {};
  /** The list of documents that is being read. */
  private list: { readonly name: string | null; count: number } | null = null;
  private lines = 0;

  /** Says where reading has come to. */
  place(): string {
    if (this.list?.name) return `after ${this.list.name}[${this.list.count - 1}]`;
    const count = this.list?.count ?? this.lines;
    return count > 0 ? `after ${count} documents` : 'at the beginning';
  }

  take(token: Token): Found {
    switch (token.name) {
      case 'startObject':
        return this.start({});
      case 'startArray':
        return this.start([]);
      case 'keyValue':
        this.key = token.value ?? '';
        return null;
      case 'endObject':
      case 'endArray':
        return this.end();
      case 'stringValue':
        return this.value(token.value);
      case 'numberValue':
        return this.value(Number(token.value));
      case 'nullValue':
        return this.value(null);
      case 'trueValue':
        return this.value(true);
      case 'falseValue':
        return this.value(false);
      default:
        return null;
    }
  }

  private start(container: unknown[] | Record<string, unknown>): null {
    const isList = Array.isArray(container);
    if (this.outer === 'nothing') {
      this.outer = isList ? 'list' : 'object';
      this.list = isList ? { name: null, count: 0 } : null;
      this.fields = {};
      return null;
    }
    const isOfFile = this.outer === 'object' && this.open.length === 0 && this.list === null;
    // A document on a line of its own has its id before its lists.
    if (isOfFile && isList && lists.has(this.key) && !('_id' in this.fields)) {
      this.list = { name: this.key, count: 0 };
      return null;
    }
    if (this.open.length >= MAX_DEPTH) throw new NotJsonError(`The file is nested too deeply ${this.place()}.`);
    this.keys.push(this.key);
    this.open.push(container);
    return null;
  }

  private end(): Found {
    const container = this.open.pop();
    if (container) {
      this.key = this.keys.pop() ?? '';
      return this.value(container);
    }
    if (this.list && this.outer === 'object') {
      this.list = null;
      return null;
    }
    const { outer, fields } = this;
    this.outer = 'nothing';
    this.list = null;
    if (outer === 'list') return null;
    return '_id' in fields ? { list: null, index: this.lines++, value: fields } : { fields };
  }

  private value(value: unknown): Found {
    const container = this.open.at(-1);
    if (Array.isArray(container)) container.push(value);
    else if (container) define(container, this.key, value);
    else if (this.list) return { list: this.list.name, index: this.list.count++, value };
    else if (this.outer === 'object') define(this.fields, this.key, value);
    else throw new NotJsonError('The file holds no documents: it must begin with { or [.');
    return null;
  }
}

/** Sets a field of any name, `__proto__` too. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

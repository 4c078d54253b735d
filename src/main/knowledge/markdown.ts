import { Lexer, type Token, type Tokens } from 'marked';
import { setImmediate } from 'node:timers/promises';
import { MAX_ENTRIES, type EntryText } from '../../shared/contract/knowledge-contract';
import { Problem } from '../ipc/problem';
import { tooMany, type ImportedRow } from './imported-row';
import { piecesOf } from './markdown-pieces';
import { insideOf, plainText } from './markdown-text';

/** Longest paragraph, in characters: the longest answer, were each of its characters marked. */
const MAX_PARAGRAPH = 10_000;
/** So much is read before others get their turn, in characters: some milliseconds. */
const AT_ONCE = 8_192;
/** Longest list, table or code, which is read in one: far more than an entry with all its forms. */
const MAX_PIECE = 50_000;
/** What reading a paragraph costs besides its length, as so many characters. */
const PARAGRAPH_COSTS = 100;
/** Most headings: a title for each question. */
const MAX_HEADINGS = 2 * MAX_ENTRIES;
const TOO_DEEP = /^(?:(?:[ \t]*>){40}|(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]){200})/m;
const ALSO = /^also asked\s*:$/i;
const TAGS = /^tags\s*:(?!\/)\s*/i;
const ACTIVE = /^active\s*:\s*(yes|no)$/i;

/**
 * Gives entries as a text that people read and `readMarkdown` gives back exactly: a heading for each question, other forms
 * as a list, the answer in paragraphs, tags below it.
 */
export function writeMarkdown(entries: readonly EntryText[]): string {
  return `# Knowledge\n\n${entries.map(writeEntry).join('\n')}`;
}

function writeEntry({ question, forms, answer, tags, active }: EntryText): string {
  return [
    `## ${escapeLine(question)}`,
    ...(forms.length > 0 ? [`Also asked:`, forms.map((form) => `- ${escapeLine(form)}`).join('\n')] : []),
    ...answer.split('\n\n').map((paragraph) => paragraph.split('\n').map(escapeLine).join('\\\n')),
    ...(tags.length > 0 ? [`Tags: ${tags.map(escapeLine).join(', ')}`] : []),
    ...(active ? [] : ['Active: no']),
    '',
  ].join('\n\n');
}

/** Web addresses, without what closes the sentence around them. */
const ADDRESS = /(https?:\/\/[^\s\p{Cc}<>\\]*[^\s\p{Cc}<>\\.,;:!?'")\]])/u;

/** Gives a line so that it is read as these characters and nothing else, with as few signs more as that takes. */
function escapeLine(line: string): string {
  return line
    .split(ADDRESS)
    .map((part, at) => (at % 2 === 1 ? `<${part}>` : escapeWords(part)))
    .join('')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^(also asked|tags|active)(\s*):/i, '$1$2\\:')
    .replace(/^\s/, (space) => `&#${space.charCodeAt(0)};`);
}

function escapeWords(words: string): string {
  return words
    .replace(/[\\`*[\]<>&~#|@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/(https?|ftp)(:\/\/)/gi, '$1\\$2')
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}\\.`);
}

/**
 * Reads questions and answers out of a Markdown text. A heading with nothing but other headings below it is a title.
 *
 * @throws Problem when it is none that people write, or has far too many questions
 */
export async function readMarkdown(text: string): Promise<readonly ImportedRow[]> {
  const rows: ImportedRow[] = [];
  let line = 1;
  let open: Section | null = null;
  const finish = (next: Tokens.Heading | null) => {
    if (open && !(isTitle(open) && next && next.depth > open.depth)) rows.push(rowOf(open));
  };
  for (const token of await lex(text.replace(/^\ufeff/, ''))) {
    if (isHeading(token)) {
      finish(token);
      open = { line, depth: token.depth, question: plainText(token.tokens), body: [] };
    } else if (open && token.type !== 'space' && token.type !== 'def' && token.type !== 'hr') open.body.push(token);
    line += token.raw.split('\n').length - 1;
  }
  finish(null);
  if (rows.length > MAX_ENTRIES) throw tooMany();
  return rows;
}

/**
 * Takes a text apart, a piece at a time, and not further than the questions that can be read at once. What stands between
 * two empty lines takes the square of its length, so there is a limit to that.
 */
async function lex(text: string): Promise<readonly Token[]> {
  if (TOO_DEEP.test(text)) throw unreadable('quotations or lists stand in one another far too deep');
  const lexer = new Lexer({ gfm: true });
  const tokens = lexer.tokens;
  let headings = 0;
  for (const piece of piecesOf(text.replace(/\r\n?/g, '\n'), AT_ONCE, MAX_PIECE)) {
    if (piece.length > MAX_PIECE) throw unreadable('a list, a table or a part without empty lines is far too long');
    const before = tokens.length;
    addBlocks(lexer, piece);
    for (let at = before; at < tokens.length; at += 1) if (tokens[at]?.type === 'heading') headings += 1;
    if (headings > MAX_HEADINGS) throw tooMany();
    await setImmediate();
  }
  let read = 0;
  for (const { src, tokens: inside } of lexer.inlineQueue) {
    if (src.length > MAX_PARAGRAPH) throw unreadable('a paragraph is far too long');
    lexer.inlineTokens(src, inside);
    read += src.length + PARAGRAPH_COSTS;
    if (read < AT_ONCE) continue;
    read = 0;
    await setImmediate();
  }
  return tokens;
}

function addBlocks(lexer: Lexer, text: string): void {
  try {
    lexer.blockTokens(text, lexer.tokens);
  } catch (error) {
    // It goes down into each list, and has no end of its own.
    if (error instanceof RangeError) throw unreadable('lists or empty lines stand in one another far too deep');
    throw error;
  }
}

function unreadable(why: string): Problem {
  return new Problem('refused', `The file cannot be read: ${why}.`, 'Choose one with a heading for each question.');
}

interface Section {
  readonly line: number;
  readonly depth: number;
  readonly question: string;
  readonly body: Token[];
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function isTitle({ body }: Section): boolean {
  return body.length === 0;
}

function rowOf({ line, question, body }: Section): ImportedRow {
  let forms: string[] = [];
  let tags: string[] = [];
  let active = true;
  const answer: string[] = [];
  for (let at = 0; at < body.length; at += 1) {
    const token = body[at];
    const next = body[at + 1];
    if (!token) continue;
    const raw = token.type === 'paragraph' ? token.raw.trim() : '';
    const words = raw.replace(/\*\*|__/g, '');
    if (ALSO.test(words) && next?.type === 'list') {
      forms = (next as Tokens.List).items.map((item) => plainText(item.tokens));
      at += 1;
    } else if (TAGS.test(words) && !raw.includes('\n')) {
      tags = plainText((token as Tokens.Paragraph).tokens)
        .replace(TAGS, '')
        .split(/[,;]/);
    } else if (ACTIVE.test(words)) active = !/no$/i.test(words);
    else answer.push(blockText(token));
  }
  return { line, question, answer: answer.join('\n\n'), forms, tags, active };
}

/** Gives a part of an answer as the plain text that a customer gets. */
function blockText(token: Token): string {
  switch (token.type) {
    case 'list': {
      const { items, ordered, start } = token as Tokens.List;
      return items
        .map((item, index) => `${ordered ? `${(start || 1) + index}.` : '-'} ${plainText(item.tokens)}`)
        .join('\n');
    }
    case 'blockquote':
      return (insideOf(token) ?? []).map(blockText).filter(Boolean).join('\n\n');
    case 'code':
      return (token as Tokens.Code).text;
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].map((row) => row.map((cell) => plainText(cell.tokens)).join(' | ')).join('\n');
    }
    case 'html':
      return token.raw.trim();
    default: {
      const inside = insideOf(token);
      return inside ? plainText(inside) : token.raw.trim();
    }
  }
}

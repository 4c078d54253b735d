import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareImport } from '../../../src/main/knowledge/compare-import';
import { readCsv, writeCsv } from '../../../src/main/knowledge/csv';
import { checkRow, textOfRow, type ImportedRow } from '../../../src/main/knowledge/imported-row';
import { readMarkdown, writeMarkdown } from '../../../src/main/knowledge/markdown';
import { readKnowledgeFile } from '../../../src/main/knowledge/read-knowledge-file';
import { knowledgeText, type EntryText } from '../../../src/shared/contract/knowledge-contract';
import type { KnowledgeEntry } from '../../../src/shared/domain';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'knowledge-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Pieces of text that mean something to a spreadsheet or to Markdown. */
const pieces = fc.constantFrom(
  ...[
    '=1+1',
    '+',
    '-',
    '@SUM(A1)',
    "'",
    "'=x",
    "''-",
    '"',
    '""',
    ',',
    ';',
    '|',
    '\\',
    '\\_',
    '#',
    '##',
    '*',
    '**a**',
    '_b_',
    'a_b',
  ],
  ...[
    '> q',
    '1.',
    '2)',
    '- x',
    '[a](b)',
    '![i](j)',
    '<b>',
    '</b>',
    '<!-- c -->',
    '&amp;',
    '&#32;',
    '`code`',
    '```',
    '~~~',
    '~~s~~',
  ],
  ...[
    '---',
    ':---',
    '===',
    'Tags: a',
    'Also asked:',
    'Active: no',
    'https://a.example/b_c?d=e&f=~g*',
    'www.b.example',
    'x@y.example',
  ],
  ...[
    '{{name}}',
    '😀',
    'ß',
    'é',
    '\u202e',
    '٣',
    '    four',
    '\ttab',
    ' ',
    '  ',
    '.',
    '!',
    ':',
    '[x]: http://y',
    '[^1]',
    '$1',
  ],
);
const words = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(''));
const lines = fc
  .array(words, { minLength: 1, maxLength: 6 })
  .chain((all) =>
    fc
      .array(fc.constantFrom('\n', '\n\n', '\r\n', ' '), { minLength: all.length, maxLength: all.length })
      .map((ends) => all.map((one, at) => one + (ends[at] ?? '')).join('')),
  );
/** Entries as they are kept: what the editor makes of whatever is typed. */
const entryTexts = fc
  .record({
    question: words,
    forms: fc.array(words, { maxLength: 4 }),
    answer: lines,
    tags: fc.array(
      words.map((tag) => tag.replace(/[,;]/g, '').slice(0, 40)),
      { maxLength: 3 },
    ),
    active: fc.boolean(),
  })
  .map((given): EntryText | null => {
    const { question, answer, forms, tags } = parsed(given);
    return question === undefined || answer === undefined ? null : { ...given, question, answer, forms, tags };
  })
  .filter((given) => given !== null);

function parsed(given: { question: string; forms: string[]; answer: string; tags: string[] }) {
  const question = knowledgeText.question.safeParse(given.question).data;
  return {
    question,
    answer: knowledgeText.answer.safeParse(given.answer).data,
    forms: (knowledgeText.forms.safeParse(given.forms).data ?? []).filter((form) => form !== question),
    tags: knowledgeText.tags.safeParse(given.tags).data ?? [],
  };
}

const texts = (rows: readonly ImportedRow[]) =>
  rows.map((row) => {
    const checked = checkRow(row);
    return 'reason' in checked ? checked : textOfRow(checked, null);
  });

// Bug caught: a sign of spreadsheets or of Markdown in a question or an answer that is another one after the round trip.
test.each([
  ['a table', (all: readonly EntryText[]) => readCsv(writeCsv(all))],
  ['Markdown', (all: readonly EntryText[]) => readMarkdown(writeMarkdown(all))],
])('what is exported as %s is imported exactly as it was', async (_name, trip) => {
  await fc.assert(
    fc.asyncProperty(fc.array(entryTexts, { minLength: 1, maxLength: 5 }), async (all) => {
      expect(texts(await trip(all))).toEqual(all);
    }),
    { numRuns: 300 },
  );
});

const entry = (question: string, answer: string, more: Partial<EntryText> = {}): EntryText => ({
  ...{ question, answer, forms: [], tags: [], active: true },
  ...more,
});

describe('a table', () => {
  // Bug caught: a cell that a spreadsheet carries out when the file is opened.
  test('has no cell that begins like a formula', () => {
    const csv = writeCsv([entry('=HYPERLINK("http://evil")', '@SUM(1)\n=2', { tags: ['+1'], forms: ['-1', "'=x"] })]);
    for (const cell of readCells(csv)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  const expected = [
    entry('Do you deliver?', 'Yes.\nTo all of Europe.', { forms: ['Delivery?', 'Ship to me?'], tags: ['a', 'b'] }),
  ];
  // Bug caught: a file that Excel, Numbers or Google saved and that is read as one column, or with a sign too much.
  test.each([
    [
      'of Excel in Germany',
      '\ufeffQuestion;Forms;Answer;Tags\r\nDo you deliver?;"Delivery?\nShip to me?";"Yes.\r\nTo all of Europe.";"a, b"\r\n',
    ],
    [
      'with tabs',
      'answer\ttags\tquestion\tforms\n"Yes.\nTo all of Europe."\ta;b\tDo you deliver?\t"Delivery?\r\nShip to me?"\n\n',
    ],
    [
      'that says what parts it',
      'sep=;\r\nfrage;antwort;tags;formen\r\n"Do you deliver?";"Yes.\nTo all of Europe.";a,b;"Delivery?\nShip to me?"',
    ],
    [
      'with other columns',
      'id,Question:,note,Answer,Tags,Also asked\n1,Do you deliver?,"x,y","Yes.\nTo all of Europe.","a,b","Delivery?\nShip to me?"\n,,,,,\n',
    ],
  ])('%s is read', async (_name, csv) => {
    expect(texts(await readCsv(csv))).toEqual(expected);
  });

  // Bug caught: a file without tags that empties those of every entry it touches.
  test('leaves alone what it has no column for', async () => {
    const here = stored(entry('Do you deliver?', 'Yes.', { tags: ['post'], forms: ['Delivery?'], active: false }));
    const { items } = compareImport([here], {
      rows: await readCsv('question,answer\nDO YOU DELIVER,No.\n'),
      refused: [],
      notes: [],
    });
    expect(items).toMatchObject([
      { kind: 'changed', text: { question: 'DO YOU DELIVER', answer: 'No.', tags: ['post'], active: false } },
    ]);
  });

  // Bug caught: a refusal that names the wrong line, or a row that is dropped without a word.
  test('says what it refuses, and where', async () => {
    const rows = await readCsv('question,answer\n"Two\nlines?",Yes.\n,Nothing asked\nNo answer?,\n"two lines",again\n');
    const { items, refused, unchanged } = compareImport([stored(entry('Two lines?', 'Yes.'))], {
      rows,
      refused: [],
      notes: [],
    });
    expect({ items, unchanged }).toEqual({ items: [], unchanged: 1 });
    expect(refused).toEqual([
      { line: 4, question: '', reason: 'It has no question.' },
      { line: 5, question: 'No answer?', reason: 'It has no answer.' },
      { line: 6, question: 'two lines', reason: 'The same question stands in line 2 already.' },
    ]);
  });
});

// Bug caught: Markdown that a person wrote by hand is read with its marks, or without its second paragraph.
test('Markdown that a person wrote is read as text', async () => {
  const rows = await readMarkdown(
    '\ufeff# Our answers\r\n\r\n## Delivery\r\n\r\n### Do you **deliver**?\r\n\r\n*Also asked:*\r\n\r\nYes, to\r\nall of [Europe](https://eu.example).\r\n\r\n1. Fast\r\n2. Free\r\n\r\n**Tags:** post, eu\r\n\r\n### Hidden?\r\n\r\nNo.\r\n\r\nActive: no\r\n\r\n### Nothing below\r\n',
  );
  expect(rows).toMatchObject([
    {
      line: 5,
      question: 'Do you deliver?',
      answer: 'Also asked:\n\nYes, to all of Europe (https://eu.example).\n\n1. Fast\n2. Free',
      tags: ['post', ' eu'],
    },
    { line: 17, question: 'Hidden?', answer: 'No.', active: false },
    { line: 23, question: 'Nothing below', answer: '' },
  ]);
});

// Bug caught: a file that stops the console for seconds before it is refused, or is taken for thousands of entries of rubbish.
test.each([
  ['20 MB', 'big.csv', () => Buffer.alloc(20 * 2 ** 20, 'a,b\n'), '20 MB'],
  ['a picture', 'picture.csv', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff]), 'no text'],
  ['100,000 columns', 'wide.csv', () => Buffer.from(`question,answer${',x'.repeat(100_000)}\n`), 'columns'],
  [
    'a quotation mark that is never closed',
    'open.csv',
    () => Buffer.from(`question,answer\n"a,b\n${'x,y\n'.repeat(500_000)}`),
    'quotation mark',
  ],
  ['quotation marks and nothing else', 'quotes.csv', () => Buffer.from('"'.repeat(3_000_001)), 'quotation mark'],
  ['no question', 'other.csv', () => Buffer.from('name,phone\nMaria,1\n'), 'no column “question”'],
  [
    'too many',
    'many.csv',
    () => Buffer.from(`question,answer\n${Array.from({ length: 5001 }, (_, i) => `q${i},a`).join('\n')}`),
    'more than 5,000 entries',
  ],
  ['deep Markdown', 'deep.md', () => Buffer.from('>'.repeat(100_000)), 'too deep'],
  ['deep lists', 'lists.md', () => Buffer.from(`## q\n\n${'- '.repeat(6000)}x`), 'too deep'],
  ['lines alone', 'lines.md', () => Buffer.from('\n'.repeat(5_000_000)), 'too long'],
  ['a million rows', 'rows.csv', () => Buffer.from(`question,answer\n${'a,b\n'.repeat(1_300_000)}`), 'more than 5,000'],
  ['a million list lines', 'bullets.md', () => Buffer.from(`# Q\n\n${'-\n'.repeat(2_500_000)}`), 'too long'],
  ['a million headings', 'heads.md', () => Buffer.from('# a\n'.repeat(1_300_000)), 'more than 5,000'],
  ['a table without end', 'table.md', () => Buffer.from(`# Q\n\n|a|\n|-|\n${'|b|\n'.repeat(1_200_000)}`), 'too long'],
  ['one paragraph', 'long.md', () => Buffer.from(`# Q\n\n${'_a'.repeat(500_000)}`), 'too long'],
  ['nothing', 'empty.csv', () => Buffer.from(''), 'empty'],
])('a file of %s is refused with a sentence', async (_name, name, content, words) => {
  const file = path.join(folder, name);
  await writeFile(file, content());
  const refused = expect(readKnowledgeFile(file).then((read) => compareImport([], read))).rejects.toThrow(words);
  const turns = await turnsDuring(refused);
  // Others get their turn between the pieces of a large one.
  expect(turns).toBeGreaterThanOrEqual(['empty.csv', 'big.csv'].includes(name) ? 0 : 3);
});

// Bug caught: an emoji that lies where one piece of a large file ends and the next begins comes in as two signs of damage.
test('a large table keeps each emoji, wherever it lies', async () => {
  const answerOf = (at: number) => 'a'.repeat(at) + '😀'.repeat(10_000);
  const table = ['question,answer', ...[0, 1, 2, 3].map((at) => `q${at},${answerOf(at)}`)].join('\n');
  const rows = await readCsv(table);
  expect(rows.map(({ answer }, at) => answer === answerOf(at))).toEqual([true, true, true, true]);
});

// Bug caught: umlauts of a file that Excel saved in the alphabet of the machine come in as signs of damage.
test('a file in the alphabet of a Windows machine is read, and says so', async () => {
  const file = path.join(folder, 'latin.csv');
  await writeFile(file, Buffer.from('question;answer\nÖffnet ihr früh?;Um acht.\n', 'latin1'));
  const { rows, notes } = await readKnowledgeFile(file);
  expect(rows[0]?.question).toBe('Öffnet ihr früh?');
  expect(notes).toHaveLength(1);
});

/** How often others got their turn before it was over. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const state = { isOver: false };
  let turns = 0;
  const over = work.finally(() => (state.isOver = true));
  while (!state.isOver) {
    await setImmediate();
    turns += 1;
  }
  await over;
  return turns;
}

function stored(text: EntryText): KnowledgeEntry {
  const { active, ...rest } = text;
  const at = '2025-01-15T10:00:00.000Z';
  return { _id: text.question, ...rest, ...(active ? {} : { active: false }), createdAt: at, updatedAt: at };
}

/** Takes a table apart without knowing of apostrophes. */
function readCells(csv: string): string[] {
  return [...csv.replace('\ufeff', '').matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
}

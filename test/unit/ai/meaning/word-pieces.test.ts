import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createWordPieces, type Vocabulary } from '../../../../src/main/ai/meaning/word-pieces';
import { MODEL_DIR } from './model';

const vocabulary = JSON.parse(await readFile(path.join(MODEL_DIR, 'vocab.json'), 'utf8')) as Vocabulary;
const cut = createWordPieces(vocabulary);

// Pieces cut another way than the model learnt them are other words to it. The cuts are those of its own program.
it.each([
  ['Where is my parcel?', '▁Where ▁is ▁my ▁par cel ?'],
  ['Ünïcode 东西 ☂☂ refund', '▁ � n � code ▁ � ▁ � ▁re fund'],
  ['ﬁne: 10:30', '▁fine : ▁10 :30'],
  ['', ''],
])('cuts "%s" as the model learnt it', (text, pieces) => {
  expect(
    cut(text)
      .map((number) => vocabulary[number]![0])
      .join(' '),
  ).toBe(pieces);
});

// Line breaks are no piece: each would be an unknown word.
it('takes every white space for one space', () => {
  expect(cut(' Where\r\n\n is   my parcel?\n')).toEqual(cut('Where is my parcel?'));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../../src/shared/search/matcher';
import { isNear } from '../../../src/shared/search/near';
import { numbersOf } from '../../../src/shared/search/numbers';
import { parseSearch } from '../../../src/shared/search/wanted';
import { wordsOf } from '../../../src/shared/search/words';

const words = (text: string) => wordsOf(text).map(({ word }) => word);
const marked = (search: string, text: string) =>
  createMatcher(search)
    .ranges(text)
    .map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  // Bug caught: what is typed without accents, as most people do, does not find what was written with them.
  test.each([
    ['Café CRÈME, naïve', ['cafe', 'creme', 'naive']],
    ['Straße, Ærø, Łódź', ['strasse', 'aero', 'lodz']],
    ["don't — don’t", ['dont', 'dont']],
    ['so\u00adft hy\u200bphen', ['soft', 'hyphen']],
    ['ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
    ['İstanbul ısı', ['istanbul', 'isi']],
    ['ﬁne ½', ['fine', '12']],
    ['東京都へ', ['東京', '京都', '都へ', 'へ']],
    ['👍 ok…', ['ok']],
  ])('of %s are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  // Bugs caught: a mark beside the word it means; a text that makes the search run for minutes or give up.
  test('stand where they say, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const { word, start, end } of wordsOf(text)) {
          expect(start).toBeLessThan(end);
          expect(words(text.slice(start, end))).toContain(word);
        }
      }),
    );
    for (const hostile of ['1 '.repeat(50_000), "a'".repeat(50_000), '東'.repeat(50_000), '\u0301'.repeat(50_000)]) {
      createMatcher('12 ab').ranges(hostile);
    }
  });
});

describe('numbers', () => {
  // Bug caught: a number is found as it was written and in no other form.
  test.each([
    ['+1 (202) 555-0111', '12025550111'],
    ['(202) 555-0111', '2025550111'],
    ['202.555.0111', '2025550111'],
    ['020 7946 0018', '2079460018'],
    ['+44 (0)20 7946 0018', '442079460018'],
    ['0044 20 7946 0018', '442079460018'],
    ['030/901820', '30901820'],
  ])('%s is read as %s', (text, digits) => {
    expect(numbersOf(`Call ${text}, please.`, 7).map((one) => one.digits)).toEqual([digits]);
  });

  test('are not found in words or where there are too few digits', () => {
    expect(numbersOf('Order AB1234567 of 12/3', 7)).toEqual([]);
  });
});

describe('what is marked', () => {
  // Bug caught: a found message shows nothing of what it was found for.
  test.each([
    ['deliv', 'When is the delivery?', ['delivery']],
    ['café', 'Two cafes, one CAFÉ', ['cafes', 'CAFÉ']],
    ['recieve', 'Did you receive it?', ['receive']],
    ['0111', 'Mine is (202) 555-0111.', ['(202) 555-0111']],
    ['+1 202 555 0111', 'Mine is 202-555-0111.', ['202-555-0111']],
    ['a', 'a b ab', ['a']],
    ['京', '東京へ', ['京へ']],
    ['', 'nothing', []],
  ])('%s in %s', (search, text, expected) => {
    expect(marked(search, text)).toEqual(expected);
  });
});

// Bug caught: “order” finds “older”, “16” finds “17”, and the list is full of what nobody meant.
test('only long words have slips, and numbers none', () => {
  expect(isNear('recieve', 'receive')).toBe(true);
  expect(isNear('delivry', 'delivery')).toBe(true);
  expect(isNear('hte', 'the')).toBe(false);
  expect(isNear('2025', '2026')).toBe(false);
  expect(isNear('table', 'order')).toBe(false);
});

test('a search is taken apart into words and numbers', () => {
  expect(parseSearch('Ana 202 555 0111 refund')).toEqual([
    { words: ['ana'], digits: null },
    { words: ['202', '555', '0111'], digits: '2025550111' },
    { words: ['refund'], digits: null },
  ]);
  expect(parseSearch('東京都')).toEqual([
    { words: ['東京'], digits: null },
    { words: ['京都'], digits: null },
  ]);
  expect(parseSearch('京')).toEqual([{ words: ['京'], digits: null }]);
});

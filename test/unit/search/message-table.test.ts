import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMessageTable } from '../../../src/main/search/message-table';
import type { MessageQuery } from '../../../src/shared/contract/search-contract';
import type { Message } from '../../../src/shared/domain';
import { createMatcher } from '../../../src/shared/search/matcher';
import { wordsOf } from '../../../src/shared/search/words';

const anything: MessageQuery = { text: '', kinds: [], writers: [], from: null, before: null };
const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-11-01T00:00:00.000Z');

function makeMessage(n: number, content: string, more: Partial<Message> = {}): Message {
  return {
    _id: `m${n}`,
    session_id: 's',
    channel_id: 'c',
    content,
    sender: 'contact',
    communication_type: 'sms',
    status: 'received',
    metadata: { fromNumber: '+12025550111', toNumber: '+12025550100' },
    createdAt: new Date(BEGIN + n * HOUR).toISOString(),
    ...more,
  };
}

function tableOf(...contents: readonly string[]) {
  const table = createMessageTable();
  for (const [n, content] of contents.entries()) table.put('+1', makeMessage(n, content));
  const find = (text: string, more: Partial<MessageQuery> = {}) =>
    table.find({ ...anything, text, ...more }).refs.map(({ message_id }) => Number(message_id.slice(1)));
  return { table, find };
}

/** Words as people write them in many scripts, with signs between them. */
const texts = fc.array(
  fc.oneof(
    fc.lorem({ maxCount: 4 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('Ærø', 'café', 'пять', '東京都', 'ไทย', 'don’t', '1600 😀', '(202) 555-0111', '한국어'),
  ),
  { minLength: 1, maxLength: 5 },
);

describe('all messages', () => {
  // Bugs caught: a word that is stored in one form and looked for in another; one that is shown as found and not marked.
  test('are found by each of their words, and by all of them', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), (many) => {
        const contents = many.map((parts) => parts.join(' '));
        const { find } = tableOf(...contents);
        for (const [n, content] of contents.entries()) {
          for (const { word, start, end } of wordsOf(content)) {
            if (word.length > 100 || end - start > 190) continue;
            expect(find(content.slice(start, end))).toContain(n);
            expect(createMatcher(content.slice(start, end)).ranges(content)).not.toEqual([]);
          }
          expect(find(content.slice(0, 200))).toContain(n);
        }
      }),
      { numRuns: 150 },
    );
  });

  // Bug caught: what was deleted is found and leads nowhere; what was brought back is not found, or twice.
  test('are not found once they are gone, and once when they are back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ n: fc.nat(9), gone: fc.boolean(), word: fc.constantFrom('red', 'green', 'blue') })),
        (steps) => {
          const { table, find } = tableOf();
          const there = new Map<number, string>();
          for (const { n, gone, word } of steps) {
            if (gone) table.remove(`m${n}`);
            else table.put('+1', makeMessage(n, word));
            if (gone) there.delete(n);
            else there.set(n, word);
          }
          for (const word of ['red', 'green', 'blue']) {
            const expected = [...there].filter(([, own]) => own === word).map(([n]) => n);
            expect(find(word)).toEqual(expected.sort((a, b) => b - a));
          }
          expect(table.size).toBe(there.size);
        },
      ),
    );
  });

  // Bug caught: the phone number in a message is found only as the customer typed it.
  test.each(['202 555 0111', '(202) 555-0111', '0111', '+1202', '+12025550111', '2025550111', '555 0111', '20255'])(
    'are found by their numbers, written as %s',
    (written) => {
      const { find } = tableOf(
        'Call (202) 555-0111 after six',
        'or +1 202-555-0111',
        'or 202.555.0111.',
        'not 303 444 0999',
      );
      expect(find(written).filter((n) => n === 3)).toEqual([]);
      expect(find(written)).toEqual(
        expect.arrayContaining(written.startsWith('+1202') && written.length < 8 ? [1] : [0, 1, 2]),
      );
    },
  );

  test('are found by numbers with the zero of the own country', () => {
    expect(tableOf('My number is +44 20 7946 0018').find('020 7946 0018')).toEqual([0]);
    expect(tableOf('My number is 020 7946 0018').find('+44 20 7946 0018')).toEqual([0]);
  });

  // Bug caught: the one message with the very word is on the third page, behind those that nearly have it.
  test('stand with the exact ones first, then beginnings, then misspelt ones; the newest first among equals', () => {
    const { find } = tableOf('order', 'orders', 'oder', 'my order', 'ordering', 'ordr', 'nothing');
    expect(find('order')).toEqual([3, 0, 4, 1, 5, 2]);
    expect(find('ordre')).toEqual([5, 3, 0]);
    expect(find('order nothing')).toEqual([]);
  });

  test('that are drafts are not found: nobody has said them', () => {
    const { table, find } = tableOf('hello');
    table.put('+1', makeMessage(1, 'hello', { status: 'draft', sender: 'ai' }));
    expect(find('hello')).toEqual([0]);
  });

  // Bugs caught: a filter that leaves out too much or nothing; a day that ends an hour early.
  test('are narrowed down by channel, writer and time, with or without words', () => {
    const { table, find } = tableOf('refund', 'refund', 'refund');
    table.put('+1', makeMessage(3, 'refund', { sender: 'ai', communication_type: 'whatsapp' }));
    table.put('+1', makeMessage(4, 'refund', { sender: 'operator', kind: 'note' }));
    table.put('+1', makeMessage(5, 'refund', { sender: 'operator', communication_type: 'voice' }));
    table.put('+1', makeMessage(6, 'refund', { sender: 'system', kind: 'event' }));
    const at = (n: number) => new Date(BEGIN + n * HOUR).toISOString();
    expect(find('refund', { kinds: ['whatsapp'] })).toEqual([3]);
    expect(find('refund', { kinds: ['whatsapp', 'voice'] })).toEqual([5, 3]);
    expect(find('refund', { writers: ['note', 'ai'] })).toEqual([4, 3]);
    expect(find('refund', { writers: ['operator'] })).toEqual([5]);
    expect(find('', { writers: ['event'] })).toEqual([6]);
    expect(find('refund', { from: at(1), before: at(3) })).toEqual([2, 1]);
    expect(find('', { kinds: ['sms'], writers: ['contact'] })).toEqual([2, 1, 0]);
  });

  // Bug caught: beyond the first five hundred, the list is not the best any more, or the count is of what is listed.
  test('are counted all, and the best of many are named', () => {
    const contents = Array.from({ length: 3000 }, (_, n) => (n % 3 === 0 ? 'parcel' : 'parcels'));
    const { table, find } = tableOf(...contents);
    expect(table.find({ ...anything, text: 'parcel' }).total).toBe(3000);
    const found = find('parcel');
    expect(found).toEqual(Array.from({ length: 500 }, (_, n) => 2997 - 3 * n));
  });
});

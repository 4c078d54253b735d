import fc from 'fast-check';
import { Lexer } from 'marked';
import { expect, it } from 'vitest';
import { piecesOf } from '../../../src/main/knowledge/markdown-pieces';

const lines = fc.constantFrom(
  ...['', '', '', 'Words.', 'more words', '# A heading', '## Another', '#', '#no heading', '===', '---', '  # inside'],
  ...['- an item', '  and on', '1. first', '```', '````', '~~~ js', '    code', '> said', '| a |', '|---|', '[x]: /y'],
  ...['<!-- a note', 'ends -->', '<pre>', '</pre>', '<div>', '</div>', '<b>bold</b> words', '<?php', '?>', '<!X', '>'],
);

function blocksOf(pieces: Iterable<string>): object[] {
  const lexer = new Lexer({ gfm: true });
  for (const piece of pieces) lexer.blockTokens(piece, lexer.tokens);
  return lexer.tokens.filter(({ type }) => type !== 'space').map(({ type, raw }) => ({ type, raw: raw.trimEnd() }));
}

// Bug caught: a heading inside of code or of a note becomes a question, or a list is torn, because a long file is read in
// pieces.
it('parts a text only where that changes nothing of what it says', () => {
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 25 }), (all) => {
      const text = all.join('\n');
      const pieces = [...piecesOf(text, 1, Infinity)];
      expect(pieces.join('')).toBe(text);
      expect(blocksOf(pieces)).toEqual(blocksOf([text]));
    }),
    { numRuns: 2000 },
  );
});

it('parts between questions, and reads no further than the longest piece', () => {
  const text = '# One\n\n- a\n- b\n\nWords.\n\n# Two\n';
  expect([...piecesOf(text, 1, 100)]).toEqual(['# One\n\n- a\n- b\n\n', 'Words.\n\n', '# Two\n']);
  expect([...piecesOf('- a\n'.repeat(1000), 1, 10)]).toEqual(['- a\n'.repeat(3)]);
});

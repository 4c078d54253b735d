import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../src/shared/split-text';

describe('a text that is longer than a message', () => {
  it('is cut after a sentence, or else a word', () => {
    expect(splitText('One two. Three four. Five', 21)).toEqual(['One two. Three four.', 'Five']);
    expect(splitText('She said “Go!” Then all went', 20)).toEqual(['She said “Go!”', 'Then all went']);
    expect(splitText('one two three four', 10)).toEqual(['one two', 'three four']);
    expect(splitText('First part\n\nSecond. Third one', 20)).toEqual(['First part', 'Second. Third one']);
    expect(splitText('no border here'.replaceAll(' ', ''), 5)).toEqual(['nobor', 'derhe', 're']);
    expect(splitText('short', 5)).toEqual(['short']);
  });

  // Bug caught: version numbers and addresses torn at their dots, for which a sentence ends with space.
  it('is not cut within a number or an address', () => {
    expect(splitText('See example.com/a.b now please', 20)).toEqual(['See example.com/a.b', 'now please']);
  });

  // Bugs caught: a piece that Twilio refuses as too long, an empty one, half an emoji, or words that are lost.
  it('is cut into pieces that fit and say all of it', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constant('. '), fc.constant(' ')),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (parts, max) => {
        const text = parts.join('');
        const pieces = splitText(text, max);
        const bare = (some: string) => some.replace(/\s/gu, '');
        expect(bare(pieces.join(''))).toBe(bare(text));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(max);
          expect(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(piece)).toBe(false);
          if (text.trim() !== '') expect(piece).not.toBe('');
        }
      }),
    );
  });
});

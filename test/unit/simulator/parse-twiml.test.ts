import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { allText, parseTwiml } from '../../../src/main/simulator/parse-twiml';

const problem = (xml: string) => {
  const read = parseTwiml(xml);
  return read.ok ? null : read.problem.code;
};

describe('TwiML', () => {
  // Bug caught: text that changes on its way through the document (entities, white space, emoji).
  it('says exactly what the SDK wrote, whatever that is', () => {
    const spoken = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .filter((text) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text));
    fc.assert(
      fc.property(spoken, spoken, (text, hints) => {
        const response = new VoiceResponse();
        response.gather({ hints }).say(text);
        const read = parseTwiml(response.toString());
        if (!read.ok) throw new Error(read.problem.message);
        const [gather] = read.verbs;
        expect(gather?.attributes).toEqual({ hints });
        expect(gather?.children[0] && allText(gather.children[0])).toBe(text);
      }),
    );
  });

  // Bug caught: a document that a browser would forgive and Twilio does not.
  it.each([
    ['nothing', ''],
    ['words', 'Hello'],
    ['an unclosed verb', '<Response><Say>Hi</Response>'],
    ['two roots', '<Response/><Response/>'],
    ['another root', '<html><Response/></html>'],
    ['a root in other letters', '<response/>'],
    ['text after the root', '<Response/>x'],
    ['text before a last comment', '<Response/>x<!-- y -->'],
    ['a bare ampersand', '<Response><Message>a & b</Message></Response>'],
    ['an unknown entity', '<Response><Message>&copy;</Message></Response>'],
    ['an attribute without quotes', '<Response><Message to=+1>x</Message></Response>'],
    ['an attribute given twice', '<Response><Message to="a" to="b">x</Message></Response>'],
    ['a document type', '<!DOCTYPE Response><Response/>'],
    ['an entity of its own', '<!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response>&x;</Response>'],
    ['a character that does not exist', '<Response><Say>&#x110000;</Say></Response>'],
  ])('is not well-formed as %s', (_what, xml) => {
    expect(problem(xml)).toBe(12100);
  });

  // Bug caught: a reader that throws, or hangs, on what the network brings.
  it('is either read or refused, whatever comes', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      '=',
      '<Response>',
      '</Response>',
      '<Say>',
      ']]>',
      '<![CDATA[',
      '<!--',
      '-->',
      '<?xml',
      'a',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const read = parseTwiml(pieces.join(''));
        expect(read.ok || read.problem.code === 12100).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps comments out and character data in', () => {
    const read = parseTwiml(
      '\uFEFF<?xml version="1.0"?><!-- a --><Response><Say>1<!-- b -->2<![CDATA[<3>]]></Say></Response>',
    );
    expect(read.ok && read.verbs.map(allText)).toEqual(['12<3>']);
  });
});

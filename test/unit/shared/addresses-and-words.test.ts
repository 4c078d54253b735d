import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optOutKind } from '../../../src/shared/opt-out';
import { canBeAnswered, parseChannelAddress, showAddress, toChannelAddress } from '../../../src/shared/phone-address';
import { cutText } from '../../../src/shared/preview';
import { mayContainSid, sidMark } from '../../../src/shared/sid-mark';

describe('addresses', () => {
  // Bug caught: a WhatsApp user without a phone number turned into a broken E.164 number.
  test('a WhatsApp address survives being taken apart and put together', () => {
    for (const text of ['whatsapp:+15551234567', 'whatsapp:US.ABC123']) {
      const { kind, address } = parseChannelAddress(text);
      expect(toChannelAddress(kind === 'whatsapp' ? 'whatsapp' : 'sms', address)).toBe(text);
    }
  });

  // Bug caught: answering a short code, where two machines would talk to each other.
  test('short codes and names are not answered, hidden WhatsApp numbers are', () => {
    expect(canBeAnswered('sms', '72345')).toBe(false);
    expect(canBeAnswered('sms', 'MYBANK')).toBe(false);
    expect(canBeAnswered('sms', '+15551234567')).toBe(true);
    expect(canBeAnswered('whatsapp', 'US.ABC123')).toBe(true);
  });

  test('a number is shown in the national form at home and the international one elsewhere', () => {
    expect(showAddress('+12025550123', 'US')).toBe('(202) 555-0123');
    expect(showAddress('+12025550123', 'DE')).toBe('+1 202 555 0123');
    expect(showAddress('US.ABC123', 'US')).toBe('US.ABC123');
  });
});

describe('words of consent', () => {
  test.each([
    ['STOP', 'stop'],
    [' stop\n', 'stop'],
    ['Unsubscribe', 'stop'],
    ['start', 'start'],
    ['HELP', 'help'],
  ])('%j is %s', (text, kind) => {
    expect(optOutKind(text)).toBe(kind);
  });

  // Bug caught: "please stop by tomorrow" locking a customer out.
  test('only the whole message counts', () => {
    expect(optOutKind('please stop by tomorrow')).toBeNull();
    expect(optOutKind('stop.')).toBeNull();
  });

  test("Twilio's own reading wins over the text", () => {
    expect(optOutKind('ARRET', 'STOP')).toBe('stop');
  });
});

describe('texts and SIDs', () => {
  // Bug caught: half of an emoji at the end of a preview.
  test('a cut text is never longer than asked and never splits a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const cut = cutText(text, length);
        expect(cut.length).toBeLessThanOrEqual(Math.max(length, 1));
        expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
      }),
    );
  });

  // Bug caught: a repeat that is not recognised, and so stored twice.
  test('a SID that was marked is found, whatever else was marked', () => {
    const sid = fc.stringMatching(/^[0-9a-f]{1,40}$/);
    fc.assert(
      fc.property(fc.array(sid), sid, fc.array(sid), (before, wanted, after) => {
        const marks = [...before, wanted, ...after].map(sidMark).join('');
        expect(mayContainSid(marks, wanted)).toBe(true);
      }),
    );
  });
});

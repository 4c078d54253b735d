import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { checkFiles, sizeWords, typeOfLink, type CheckedFile } from '../../../src/shared/attachment-rules';
import { fillVariables } from '../../../src/shared/canned-variables';
import { replaceAllCharacters, replaceCharacter, replacementFor } from '../../../src/shared/text-replacements';

const charactersOf = (text: string) => [...new Set(new SegmentedMessage(text).getNonGsmCharacters())];
const encodingOf = (text: string) => new SegmentedMessage(text).getEncodingName();

describe('characters that force UCS-2', () => {
  // Bugs caught: a replacement that forces UCS-2 itself; a text that is still long after everything was replaced.
  test('curly quotes, dashes, ellipses, odd spaces and emoji are replaced, and the text fits GSM-7', () => {
    const text = '“It’s here” – soon…\u00A0at 9\u202Fam 👍🏽 1️⃣ 🇩🇪 e\u0301t ✅\u200B';
    expect(encodingOf(text)).toBe('UCS-2');
    const plain = replaceAllCharacters(text, charactersOf(text));
    expect(plain).toBe('"It\'s here" - soon... at 9 am 1 ét');
    expect(encodingOf(plain)).toBe('GSM-7');
  });

  test('one character is replaced throughout, and named', () => {
    expect(replacementFor('\u2019')).toEqual({ character: '\u2019', name: 'curly apostrophe', by: "'" });
    expect(replaceCharacter('it\u2019s John\u2019s \u2026', replacementFor('\u2019'))).toBe("it's John's \u2026");
    expect(replacementFor('👍🏽')).toMatchObject({ name: 'emoji', by: '' });
  });

  // Bug caught: “Łódź” that becomes “ódz” without anybody having asked for it.
  test('letters of other scripts stay: nothing can stand for them', () => {
    for (const letter of ['ł', 'Ж', '你', 'ç', 'ş']) {
      const replacement = replacementFor(letter);
      expect(replacement.by).toBeNull();
      expect(replaceCharacter(`a${letter}b`, replacement)).toBe(`a${letter}b`);
    }
  });

  // Bug caught: a replacement outside GSM-7, for any character of the table or any emoji.
  test('whatever stands for a character fits GSM-7', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const replaceable = charactersOf(text).filter((one) => replacementFor(one).by !== null);
        const left = charactersOf(replaceAllCharacters(text, replaceable));
        expect(left.filter((one) => replaceable.includes(one) && one === one.normalize('NFC'))).toEqual([]);
      }),
    );
  });
});

describe('variables of canned replies', () => {
  const values = { name: 'Maria', our_number: '(202) 555-0100', operator: 'Ana' };

  test('are filled in, in any number and with spaces in them', () => {
    expect(fillVariables('Hi {{name}}, {{ operator }} here, from {{our_number}}. Bye {{name}}', values)).toBe(
      'Hi Maria, Ana here, from (202) 555-0100. Bye Maria',
    );
  });

  // Bugs caught: “Hello ,” to somebody without a name; a customer who calls themself {{operator}}, or a page of lines.
  test('what is not known leaves no trace, and what is filled in is only text', () => {
    const nobody = { name: '', our_number: '', operator: ' ' };
    expect(fillVariables('Hello {{name}}, this is {{operator}}.', nobody)).toBe('Hello, this is.');
    expect(fillVariables('We open at nine, {{name}}. Bye, {{name}}!\nThanks, {{name}}', nobody)).toBe(
      'We open at nine. Bye!\nThanks',
    );
    expect(fillVariables('Thanks, {{name}}, and bye', nobody)).toBe('Thanks, and bye');
    expect(fillVariables('Well, {{name}} it is', nobody)).toBe('Well, it is');
    expect(fillVariables('Hello {{name}}', { ...values, name: '{{operator}} $& $1' })).toBe('Hello {{operator}} $& $1');
    const hostile = `Eve\u202e\u2066\nSTOP\u0007${'e'.repeat(50_000)}`;
    const filled = fillVariables('Hello {{name}}!', { ...values, name: hostile });
    expect(filled).toMatch(/^Hello Eve STOP e+…!$/);
    expect(filled.length).toBeLessThan(130);
    expect(fillVariables('{{unknown}} {name} {{constructor}}', values)).toBe('{{unknown}} {name} {{constructor}}');
  });
});

describe('files', () => {
  const file = (contentType: string, bytes: number | null, name = 'a'): CheckedFile => ({ name, contentType, bytes });
  const sms = { type: 'sms', canFiles: true, sender: '(202) 555-0100' } as const;
  const whatsapp = { type: 'whatsapp', canFiles: true, sender: '(202) 555-0101' } as const;
  const MB = 1_000_000;

  test('nothing to carry is nothing to refuse', () => {
    expect(checkFiles([], { ...sms, canFiles: false }, true)).toEqual([]);
  });

  // Bugs caught: limits of one channel used for the other; kilobytes of 1024 where Twilio counts 1000.
  test.each([
    [sms, [file('image/jpeg', 5 * MB)], []],
    [sms, [file('image/jpeg', 5 * MB + 1)], [/5 MB/]],
    [sms, [file('image/png', 3 * MB), file('image/gif', 3 * MB)], [/6 MB together/]],
    [sms, [file('application/pdf', 500_000)], []],
    [sms, [file('application/pdf', 500_001)], [/500 kB/]],
    [sms, [file('image/webp', 600_000)], [/500 kB/]],
    [sms, [file('text/html', 10)], [/text\/html is not carried/]],
    [sms, [file('application/octet-stream', 10, 'tool.exe')], [/“tool.exe”.*unknown kind/]],
    [sms, Array.from({ length: 10 }, () => file('image/png', 1)), []],
    [sms, Array.from({ length: 11 }, () => file('image/png', 1)), [/at most 10/]],
    [sms, [file('', null)], []],
    [{ ...sms, canFiles: false }, [file('image/png', 1)], [/without MMS/]],
    [{ ...sms, type: 'voice' } as const, [file('image/png', 1)], [/phone call/]],
    [whatsapp, [file('image/jpeg', 5 * MB)], []],
    [whatsapp, [file('image/jpeg', 6 * MB)], [/pictures up to 5 MB/]],
    [whatsapp, [file('image/gif', 10)], [/image\/gif is not carried/]],
    [whatsapp, [file('video/mp4', 16 * MB)], []],
    [whatsapp, [file('video/mp4', 16 * MB + 1)], [/16 MB/]],
    [whatsapp, [file('image/png', 1), file('image/png', 1)], [/one file/]],
  ])('%o %o', (to, files, reasons) => {
    const problems = checkFiles(files, to, false);
    expect(problems).toHaveLength(reasons.length);
    reasons.forEach((reason, index) => expect(problems[index]).toMatch(reason));
  });

  test('words that WhatsApp would lose are refused, a caption is not', () => {
    expect(checkFiles([file('application/pdf', 1)], whatsapp, true)).toHaveLength(1);
    expect(checkFiles([file('image/png', 1)], whatsapp, true)).toEqual([]);
  });

  test('sizes and kinds of links in words', () => {
    expect([1, 1499, 500_000, 999_600, 5 * MB, 5.25 * MB].map(sizeWords)).toEqual([
      '1 kB',
      '1 kB',
      '500 kB',
      '1 MB',
      '5 MB',
      '5.3 MB',
    ]);
    expect(typeOfLink('https://example.com/a.JPG?x=1.pdf#b.png')).toBe('image/jpeg');
    expect(typeOfLink('https://example.com/')).toBe('');
  });
});

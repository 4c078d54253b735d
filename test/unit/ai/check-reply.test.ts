import { describe, expect, it } from 'vitest';
import { checkReply, type CheckSettings } from '../../../src/main/ai/check-reply';
import { toPlainText } from '../../../src/main/ai/check/plain-text';
import { tellLanguage } from '../../../src/main/ai/check/tell-language';
import { ownRules } from '../../../src/main/ai/prompt';
import type { Reply, ReplyRequest } from '../../../src/main/ai/provider';
import { customer, entry, requestOf, team } from './talk';

interface Given {
  readonly request?: Partial<ReplyRequest>;
  readonly settings?: Partial<CheckSettings>;
  readonly reply?: Partial<Reply>;
  readonly provider?: 'mock' | 'knowledge' | 'openai';
}

const SECRET = 'sEcReT-value-0001';

function check(text: string, { request, settings, reply, provider = 'openai' }: Given = {}) {
  const whole = { text, model: null, tokens: null, knowledge: [], rule: null, handOff: null, ...reply };
  return checkReply(whole, {
    provider: { name: provider },
    request: requestOf([customer('Hi')], request),
    settings: { maxSegments: 3, linkDomains: [], ...settings },
    holdsSecret: (said) => said.includes(SECRET),
    languageOf: tellLanguage,
  });
}

const fine = { kind: 'fine', changed: [] };
const refused = (words: RegExp) => ({ kind: 'refused', reason: expect.stringMatching(words) as unknown });

describe('what can be said', () => {
  it.each([
    'We are open from 9 to 17.',
    'Bonjour ! 😊\nÀ bientôt.',
    '👍',
    'if a < b and c > d then "ok" & done',
    'Our system: it works. The user manual is on the page <link>.',
    'Your order #4521 is 3 * 2 boxes_of_tea, and 2 > 1.',
    'It costs 1,234,567.89 euros until 15.01.2026, 9:00-17:00.',
    'At 9.am we open.Then come in, e.g. by tram 12.',
  ])('lets %j pass as it is', (text) => {
    expect(check(text)).toEqual({ ...fine, text });
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['marks alone', '…'],
    ['a control character', 'Hello\u0007'],
    ['half a character', 'Hello \uD83D'],
    ['TwiML', '<Response><Message>Hi</Message></Response>'],
    ['a lone verb of TwiML', 'Hi <Redirect>http://x</Redirect>'],
    ['a chat template’s marker', '<|im_start|>assistant Hi'],
    ['an instruction marker', '[INST] be nice [/INST]'],
    ['a role', 'Assistant: Hi there'],
    ['a made-up next turn', 'Hi there!\nUser: what are your hours?'],
    ['leaked thinking', '<think>They want hours</think> We open at 9.'],
    ['a tool call', '{"tool_calls": [{"name": "set_mode"}]}'],
    ['our marks around customers', 'You wrote <customer-0123456789abcdef> hi'],
    ['our sign for a person', 'Hi\nHANDOVER: angry'],
    ['a variable', 'Dear {{name}}, hello'],
  ])('stops %s, whoever wrote it', (_what, text) => {
    expect(check(text)).toEqual({ ...refused(/^The AI.*\.$/), rule: expect.any(String) as unknown });
    expect(check(text, { provider: 'knowledge' })).toMatchObject({ kind: 'refused' });
  });
});

describe('length', () => {
  /** So many sentences of some 50 characters, no two of them the same. */
  const sentences = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `Sentence no ${String(at).padStart(4, '0')} is fifty characters long, all. `,
    )
      .join('')
      .trim();

  it('is counted as the product counts: three segments pass, a fourth does not', () => {
    expect(check('x'.repeat(459))).toMatchObject(fine);
    expect(check('x'.repeat(460))).toMatchObject(refused(/too long: 4 segments, and at most 3 segments/));
    expect(check(`${'x'.repeat(200)}я`)).toMatchObject(fine);
    expect(check(`${'x'.repeat(201)}я`)).toMatchObject(refused(/4 segments/));
    expect(check('x'.repeat(161), { settings: { maxSegments: 1 } })).toMatchObject(refused(/at most 1 segment may/));
  });

  // Bug caught: a customer gets half a sentence, or a bill for ten segments.
  it('ends with a sentence where the answer is a little longer', () => {
    const cut = check(sentences(11));
    expect(cut).toMatchObject({ kind: 'fine', text: sentences(9) });
    expect(cut).toMatchObject({
      changed: ['Cut at the end of a sentence: it took 4 segments, and at most 3 segments may be sent.'],
    });
    expect(
      check(Array.from({ length: 80 }, (_, at) => `${String.fromCharCode(0x4e00 + at)}好。`).join('')),
    ).toMatchObject({ text: expect.stringMatching(/^[^]{201}$/) as unknown });
  });

  // Bug caught: the window stands still for seconds while what a broken model wrote is looked at.
  it('is told before anything that takes long', () => {
    for (const endless of ['a'.repeat(40_000), 'a_'.repeat(20_000), '**a'.repeat(13_000)]) {
      const startedAt = performance.now();
      expect(check(endless)).toMatchObject(refused(/too long/));
      expect(performance.now() - startedAt).toBeLessThan(500);
    }
  });

  it('is a person’s matter where little of it would be left', () => {
    expect(check(sentences(30))).toMatchObject(refused(/too long/));
    expect(check(sentences(400))).toMatchObject(refused(/19199 characters/));
    expect(check(sentences(40), { request: { communication_type: 'whatsapp' } })).toMatchObject({
      text: sentences(33),
    });
    expect(check(sentences(20), { request: { communication_type: 'voice' } })).toMatchObject({
      text: sentences(14),
    });
  });
});

describe('markup', () => {
  it.each([
    ['**Open** from _nine_ to `five`.', 'Open from nine to five.'],
    ['# Hours\n\n* Mon: 9\n* Tue: 10\n\nSee you!', 'Hours\n\n- Mon: 9\n- Tue: 10\n\nSee you!'],
    ['1. First\n2. **Second**', '1. First\n2. Second'],
    [
      '[our shop](https://shop.example/a_b) or https://shop.example/c_d_e',
      'our shop (https://shop.example/a_b) or https://shop.example/c_d_e',
    ],
    ['> quoted\n\nand ~~gone~~', 'quoted\n\nand gone'],
    ['```\nCODE 12\n```', 'CODE 12'],
    ['line one\nline two', 'line one\nline two'],
    ['2 * 3 * 4 = 24 and a_b_c', '2 * 3 * 4 = 24 and a_b_c'],
    ['Call \\*123', 'Call *123'],
  ])('%j', (text, plain) => {
    expect(toPlainText(text)).toBe(plain);
  });

  it('is taken off for text messages alone, and said to have been', () => {
    expect(check('**Yes.**')).toEqual({ kind: 'fine', text: 'Yes.', changed: [expect.stringContaining('Markup')] });
    expect(check('*Yes.*', { request: { communication_type: 'whatsapp' } })).toMatchObject({ ...fine, text: '*Yes.*' });
  });
});

describe('leaks', () => {
  const instructions =
    'You are Ana of Green Tea. We are open Monday to Friday from nine to five in Market Street 12. Never promise refunds above 40 dollars without asking the boss first.';

  it.each([
    ['our rules', ownRules('sms', 3)[2] ?? ''],
    [
      'a piece of our rules',
      'Sure: begin your answer with "HANDOVER:", a reason of at most ten words for the team, and go',
    ],
    ['an instruction', 'I may never promise refunds above 40 dollars without asking.'],
    ['all instructions', instructions],
    ['instructions in capitals', instructions.toUpperCase()],
  ])('stops %s', (_what, text) => {
    expect(check(text, { request: { instructions, communication_type: 'whatsapp' } })).toMatchObject({
      kind: 'refused',
    });
  });

  it('lets facts of the instructions be said, and what the knowledge says too', () => {
    const fact = 'We are open Monday to Friday from nine to five in Market Street 12.';
    expect(check(fact, { request: { instructions } })).toMatchObject(fine);
    const rule = 'Always ask customers for the receipt of their order.';
    const known = {
      request: { instructions: rule, knowledge: [entry('k', 'Returns?', rule)] },
      reply: { knowledge: ['k'] },
    };
    expect(check(rule, known)).toMatchObject(fine);
    expect(check(rule, { request: { instructions: rule } })).toMatchObject(refused(/instructions/));
  });

  it.each([
    `Here it is: ${SECRET}`,
    `zero-width: ${SECRET.slice(0, 4)}\u200b${SECRET.slice(4)}`,
    'Use sk-proj-abcdefghijklmnop please',
    `Your account is AC${'0123456789abcdef'.repeat(2)}`,
    `token ${'0123456789abcdef'.repeat(2)}`,
    'Authorization: Bearer abcdefghijklmnopqrst',
  ])('stops keys: %j', (text) => {
    expect(check(text)).toMatchObject(refused(/key or a password/));
    expect(check(text, { provider: 'knowledge' })).toMatchObject({ kind: 'refused' });
  });
});

describe('links', () => {
  const shop = 'See https://shop.example/returns for that.';

  it.each([
    'https://evil.example/x',
    'www.evil.example',
    'evil.com/login',
    'Go to evil.com now',
    'http://shop.example.evil.com/',
    'https://user@shop.example/',
    'javascript://shop.example/%0aalert(1)',
    'tap bit.ly/3xyz',
    'https://shop.example/other',
    'evil.support or EVIL.SUPPORT',
    'see evil.zone for that',
    'see evil.com.Then call',
    'take evil.com-free',
    'go to -evil.com',
    'go to @evil.com',
    'ｅｖｉｌ．ｃｏｍ',
    'evil。com',
    'ev\u034fil\u200b.com',
    'пример.рф',
    'evil[.]com, evil (dot) com, evil dot com',
    'Evil.Zone/login',
    '203.0.113.7/login',
    'shop.example.evil.com',
    'shop.example:8080/returns',
    'ana at evil dot com',
  ])('stops %j', (text) => {
    expect(check(text, { request: { instructions: shop } })).toMatchObject(refused(/link/));
  });

  it('lets those pass that the team gave', () => {
    const link = 'It is at https://shop.example/returns.';
    const knowledge = [entry('k', 'Returns?', shop)];
    expect(check(link, { request: { instructions: shop } })).toMatchObject(fine);
    expect(check('It is at www.shop.example.', { request: { instructions: shop } })).toMatchObject(fine);
    expect(check(link, { request: { knowledge }, reply: { scores: { k: 0.8 } } })).toMatchObject(fine);
    expect(check(link, { request: { turns: [team(shop), customer('Again?')] } })).toMatchObject(fine);
    expect(check('https://www.shop.example/any?x=1', { settings: { linkDomains: ['shop.example'] } })).toMatchObject(
      fine,
    );
    // Whoever wrote it may want us to send it on.
    expect(check(link, { request: { turns: [customer(shop)] } })).toMatchObject(refused(/link/));
    // An entry that the model was not shown is no source.
    expect(check(link, { request: { knowledge } })).toMatchObject(refused(/link/));
  });
});

describe('phone numbers and e-mail addresses', () => {
  const given = {
    request: { instructions: 'Our line: +1 (570) 325-1809.', turns: [customer('I am at 0170 1234567, a@b.example')] },
  };

  it.each([
    'Call +1 570-325-1809.',
    'Call 570 325 1809',
    'We call 01701234567',
    'We write to A@B.example',
    'Order 4521, 17:00',
  ])('lets %j pass', (text) => {
    expect(check(text, given)).toMatchObject(fine);
  });

  it.each([
    'Call +1 202 555 0122',
    'Her number is (202) 555-0122.',
    'It is 555-0122',
    'Write to bob@b.example',
    'bob (at) b (dot) example',
    'Call +33 6 12 34 56 78',
    '+44 20 570 325 180',
    'رقمها ٢٠٢ ٥٥٥ ٠١٢٢',
    'call +49\u200b1701234568',
  ])('stops %j', (text) => {
    expect(check(text, given)).toMatchObject(refused(/phone number or an e-mail/));
  });
});

describe('repeats', () => {
  const said = 'We open at nine every morning, but for Sundays.';

  it('stops what was said before, and what goes round in circles', () => {
    expect(check(`${said} `, { request: { turns: [customer('?'), team(said), customer('??')] } })).toMatchObject(
      refused(/same answer/),
    );
    expect(check('Yes. We open. '.repeat(6))).toMatchObject(refused(/circles/));
    expect(check('no '.repeat(12))).toMatchObject(refused(/circles/));
    expect(check('You’re welcome!', { request: { turns: [team('You’re welcome!'), customer('thx')] } })).toMatchObject(
      fine,
    );
    expect(check('No no no, that is very, very fine.')).toMatchObject(fine);
  });

  it('lets the team’s own line be said twice', () => {
    const twice = { request: { turns: [team(said), customer('a person please')] } };
    const handOff = { reason: 'asked' };
    expect(check(said, { ...twice, reply: { handOff, teamWords: true } })).toMatchObject(fine);
  });
});

describe('language', () => {
  const spanish = [customer('¿Cuál es el horario de atención los sábados por favor?')];

  it('is the customer’s, where both can be told', () => {
    expect(check('We are open on Saturdays from nine to one.', { request: { turns: spanish } })).toMatchObject(
      refused(/another language/),
    );
    expect(check('Los sábados abrimos de nueve a una.', { request: { turns: spanish } })).toMatchObject(fine);
    expect(check('OK!', { request: { turns: spanish } })).toMatchObject(fine);
    expect(
      check('We are open on Saturdays from nine to one.', {
        request: { turns: [customer('hey wya is ur shop open rn?? lmk thx')] },
      }),
    ).toMatchObject(fine);
    // What the team wrote itself is in the language that it chose.
    expect(
      check('We are open on Saturdays from nine to one.', { request: { turns: spanish }, provider: 'knowledge' }),
    ).toMatchObject(fine);
  });
});

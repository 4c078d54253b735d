import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../../src/main/shadow/compare-texts';
import { createShadowReports } from '../../../src/main/shadow/shadow-reports';
import { shadowTable } from '../../../src/main/shadow/shadow-table';
import { toCsv } from '../../../src/shared/csv';
import { shareRange, verdictOf } from '../../../src/shared/shadow-verdict';
import { handCounted, threeDays } from '../../support/hand-counted';
import { createReadingStore } from '../../support/reading-store';

const quiet = { signal: new AbortController().signal, report: () => undefined };
const dayOf = (iso: string) => iso.slice(0, 10);
const none = { unchanged: 0, edited: 0, different: 0, waiting: 0, overtaken: 0 };

describe('the shadow report', () => {
  // Bugs caught: any number that is not what a person counts; a pair that is not the worst standing first; an answer that is
  // held against the wrong question.
  test('is what a person counts by hand', async () => {
    const reports = createShadowReports(createReadingStore(handCounted()), dayOf);
    const report = await reports.read(quiet, { ...threeDays, kind: null }, 10);
    expect(report).toMatchObject({
      // s10 and the second of s14; s11 and s17; s12; s13; the first of s14
      shadow: { unchanged: 2, edited: 2, different: 1, waiting: 1, overtaken: 1 },
      // s3; s4; s5; s6
      drafts: { unchanged: 1, edited: 1, different: 1, waiting: 1, overtaken: 0 },
      // s15
      wouldHandOver: 1,
      // s16; s8
      silences: [
        { rule: 'keyword', count: 1 },
        { rule: 'mode-off', count: 1 },
      ],
      byKind: {
        sms: { unchanged: 2, edited: 1, different: 0, waiting: 0, overtaken: 1 },
        whatsapp: { unchanged: 0, edited: 1, different: 1, waiting: 1, overtaken: 0 },
        voice: none,
      },
    });
    expect(report.pairs.map(({ question, similarity, outcome }) => [question, similarity, outcome])).toEqual([
      ['Where is it?', 0, 'different'],
      ['My parcel?', 0.75, 'edited'],
      ['How long?', 0.8, 'edited'],
      ['Hello?', 1, 'unchanged'],
      ['When do you open?', 1, 'unchanged'],
    ]);
    expect(report.pairs[0]).toMatchObject({
      contact_id: 'contact+12025550112',
      ai: 'Please send us your order number',
      human: 'It arrives tomorrow',
    });
    // 2 of 5 are 40 %, 2 are 40 %, 1 is 20 %; 15 more make 20.
    expect(verdictOf(report.shadow)).toEqual({
      found:
        'Of 5 questions you answered, 2 (40%) would have gone out word for word, 2 (40%) nearly so, and 1 (20%) you answered differently.',
      advice: 'That is too few to judge by: 15 more answers are needed before a share means anything.',
      isEnough: false,
    });
  });

  // Bug caught: a period or a kind that is not the one that was asked for.
  test('counts only what it was asked for', async () => {
    const reports = createShadowReports(createReadingStore(handCounted()), dayOf);
    const first = await reports.read(quiet, { from: '2026-11-02', to: '2026-11-03', kind: null }, 10);
    expect(first.shadow).toEqual(none);
    expect(first.drafts).toMatchObject({ unchanged: 1, edited: 1, different: 1, waiting: 1 });
    const sms = await reports.read(quiet, { ...threeDays, kind: 'sms' }, 1);
    expect(sms.shadow).toEqual(sms.byKind.sms);
    expect(sms.byKind.whatsapp).toEqual(none);
    expect(sms.pairs).toHaveLength(1);
  });

  // Bug caught: an answer that came since then, not counted until the console is started again.
  test('follows what happens, and reads only that again', async () => {
    const store = createReadingStore(handCounted());
    const reports = createShadowReports(store, dayOf);
    await reports.read(quiet, { ...threeDays, kind: null }, 0);
    const before = store.reads.length;
    store.say('+12025550113', { sender: 'operator', content: 'Yes, we do!', createdAt: '2026-11-04T12:30:00.000Z' });
    const { shadow } = await reports.read(quiet, { ...threeDays, kind: null }, 0);
    expect(shadow).toEqual({ unchanged: 3, edited: 2, different: 1, waiting: 0, overtaken: 1 });
    expect(store.reads.slice(before)).toEqual(['+12025550113']);
  });

  // Bug caught: a column that slips, or a customer's text that a spreadsheet carries out.
  test('is a table, each pair a row', async () => {
    const reports = createShadowReports(createReadingStore(handCounted()), dayOf);
    const table = shadowTable(await reports.read(quiet, { ...threeDays, kind: null }, Infinity));
    expect(table).toHaveLength(6);
    expect(table[1]).toEqual([
      ...['2026-11-04T11:00:00.000Z', expect.stringContaining('112') as string, 'WhatsApp', 'Where is it?'],
      ...['Please send us your order number', 'It arrives tomorrow', 'Different', 0],
    ]);
    expect(toCsv(table)).toContain('Same words (%)');
  });
});

describe('decisions of a day', () => {
  // Bug caught: a day of another time zone, an AI's own message counted beside the customer's, the oldest named instead of the newest.
  test('are counted by rule, the newest named', async () => {
    const reports = createShadowReports(createReadingStore(handCounted()), dayOf);
    const counts = await reports.decisions(quiet, '2026-11-02');
    expect(counts.map(({ kind, rule, count }) => [kind, rule, count])).toEqual([
      ['answer', 'auto', 2],
      ['draft', 'draft', 2],
      ['hand over', 'asked', 1],
    ]);
    expect(counts[1]?.newest.map(({ at }) => at)).toEqual(['2026-11-02T12:00:00.000Z', '2026-11-02T11:00:00.000Z']);
  });
});

describe('two texts', () => {
  // Bugs caught: a comma that makes an answer another one; half a text that passes for the same; scripts without blanks of
  // which every two texts are one word each and so all different.
  test.each([
    ['Hi Ana! 😊', 'hi, ana', 'unchanged', 1],
    ['Don’t worry', 'dont worry', 'unchanged', 1],
    ['Café', 'cafe', 'unchanged', 1],
    ['👍', '👍', 'unchanged', 1],
    ['👍', 'Yes', 'different', 0],
    ['one two three four', 'one two five six', 'edited', 0.5],
    ['one two three four five', 'one two six seven eight', 'different', 0.4],
    ['営業時間は九時です', '営業時間は十時です', 'edited', 8 / 9],
    ['', 'Yes', 'different', 0],
  ] as const)('%j and %j are %s', (ai, human, outcome, similarity) => {
    const found = compareTexts(ai, human);
    expect(found.outcome).toBe(outcome);
    expect(found.similarity).toBeCloseTo(similarity);
  });
});

describe('the verdict', () => {
  // Bug caught: a share that claims more than the number of answers allows. By hand, Wilson at 95 %: 31 of 42 are
  // 0.738 ± …, from 0.589 to 0.847.
  test('says between which shares the true one lies', () => {
    const { low, high } = shareRange(31, 42);
    expect(low).toBeCloseTo(0.589, 3);
    expect(high).toBeCloseTo(0.847, 3);
    expect(verdictOf({ ...none, unchanged: 25, edited: 6, different: 11 })).toMatchObject({
      isEnough: true,
      advice: expect.stringContaining('between 59% and 85%') as string,
    });
  });

  test('has nothing to say of nothing', () => {
    expect(verdictOf(none)).toMatchObject({ isEnough: false, found: 'There is nothing to compare yet.' });
  });
});

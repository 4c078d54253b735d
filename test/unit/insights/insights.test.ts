import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spansOf, stepOf } from '../../../src/main/insights/calendar';
import { factsOf } from '../../../src/main/insights/conversation-facts';
import { countInsights, quantile } from '../../../src/main/insights/count-insights';
import { insightsTable } from '../../../src/main/insights/insights-table';
import { toCsv } from '../../../src/shared/csv';
import { kindsOfCommunication, type ByKind, type Insights } from '../../../src/shared/insights';
import type { CommunicationType, Message, Session } from '../../../src/shared/domain';

const dayOf = (iso: string) => iso.slice(0, 10);
const sum = (byKind: ByKind) => kindsOfCommunication.reduce((total, kind) => total + byKind[kind], 0);
const total = (insights: Insights, of: 'received' | 'sent' | 'sessions') =>
  insights.spans.reduce((all, span) => all + sum(span[of]), 0);

let ids = 0;

function session(at: string, kind: CommunicationType = 'sms'): Session {
  ids += 1;
  return {
    _id: `s${ids}`,
    channel_id: kind,
    communication_type: kind,
    title: '',
    status: 'active',
    message_count: 0,
    last_message_at: at,
    metadata: { fromNumber: '+12025550111', firstMessageAt: at },
    createdAt: at,
    updatedAt: at,
  };
}

function message(of: Session, sender: Message['sender'], at: string, more: Partial<Message> = {}): Message {
  ids += 1;
  return {
    _id: `m${ids}`,
    session_id: of._id,
    channel_id: of.channel_id,
    communication_type: of.communication_type,
    content: 'text',
    sender,
    status: sender === 'contact' ? 'received' : 'delivered',
    metadata: { fromNumber: '+1', toNumber: '+2' },
    createdAt: at,
    ...more,
  };
}

function draftSent(fromDraft: 'edited' | 'unchanged'): Partial<Message> {
  return { metadata: { fromNumber: '+1', toNumber: '+2', fromDraft } };
}

function failed(code: number | null): Partial<Message> {
  return { status: 'failed', error: { code, message: 'no' } };
}

describe('what is counted', () => {
  const period = { from: '2026-11-01', to: '2026-11-03' };

  // Counted by hand: three sessions of three kinds on two days, and one outside of the period.
  test('agrees with a day at the desk that was counted by hand', () => {
    const a = session('2026-11-01T10:00:00.000Z');
    const b = session('2026-11-02T10:00:00.000Z', 'whatsapp');
    const c = session('2026-11-02T11:00:00.000Z', 'voice');
    const outside = session('2026-11-04T00:00:00.000Z');
    const explanation = { provider: 'mock', model: null, durationMs: 1, rule: null, knowledge: [], tokens: null };
    const facts = factsOf(
      [a, b, c, outside],
      [
        message(a, 'contact', '2026-11-01T10:00:00.000Z'),
        message(a, 'ai', '2026-11-01T10:00:02.000Z'),
        message(a, 'contact', '2026-11-01T10:01:00.000Z'),
        message(a, 'ai', '2026-11-01T10:01:30.000Z', {
          explanation: { ...explanation, handOff: 'asked for a person' },
        }),
        message(a, 'operator', '2026-11-01T10:11:00.000Z', draftSent('edited')),
        message(a, 'operator', '2026-11-01T10:12:00.000Z', { kind: 'note' }),
        message(a, 'ai', '2026-11-01T10:12:00.000Z', { status: 'draft' }),
        message(b, 'contact', '2026-11-02T10:00:00.000Z'),
        message(b, 'operator', '2026-11-02T10:00:10.000Z', failed(63016)),
        message(b, 'operator', '2026-11-02T10:05:00.000Z', draftSent('unchanged')),
        message(b, 'operator', '2026-11-02T10:06:00.000Z', { status: 'queued' }),
        message(c, 'contact', '2026-11-02T11:00:00.000Z'),
        message(c, 'ai', '2026-11-02T11:00:04.000Z'),
        message(outside, 'contact', '2026-11-04T00:00:00.000Z'),
        message(outside, 'operator', '2026-11-04T00:00:01.000Z', failed(30007)),
      ],
      dayOf,
    );
    const insights = countInsights([facts], period);
    expect(insights.step).toBe('day');
    expect(insights.spans).toEqual([
      {
        start: '2026-11-01',
        received: { sms: 2, whatsapp: 0, voice: 0 },
        sent: { sms: 3, whatsapp: 0, voice: 0 },
        sessions: { sms: 1, whatsapp: 0, voice: 0 },
      },
      {
        start: '2026-11-02',
        received: { sms: 0, whatsapp: 1, voice: 1 },
        sent: { sms: 0, whatsapp: 2, voice: 1 },
        sessions: { sms: 0, whatsapp: 1, voice: 1 },
      },
      {
        start: '2026-11-03',
        received: { sms: 0, whatsapp: 0, voice: 0 },
        sent: { sms: 0, whatsapp: 0, voice: 0 },
        sessions: { sms: 0, whatsapp: 0, voice: 0 },
      },
    ]);
    expect(insights.sentBy).toEqual({ ai: 3, people: 3 });
    // AI: 2 s and 4 s. People: 11 min, and 5 min since the one before it failed.
    expect(insights.firstResponse.ai).toEqual({
      count: 2,
      medianMs: 3_000,
      p90Ms: 3_800,
      spread: [2, 0, 0, 0, 0, 0, 0, 0],
    });
    expect(insights.firstResponse.people).toEqual({
      count: 2,
      medianMs: 8 * 60_000,
      p90Ms: 624_000,
      spread: [0, 0, 0, 2, 0, 0, 0, 0],
    });
    expect(insights.answered).toEqual({ ai: 1, handedOff: 1, people: 1, nobody: 0 });
    expect(insights.drafts).toEqual({ unchanged: 1, edited: 1, discarded: 0 });
    expect(insights.failures).toEqual([{ code: 63016, count: 1 }]);
  });

  // Bug caught: an answer that was there before the question, or in a session that the customer never wrote in.
  test('only what comes after the question answers it', () => {
    const begunByUs = session('2026-11-01T10:00:00.000Z');
    const silent = session('2026-11-01T11:00:00.000Z', 'whatsapp');
    const facts = factsOf(
      [begunByUs, silent],
      [
        message(begunByUs, 'operator', '2026-11-01T10:00:00.000Z'),
        message(begunByUs, 'contact', '2026-11-01T10:10:00.000Z'),
        message(silent, 'operator', '2026-11-01T11:00:00.000Z'),
      ],
      dayOf,
    );
    const { answered, firstResponse } = countInsights([facts], period);
    expect(answered).toEqual({ ai: 0, handedOff: 0, people: 0, nobody: 1 });
    expect(firstResponse.people).toMatchObject({ count: 0, medianMs: null, p90Ms: null });
  });

  // Bugs caught: something counted twice, under no kind, or in no span; a conversation that changes what others count.
  test('adds up, however it is divided', () => {
    const at = fc
      .integer({ min: Date.parse('2026-09-28'), max: Date.parse('2027-02-03') })
      .map((time) => new Date(time).toISOString());
    const said = fc.record({
      session: fc.nat(4),
      sender: fc.constantFrom<Message['sender']>('contact', 'operator', 'ai', 'system'),
      status: fc.constantFrom<Message['status']>('delivered', 'failed', 'undelivered', 'queued', 'draft', 'sent'),
      at,
    });
    const conversation = fc
      .record({
        sessions: fc.array(fc.record({ at, kind: fc.constantFrom(...kindsOfCommunication) }), {
          minLength: 1,
          maxLength: 5,
        }),
        messages: fc.array(said, { maxLength: 20 }),
      })
      .map(({ sessions, messages }) => {
        const made = sessions.map((one) => session(one.at, one.kind));
        const all = messages.map((one) =>
          message(made[one.session % made.length]!, one.sender, one.at, { status: one.status }),
        );
        all.sort((x, y) => (x.createdAt < y.createdAt ? -1 : 1));
        return { sessions: made, messages: all, facts: factsOf(made, all, dayOf) };
      });
    fc.assert(
      fc.property(fc.array(conversation, { maxLength: 4 }), (all) => {
        const whole = { from: '2026-09-01', to: '2027-03-01' };
        const facts = all.map((one) => one.facts);
        const insights = countInsights(facts, whole);
        const messages = all.flatMap((one) => one.messages);
        const isSaid = (one: Message) => one.sender !== 'system' && one.status !== 'draft' && one.status !== 'queued';
        const sent = insights.sentBy.ai + insights.sentBy.people;
        expect(total(insights, 'received') + total(insights, 'sent')).toBe(messages.filter(isSaid).length);
        expect(total(insights, 'sent')).toBe(sent);
        expect(total(insights, 'sessions')).toBe(all.flatMap((one) => one.sessions).length);
        const { ai, handedOff, people, nobody } = insights.answered;
        const asked = new Set(
          messages.filter((one) => one.sender === 'contact' && isSaid(one)).map((one) => one.session_id),
        );
        expect(ai + handedOff + people + nobody).toBe(asked.size);
        for (const times of [insights.firstResponse.ai, insights.firstResponse.people]) {
          expect(times.spread.reduce((a, b) => a + b, 0)).toBe(times.count);
        }
        const failures = insights.failures.reduce((count, one) => count + one.count, 0);
        expect(failures).toBeLessThanOrEqual(sent);

        const halves = [
          countInsights(facts, { from: whole.from, to: '2026-12-31' }),
          countInsights(facts, { from: '2027-01-01', to: whole.to }),
        ];
        for (const of of ['received', 'sent', 'sessions'] as const) {
          expect(halves.reduce((count, half) => count + total(half, of), 0)).toBe(total(insights, of));
        }
        const apart = facts.map((one) => countInsights([one], whole));
        expect(apart.reduce((count, one) => count + total(one, 'sent'), 0)).toBe(sent);
      }),
      { numRuns: 100 },
    );
  });
});

describe('quantiles', () => {
  // Values by a spreadsheet's PERCENTILE.INC.
  test('are those of a spreadsheet', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([15, 20, 35, 40, 50], 0.9)).toBeCloseTo(46);
  });
});

describe('spans', () => {
  // Bugs caught: a day left out or shown twice where clocks change or a year ends; too many bars to see.
  test('cover every day of the period once', () => {
    expect(spansOf('2026-02-27', '2026-03-02', 'day')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(spansOf('2026-12-30', '2027-01-05', 'week')).toEqual(['2026-12-30', '2027-01-04']);
    expect(spansOf('2026-11-15', '2027-01-01', 'month')).toEqual(['2026-11-15', '2026-12-01', '2027-01-01']);
    expect(stepOf('2026-11-01', '2026-11-01')).toBe('day');
    expect(stepOf('2026-01-01', '2026-04-02')).toBe('day');
    expect(stepOf('2026-01-01', '2026-04-03')).toBe('week');
    expect(stepOf('2026-01-01', '2028-01-02')).toBe('month');
  });
});

describe('the table', () => {
  test('has every number once and a row for each span and kind', () => {
    const one = session('2026-11-01T10:00:00.000Z');
    const facts = factsOf(
      [one],
      [
        message(one, 'contact', '2026-11-01T10:00:00.000Z'),
        message(one, 'operator', '2026-11-01T10:00:01.500Z', failed(null)),
        message(one, 'operator', '2026-11-01T10:00:02.500Z'),
      ],
      dayOf,
    );
    const [head, ...rows] = insightsTable(countInsights([facts], { from: '2026-11-01', to: '2026-11-02' }));
    expect(head).toHaveLength(7);
    expect(rows.every((row) => row.length === 7)).toBe(true);
    const spanRows = rows.filter((row) => row[3] !== '');
    expect(spanRows).toHaveLength(2 * 3 * 3);
    expect(spanRows.reduce((count, row) => count + Number(row[5]), 0)).toBe(1 + 2 + 1);
    expect(rows.find((row) => row[4] === 'People: median')).toContain(2.5);
    expect(rows.at(-1)).toEqual([
      'Failed',
      '2026-11-01',
      '2026-11-02',
      '',
      expect.stringMatching(/^no code/),
      1,
      'messages',
    ]);
  });

  // Bug caught: a text of a customer that a spreadsheet carries out when the file is opened.
  test('no text becomes a formula', () => {
    expect(toCsv([['=1+1', '+1202', '-2', '@a', '\tx', 'a,b', 'say "hi"\nthere', 'plain', -5, null]])).toBe(
      `'=1+1,'+1202,'-2,'@a,'\tx,"a,b","say ""hi""\nthere",plain,-5,\r\n`,
    );
  });
});

import { expect, test } from 'vitest';
import { factsOf } from '../../../src/main/insights/conversation-facts';
import { countInsights } from '../../../src/main/insights/count-insights';
import { handCounted, threeDays } from '../../support/hand-counted';

const SECOND = 1000;

// Bugs caught: any number of the page that is not what a person counts, above all answers that came after the gap and so
// stand in a session of their own, STOP counted as an unanswered question, and drafts that nobody used.
test('insights are what a person counts by hand', () => {
  const facts = handCounted().map(({ sessions, messages }) => factsOf(sessions, messages, (iso) => iso.slice(0, 10)));
  const insights = countInsights(facts, threeDays);
  expect(insights).toEqual({
    ...threeDays,
    step: 'day',
    spans: [
      {
        start: '2026-11-02',
        // s1 2, s2 1, s4 1; s3 1
        received: { sms: 4, whatsapp: 1, voice: 0 },
        // s1 2, s2 2, s4 1; s3 1
        sent: { sms: 5, whatsapp: 1, voice: 0 },
        sessions: { sms: 3, whatsapp: 1, voice: 0 },
      },
      {
        start: '2026-11-03',
        // s6 1, s7 1; s5 1, s8 1
        received: { sms: 2, whatsapp: 2, voice: 0 },
        // s7 2; s5 1, s9 1
        sent: { sms: 2, whatsapp: 2, voice: 0 },
        sessions: { sms: 2, whatsapp: 3, voice: 0 },
      },
      {
        start: '2026-11-04',
        // s10 1, s11 1, s14 2, s15 1, s16 1; s12 1, s13 1, s17 1
        received: { sms: 6, whatsapp: 3, voice: 0 },
        // s10 1, s11 1, s14 1, s15 1; s12 1, s18 1
        sent: { sms: 4, whatsapp: 2, voice: 0 },
        sessions: { sms: 5, whatsapp: 4, voice: 0 },
      },
    ],
    // s1 2, s2 1, s7 1; all others
    sentBy: { ai: 4, people: 12 },
    firstResponse: {
      // 4 and 6 s: in the middle 5, nine tenths of the way 5.8. What was not delivered answers nobody.
      ai: { count: 2, medianMs: 5 * SECOND, p90Ms: 5.8 * SECOND, spread: [2, 0, 0, 0, 0, 0, 0, 0] },
      // 60, 3 × 120, 3 × 180, 2 × 240, 300, 600, 1200 s: the 6th and 7th are 180; 0.9 × 11 = 9.9, so 300 + 0.9 × 300.
      people: {
        ...{ count: 12, medianMs: 180 * SECOND },
        p90Ms: expect.closeTo(570 * SECOND) as number,
        spread: [0, 0, 9, 2, 1, 0, 0, 0],
      },
    },
    // s1; s2; s3 s4 s5 s7 s8 s10 s11 s12 s14 s15 s17; s6 s13. Not s9 and s18, which people began, nor s16, a STOP.
    answered: { ai: 1, handedOff: 1, people: 11, nobody: 2 },
    // s2
    handedOver: 1,
    // s3; s4; s5. The one of s6 still waits.
    drafts: { unchanged: 1, edited: 1, discarded: 1 },
    // s1 200, s2 300, s7 100
    used: { tokens: 600, costUsd: expect.closeTo(0.006) as number, priced: 3 },
    failures: [{ code: 30007, count: 1 }],
  });
});

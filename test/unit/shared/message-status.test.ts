import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageStatus } from '../../../src/shared/domain';
import { mergeStatus, statusFromTwilio } from '../../../src/shared/message-status';

const words = ['accepted', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'undelivered'];

// Bug caught: `delivered` before `sent` ending as `sent`.
test('reports in any order, and repeated, end in the same place', () => {
  const reports = fc.shuffledSubarray(['queued', 'sending', 'sent', 'delivered', 'read'] as const, {
    minLength: 1,
  });
  fc.assert(
    fc.property(reports, fc.array(fc.nat(), { maxLength: 5 }), (order, repeats) => {
      const all = [...order, ...repeats.map((at) => order[at % order.length]!)];
      const furthest = ['queued', 'sending', 'sent', 'delivered', 'read'].findLast((one) =>
        order.some((report) => report === one),
      );
      expect(all.reduce<MessageStatus>(mergeStatus, 'queued')).toBe(furthest);
    }),
  );
});

// Bug caught: a message that failed for good shown as on its way again by a late callback.
test('a final state is not left for an earlier one', () => {
  expect(mergeStatus('failed', 'sent')).toBe('failed');
  expect(mergeStatus('undelivered', 'sending')).toBe('undelivered');
  expect(mergeStatus('delivered', 'read')).toBe('read');
});

test('unknown is settled by any real report', () => {
  for (const report of ['sending', 'sent', 'delivered', 'failed'] as const) {
    expect(mergeStatus('unknown', report)).toBe(report);
  }
});

// Bug caught: a status word that Twilio adds later, or `constructor`, taken for a status.
test('words that Twilio has not are not statuses', () => {
  for (const word of words) expect(statusFromTwilio(word)).toBeDefined();
  for (const word of ['constructor', '__proto__', 'teleported', '']) {
    expect(statusFromTwilio(word)).toBeUndefined();
  }
});

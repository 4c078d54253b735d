import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endsAt, groupBySession } from '../../../src/shared/session-rule';

const gapMs = 5 * 60_000;
const head = {
  session_id: 's1',
  status: 'active',
  last_message_at: '2025-01-15T10:00:00.000Z',
} as const;

function at(ms: number): string {
  return new Date(Date.parse(head.last_message_at) + ms).toISOString();
}

describe('the gap rule', () => {
  // Bug caught: `>=` where the rule says "greater than".
  test('exactly the gap continues a session, one millisecond more does not', () => {
    expect(groupBySession(head, at(gapMs), gapMs).kind).toBe('reuse');
    expect(groupBySession(head, at(gapMs + 1), gapMs).kind).toBe('new');
  });

  // Bug caught: a message that arrives late (an earlier time) counted as infinitely near.
  test('distance counts in both directions', () => {
    expect(groupBySession(head, at(-gapMs), gapMs).kind).toBe('reuse');
    expect(groupBySession(head, at(-gapMs - 1), gapMs).kind).toBe('new');
  });

  test('a closed session is over, however near', () => {
    expect(groupBySession({ ...head, status: 'closed' }, at(1), gapMs)).toEqual({
      kind: 'new',
      distanceMs: 1,
    });
  });

  test('nobody wrote before: a new session without a distance', () => {
    expect(groupBySession(undefined, at(0), gapMs)).toEqual({ kind: 'new', distanceMs: null });
  });

  // Bug caught: the sweeper closing a session that the next message would still continue.
  test('a session ends at the first moment at which a message would not continue it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 8 }), (gap) => {
        const end = new Date(endsAt(head, gap)).toISOString();
        const before = new Date(endsAt(head, gap) - 1).toISOString();
        expect(groupBySession(head, end, gap).kind).toBe('new');
        expect(groupBySession(head, before, gap).kind).toBe('reuse');
      }),
    );
  });
});

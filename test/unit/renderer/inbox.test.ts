import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../../src/renderer/features/inbox/owner-of';
import { badgeOf, chipsOf, hasSeveralNumbers } from '../../../src/renderer/features/inbox/row-badge';
import { movementOf } from '../../../src/renderer/features/inbox/use-steady-scroll';
import { emptyThread } from '../../../src/shared/thread-head';
import type { Thread } from '../../../src/shared/domain';

const now = Date.parse('2026-11-22T12:00:00.000Z');

function thread(more: Partial<Thread>): Thread {
  return { ...emptyThread('x'), ...more };
}

describe('the badge of a row', () => {
  const waitingSince = '2026-11-22T11:48:00.000Z';
  const needsHuman = { reason: 'asked', since: waitingSince };

  it('shows the one thing that cannot wait', () => {
    expect(badgeOf(thread({ failedIds: ['m'], needsHuman, waitingSince }), now)?.text).toBe('Failed');
    expect(badgeOf(thread({ needsHuman, waitingSince }), now)?.text).toBe('Needs human');
    expect(badgeOf(thread({ waitingSince }), now)?.text).toBe('Waiting 12 min');
    expect(badgeOf(thread({}), now)).toBeNull();
  });

  // Bugs caught: a conversation that is done and looks like any other among all; a draft in it that seems to be waited for.
  it('tells what is done from the rest where both stand', () => {
    const done = thread({ state: 'done', draft_id: 'draft' });
    expect(chipsOf(done, 'all')).toEqual(['Done']);
    expect(chipsOf(done, 'done')).toEqual([]);
    expect(chipsOf(thread({ draft_id: 'draft' }), 'all')).toEqual(['Draft']);
    expect(chipsOf(thread({}), 'all')).toEqual([]);
  });

  // Bug caught: our own number in every row of a team that has only one.
  it('counts a number once, whatever it is used for', () => {
    const channels = new Map<string, { address: string; verified?: true }>([
      ['sms', { address: '+15550100000' }],
      ['voice', { address: '+15550100000' }],
      ['lent', { address: '+15550109999', verified: true }],
    ]);
    expect(hasSeveralNumbers(channels)).toBe(false);
    expect(hasSeveralNumbers(channels.set('other', { address: '+15550100001' }))).toBe(true);
  });

  it('does not hurry anybody about what is done, or about a wait of seconds', () => {
    expect(badgeOf(thread({ state: 'done', needsHuman, waitingSince }), now)).toBeNull();
    expect(badgeOf(thread({ waitingSince: '2026-11-22T11:59:30.000Z' }), now)).toBeNull();
  });

  it.each([
    ['2026-11-22T11:01:00.000Z', 'Waiting 59 min'],
    ['2026-11-22T11:00:00.000Z', 'Waiting 1 h'],
    ['2026-11-19T11:00:00.000Z', 'Waiting 3 days'],
  ])('says how long somebody has waited since %s', (since, words) => {
    expect(badgeOf(thread({ waitingSince: since }), now)?.text).toBe(words);
  });
});

describe('who has a thread', () => {
  const on = { aiEnabled: true, defaultMode: 'auto' } as const;
  const mode = { by: 'operator', at: '2026-11-22T11:00:00.000Z' };

  it('is the AI only while it may really answer', () => {
    expect(ownerOf(thread({}), on)).toBe('AI');
    expect(ownerOf(thread({}), { ...on, aiEnabled: false })).toBe('Nobody');
    expect(ownerOf(thread({ mode: { ...mode, value: 'draft' } }), on)).toBe('Nobody');
    expect(ownerOf(thread({ needsHuman: { reason: 'asked', since: mode.at } }), on)).toBe('Nobody');
    expect(ownerOf(thread({ owner: 'operator' }), on)).toBe('You');
  });
});

describe('how far the list is moved when rows change', () => {
  it('is as far as what is looked at moved', () => {
    expect(movementOf(['c', 'd', 'e'], 2, ['x', 'a', 'b', 'c', 'd', 'e'])).toBe(1);
    expect(movementOf(['c', 'd', 'e'], 2, ['b', 'c', 'd', 'e'])).toBe(-1);
    expect(movementOf(['c', 'd', 'e'], 2, ['a', 'b', 'c', 'd', 'e', 'f'])).toBe(0);
  });

  it('does not follow one row that jumped to the top', () => {
    expect(movementOf(['c', 'd', 'e'], 2, ['c', 'a', 'b', 'd', 'e'])).toBe(0);
    expect(movementOf(['c', 'd', 'e'], 2, ['f', 'a', 'b', 'c', 'd', 'e'])).toBe(1);
  });

  it('is nothing when all that was looked at is gone', () => {
    expect(movementOf(['c', 'd'], 2, ['a', 'b'])).toBe(0);
  });
});

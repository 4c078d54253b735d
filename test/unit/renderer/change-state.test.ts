import { describe, expect, it } from 'vitest';
import { backTo, stateWords } from '../../../src/renderer/store/change-state';

describe('the state of a conversation', () => {
  // Bug caught: an undo that puts a conversation off until a time that has passed, which is refused.
  it('goes back to what it was, unless its time has come meanwhile', () => {
    const snoozed = { state: 'snoozed', until: '2026-11-22T12:00:00.000Z' } as const;
    expect(backTo(snoozed, Date.parse('2026-11-22T11:59:00.000Z'))).toEqual(snoozed);
    expect(backTo(snoozed, Date.parse('2026-11-22T12:00:00.000Z'))).toEqual({ state: 'open', until: null });
    expect(backTo({ state: 'open', until: null }, 0)).toEqual({ state: 'open', until: null });
  });

  // Bug caught: “Opened again” for what was never closed, only put off.
  it('is named by what happened to it', () => {
    expect(stateWords('open', 'snoozed')).toBe('Back in the list');
    expect(stateWords('open', 'done')).toBe('Opened again');
    expect(stateWords('done', 'open')).toBe('Done');
    expect(stateWords('snoozed', 'open')).toBe('Snoozed');
  });
});

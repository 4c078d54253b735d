import { describe, expect, it } from 'vitest';
import { explainError } from '../../../src/shared/error-guide';

describe('explainError', () => {
  it.each([
    [21610, 'no', 'unsubscribed'],
    [21659, 'fix', 'does not carry texts from this sender'],
    [21606, 'fix', 'does not carry texts from this sender'],
    [21601, 'fix', 'does not carry texts from this sender'],
    [30003, 'later', 'switched off'],
    [30007, 'fix', 'filtered'],
    [63016, 'fix', '24 hours'],
    [20003, 'fix', 'account SID and auth token'],
    [20429, 'later', 'too many requests'],
  ])('%i: %s', (code, retry, words) => {
    const advice = explainError(code);
    expect(advice.retry).toBe(retry);
    expect(advice.meaning).toContain(words);
  });

  it('has a sentence for a number it does not know, and for none', () => {
    for (const code of [99_999, null, -1, Number.NaN]) {
      expect(explainError(code)).toMatchObject({ meaning: 'Twilio reported a problem.', retry: 'later' });
    }
  });

  it('speaks in whole sentences, and never of sending again where that cannot help', () => {
    for (let code = 10_000; code < 70_000; code += 1) {
      const { meaning, remedy, retry } = explainError(code);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^$|^[A-Z].*\.$/);
      if (retry === 'no') expect(remedy).not.toMatch(/\b(again later|Try again)\b/i);
    }
  });
});

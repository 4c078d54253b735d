import { describe, expect, it } from 'vitest';
import { summary, totalsOfPlaywright, totalsOfVitest } from '../../../scripts/runtime/test-totals.mjs';

const cleanVitest = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
};
const cleanPlaywright = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [], suites: [] };

describe('test totals', () => {
  it('adds the two runners up in one line', () => {
    const playwright = totalsOfPlaywright({
      ...cleanPlaywright,
      stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 0 },
    });
    expect(summary([totalsOfVitest(cleanVitest), playwright])).toBe('15 passed, 1 failed');
  });

  it('counts a test file that does not load as a failure, although none of its tests failed', () => {
    const totals = totalsOfVitest({ ...cleanVitest, success: false });
    expect(totals.failed).toBe(1);
  });

  it('counts a runner that died before its report as a failure', () => {
    expect(summary([totalsOfVitest(undefined), totalsOfPlaywright(undefined)])).toMatch(/\n0 passed, 2 failed$/);
  });

  it('counts an error outside any test, and a test that passed only when tried again', () => {
    const totals = totalsOfPlaywright({
      ...cleanPlaywright,
      stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 },
      errors: [{ message: 'global setup failed' }],
    });
    expect(totals.failed).toBe(2);
  });

  it('tells what was skipped', () => {
    expect(summary([totalsOfVitest({ ...cleanVitest, numPendingTests: 2 })])).toBe('12 passed, 0 failed, 2 skipped');
  });

  it('names what failed above the totals, and nothing that passed', () => {
    const vitest = totalsOfVitest({
      ...cleanVitest,
      numFailedTests: 1,
      success: false,
      testResults: [
        {
          name: '/somewhere/test/unit/outbox.test.ts',
          assertionResults: [
            { fullName: 'the outbox sends once', status: 'failed' },
            { fullName: 'the outbox waits', status: 'passed' },
          ],
        },
      ],
    });
    const playwright = totalsOfPlaywright({
      ...cleanPlaywright,
      stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 0 },
      suites: [
        {
          specs: [{ title: 'opens', file: 'window.test.ts', ok: true }],
          suites: [{ specs: [{ title: 'closes', file: 'window.test.ts', ok: false }] }],
        },
      ],
    });
    expect(summary([vitest, playwright]).split('\n')).toEqual([
      'failed: outbox.test.ts › the outbox sends once',
      'failed: window.test.ts › closes',
      '15 passed, 2 failed',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { totalsLine, totalsOfPlaywright, totalsOfVitest } from '../../../scripts/runtime/test-totals.mjs';

const cleanVitest = {
  numPassedTests: 12,
  numFailedTests: 0,
  numFailedTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
};

describe('test totals', () => {
  it('adds the two runners up in one line', () => {
    const playwright = totalsOfPlaywright({
      stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 0 },
      errors: [],
    });
    expect(totalsLine([totalsOfVitest(cleanVitest), playwright])).toBe('15 passed, 1 failed');
  });

  it('counts a test file that does not load as a failure, although none of its tests failed', () => {
    const totals = totalsOfVitest({ ...cleanVitest, numFailedTestSuites: 1, success: false });
    expect(totals.failed).toBe(1);
  });

  it('counts a runner that died before its report as a failure', () => {
    expect(totalsLine([totalsOfVitest(undefined), totalsOfPlaywright(undefined)])).toBe('0 passed, 2 failed');
  });

  it('counts an error outside any test, and a test that passed only when tried again', () => {
    const totals = totalsOfPlaywright({
      stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 },
      errors: [{ message: 'global setup failed' }],
    });
    expect(totals.failed).toBe(2);
  });

  it('tells what was skipped', () => {
    expect(totalsLine([totalsOfVitest({ ...cleanVitest, numPendingTests: 2 })])).toBe('12 passed, 0 failed, 2 skipped');
  });
});

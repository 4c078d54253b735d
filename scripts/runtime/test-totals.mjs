/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed a runner that left no report counts as one failure
 * @property {number} skipped
 */

const NO_REPORT = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numFailedTestSuites: number, numPendingTests: number,
 *   numTodoTests: number, success: boolean } | undefined} report Vitest's JSON report, if there is one
 * @returns {Totals}
 */
export function totalsOfVitest(report) {
  if (!report) return NO_REPORT;
  // A file that does not even load fails the run without failing a test.
  const failed = report.numFailedTests || (report.success ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }
 *   | undefined} report Playwright's JSON report, if there is one
 * @returns {Totals}
 */
export function totalsOfPlaywright(report) {
  if (!report) return NO_REPORT;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/**
 * @param {Totals[]} all
 * @returns {string} like "12 passed, 0 failed", with ", 1 skipped" after it where there is any
 */
export function totalsLine(all) {
  const sum = (/** @type {keyof Totals} */ key) => all.reduce((total, one) => total + one[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

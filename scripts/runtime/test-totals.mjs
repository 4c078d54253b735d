import path from 'node:path';

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed a runner that left no report counts as one failure
 * @property {number} skipped
 * @property {string[]} failures what failed: file and test, as far as the report names them
 */

/**
 * @typedef {{ name: string, assertionResults: { fullName: string, status: string }[] }} VitestFile
 * @typedef {{ title: string, file: string, ok: boolean }} PlaywrightSpec
 * @typedef {{ specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/** @type {Totals} */
const NO_REPORT = { passed: 0, failed: 1, skipped: 0, failures: ['a test runner ended without a report'] };

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   success: boolean, testResults: VitestFile[] } | undefined} report Vitest's JSON report, if there is one
 * @returns {Totals}
 */
export function totalsOfVitest(report) {
  if (!report) return NO_REPORT;
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${path.basename(name)} › ${fullName}`),
  );
  return {
    passed: report.numPassedTests,
    // A file that does not even load fails the run without failing a test.
    failed: report.numFailedTests || (report.success ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[],
 *   suites: PlaywrightSuite[] } | undefined} report Playwright's JSON report, if there is one
 * @returns {Totals}
 */
export function totalsOfPlaywright(report) {
  if (!report) return NO_REPORT;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures: specsOf(report.suites)
      .filter(({ ok }) => !ok)
      .map(({ file, title }) => `${file} › ${title}`),
  };
}

/**
 * @param {PlaywrightSuite[]} suites
 * @returns {PlaywrightSpec[]}
 */
function specsOf(suites) {
  return suites.flatMap((suite) => [...suite.specs, ...specsOf(suite.suites ?? [])]);
}

/**
 * @param {Totals[]} all
 * @returns {string} what failed, a line each, and then like "12 passed, 0 failed", with ", 1 skipped" after it where
 *   there is any: the end of a long output says what is to be done
 */
export function summary(all) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => all.reduce((total, one) => total + one[key], 0);
  const skipped = sum('skipped');
  const failures = all.flatMap((one) => one.failures).map((failure) => `failed: ${failure}`);
  const totals = `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [...failures, totals].join('\n');
}

import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildIfNeeded } from './runtime/build.mjs';
import { CACHE_DIR, PROJECT_DIR } from './runtime/paths.mjs';
import { installRuntime } from './runtime/prepare-runtime.mjs';
import { runUntilEnd } from './runtime/run-app.mjs';
import { runCommand, say } from './runtime/say.mjs';
import { summary, totalsOfPlaywright, totalsOfVitest } from './runtime/test-totals.mjs';

const VITEST_REPORT = path.join(CACHE_DIR, 'vitest.json');
const PLAYWRIGHT_REPORT = path.join(CACHE_DIR, 'playwright.json');

/** `npm test` runs everything: unit and integration tests, then the app itself in Electron. Fails if anything did. */
await runCommand(async () => {
  const electron = await installRuntime({ virtualDisplay: process.platform === 'linux' });
  await buildIfNeeded();
  await mkdir(CACHE_DIR, { recursive: true });
  await Promise.all([VITEST_REPORT, PLAYWRIGHT_REPORT].map((file) => rm(file, { force: true })));
  const env = { ...process.env, ELECTRON_EXEC_PATH: electron };

  say('Unit and integration tests …');
  const vitest = await runTool(
    ['vitest', 'vitest.mjs'],
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`],
    env,
  );
  say('End-to-end tests in Electron …');
  const playwright = await runTool(['@playwright/test', 'cli.js'], ['test', '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT,
  });

  const totals = [
    totalsOfVitest(await readReport(VITEST_REPORT)),
    totalsOfPlaywright(await readReport(PLAYWRIGHT_REPORT)),
  ];
  process.stdout.write(`\n${summary(totals)}\n`);
  return vitest || playwright;
});

/**
 * @param {[string, string]} program package and file in it
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runTool([name, file], args, env) {
  const program = path.join(PROJECT_DIR, 'node_modules', name, file);
  return runUntilEnd(process.execPath, [program, ...args], env, { wholeGroup: true });
}

/** @param {string} file */
async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

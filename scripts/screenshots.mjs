import path from 'node:path';
import { PROJECT_DIR } from './runtime/paths.mjs';
import { installRuntime } from './runtime/prepare-runtime.mjs';
import { runUntilEnd } from './runtime/run-app.mjs';
import { runCommand } from './runtime/say.mjs';

/** `npm run screenshots` makes docs/screenshots anew: every page of the real app, light and dark. */
await runCommand(async () => {
  const electron = await installRuntime({ virtualDisplay: process.platform === 'linux' });
  const cli = path.join(PROJECT_DIR, 'node_modules', '@playwright/test', 'cli.js');
  const config = path.join(PROJECT_DIR, 'playwright.screenshots.config.ts');
  const env = { ...process.env, ELECTRON_EXEC_PATH: electron };
  return runUntilEnd(process.execPath, [cli, 'test', '-c', config], env, { wholeGroup: true });
});

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildIfNeeded } from './runtime/build.mjs';
import { demoEnvironment } from './runtime/demo-environment.mjs';
import { runApp } from './runtime/run-app.mjs';
import { runCommand, say } from './runtime/say.mjs';

/**
 * `npm start` opens the console; `npm run demo` (`--demo`) opens it on a data folder that lives as long as the run and
 * has it play the tour. All other arguments go to the app.
 */
await runCommand(async () => {
  const demo = process.argv[2] === '--demo';
  const args = process.argv.slice(demo ? 3 : 2);
  await buildIfNeeded();
  if (!demo) return runApp({ args });

  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-demo-'));
  say(`The demo keeps its data in ${dataDir} and removes it at the end.`);
  try {
    return await runApp({ args, env: demoEnvironment(dataDir) });
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

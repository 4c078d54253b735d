import path from 'node:path';
import { forgetBuild } from './runtime/build.mjs';
import { PROJECT_DIR } from './runtime/paths.mjs';
import { isRoot, prepareRuntime } from './runtime/prepare-runtime.mjs';
import { runUntilEnd } from './runtime/run-app.mjs';
import { runCommand } from './runtime/say.mjs';

/** `npm run dev` opens the console with live reload. Arguments go to electron-vite; after `--` to the app. */
await runCommand(async () => {
  const runtime = await prepareRuntime({ virtualDisplay: 'if-needed' });
  await forgetBuild(); // what this leaves in out/ is no build for `npm start`
  const cli = path.join(PROJECT_DIR, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const own = process.argv.slice(2);
  const forApp = runtime.virtual && !own.includes('--') ? ['--', ...runtime.switches] : [];
  const args = [cli, 'dev', ...(isRoot() ? ['--noSandbox'] : []), ...own, ...forApp];
  try {
    return await runUntilEnd(process.execPath, args, runtime.env, { wholeGroup: true });
  } finally {
    await runtime.stop();
  }
});

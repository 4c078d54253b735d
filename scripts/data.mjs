import path from 'node:path';
import { buildIfNeeded } from './runtime/build.mjs';
import { PROJECT_DIR } from './runtime/paths.mjs';
import { runUntilEnd } from './runtime/run-app.mjs';
import { runCommand } from './runtime/say.mjs';

/** `npm run export -- FILE` and `npm run import -- FILE`: FILE is seen from where the person is, not from here. */
await runCommand(async () => {
  const [action = '', file, ...rest] = process.argv.slice(2);
  const whereRun = process.env.INIT_CWD ?? process.cwd();
  const args = file === undefined ? [] : [file.startsWith('-') ? file : path.resolve(whereRun, file), ...rest];
  await buildIfNeeded();
  const program = path.join(PROJECT_DIR, 'out', 'main', 'data.js');
  return runUntilEnd(process.execPath, ['--enable-source-maps', program, action, ...args], process.env);
});

import path from 'node:path';
import { build } from 'vite';
import { buildIfNeeded } from './runtime/build.mjs';
import { CACHE_DIR, PROJECT_DIR } from './runtime/paths.mjs';
import { prepareRuntime } from './runtime/prepare-runtime.mjs';
import { runUntilEnd } from './runtime/run-app.mjs';
import { runCommand } from './runtime/say.mjs';

/**
 * `npm run bench` measures what was built the way it runs: the measuring program is bundled too, not translated while
 * it runs. Arguments go to it.
 */
await runCommand(async () => {
  await buildIfNeeded();
  const outDir = path.join(CACHE_DIR, 'bench');
  await build({
    configFile: false,
    root: PROJECT_DIR,
    logLevel: 'warn',
    build: {
      ssr: path.join(PROJECT_DIR, 'test', 'bench', 'run.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: { output: { entryFileNames: 'run.mjs' } },
    },
  });
  const runtime = await prepareRuntime({ virtualDisplay: 'always' });
  try {
    const program = path.join(outDir, 'run.mjs');
    const args = ['--enable-source-maps', '--expose-gc', program, ...process.argv.slice(2)];
    return await runUntilEnd(process.execPath, args, runtime.env);
  } finally {
    await runtime.stop();
  }
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { buildIfNeeded } from './runtime/build.mjs';
import { CACHE_DIR, PROJECT_DIR } from './runtime/paths.mjs';
import { prepareRuntime } from './runtime/prepare-runtime.mjs';
import { runUntilEnd } from './runtime/run-app.mjs';
import { runCommand } from './runtime/say.mjs';

const SOURCE_DIR = path.join(PROJECT_DIR, 'test', 'bench');
const OUT_DIR = path.join(CACHE_DIR, 'bench');
const ELECTRON_DIR = path.join(OUT_DIR, 'electron');

/**
 * `npm run bench` measures what was built the way it runs: the measuring programs are bundled too, not translated while
 * they run. Arguments go to them.
 */
await runCommand(async () => {
  await buildIfNeeded();
  await bundle(OUT_DIR, 'node20', 'es', 'mjs', ['run.ts', 'generate-load.ts']);
  await bundle(ELECTRON_DIR, 'node18.15', 'cjs', 'js', ['electron/main.ts']);
  // A sandboxed preload script is one file, so each is bundled alone.
  for (const preload of ['observe.ts', 'minimal-preload.ts']) {
    await bundle(ELECTRON_DIR, 'node18.15', 'cjs', 'js', [`electron/${preload}`]);
  }
  await writeFile(
    path.join(ELECTRON_DIR, 'package.json'),
    JSON.stringify({ name: 'switchboard-bench', version: '0.0.0', main: 'main.js' }),
  );
  const runtime = await prepareRuntime({ virtualDisplay: 'always' });
  try {
    const program = path.join(OUT_DIR, 'run.mjs');
    const args = ['--enable-source-maps', '--expose-gc', program, ...process.argv.slice(2)];
    const switches = JSON.stringify([...runtime.switches, ELECTRON_DIR]);
    return await runUntilEnd(process.execPath, args, { ...runtime.env, BENCH_ELECTRON_ARGS: switches });
  } finally {
    await runtime.stop();
  }
});

/**
 * @param {string} outDir
 * @param {string} target
 * @param {'es' | 'cjs'} format
 * @param {string} ending
 * @param {string[]} files
 */
async function bundle(outDir, target, format, ending, files) {
  await build({
    configFile: false,
    root: PROJECT_DIR,
    logLevel: 'warn',
    // Twilio's package has no map of its files, so Node cannot import one of them.
    ssr: { noExternal: [/^twilio\//] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target,
      sourcemap: true,
      rolldownOptions: {
        input: files.map((file) => path.join(SOURCE_DIR, file)),
        external: ['electron'],
        output: { format, entryFileNames: `[name].${ending}`, chunkFileNames: `[name].${ending}` },
      },
    },
  });
}

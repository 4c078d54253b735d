import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CACHE_DIR } from './paths.mjs';
import { isAlive } from './process-tree.mjs';
import { say } from './say.mjs';

const POLL_MS = 100;
/** More than the slowest step takes, a download of Electron over a slow line. */
const LONGEST_STEP_MS = 15 * 60_000;

/**
 * Lets one process at a time run a step (fetch, install, build), so that two starts at once do not tread on each
 * other. A lock left behind by a process that no longer lives is taken over.
 * @template T
 * @param {string} name of the step, also the lock's file name
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withLock(name, step) {
  await mkdir(CACHE_DIR, { recursive: true });
  const file = path.join(CACHE_DIR, `${name}.lock`);
  let told = false;
  while (!(await take(file))) {
    if (await isLeftBehind(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another start that is busy with the same step (${name}) …`);
    told = true;
    await delay(POLL_MS);
  }
  try {
    return await step();
  } finally {
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function take(file) {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
async function isLeftBehind(file) {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    if (Date.now() - mtimeMs > LONGEST_STEP_MS) return true; // by now its number may be another process's
    return owner !== '' && !isAlive(Number(owner)); // empty: just being written
  } catch {
    return false; // just released
  }
}

import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Ends a process and everything it started, at once and without asking (SIGKILL).
 * @param {number} pid
 */
export async function killTree(pid) {
  killAll(await listTree(pid));
}

/**
 * @param {number} pid
 * @returns {Promise<number[]>} it and everything it started, also if some of that outlives it
 */
export async function listTree(pid) {
  return membersOf(pid, process.platform === 'linux' ? parentsFromProc() : await parentsFromPs());
}

/**
 * Kills each of these that still lives.
 * @param {readonly number[]} pids
 */
export function killAll(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }
}

/**
 * Calls back once when `npm` no longer runs above this process. A signal that ends npm ends the shell between the two
 * as well, but is not passed on to us, and without this we would go on unseen.
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
export function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const above = () => {
    const parent = process.ppid;
    return process.platform === 'linux' ? `${parent} ${parentOf(parent)}` : `${parent}`;
  };
  const before = above();
  const timer = setInterval(() => {
    if (above() === before) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * @param {number} pid
 * @returns {boolean} whether it runs; one that ended counts as gone also while nobody has asked for its exit code,
 *   which in a container without a real init is for ever
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readStat(pid).state !== 'Z';
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {number} root
 * @param {ReadonlyMap<number, number>} parents of every process, its parent
 * @returns {number[]} the root, then all below it, parents before their children
 */
export function membersOf(root, parents) {
  const members = [root];
  for (const member of members) {
    for (const [pid, parent] of parents) if (parent === member && !members.includes(pid)) members.push(pid);
  }
  return members;
}

/**
 * @param {number} pid
 * @returns {{ state: string, parent: number }}
 * @throws when there is no such process
 */
function readStat(pid) {
  // "pid (name, which may hold anything) state parent …"
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return { state: fields[0] ?? '', parent: Number(fields[1]) };
}

/**
 * @param {number} pid
 * @returns {number | undefined} nothing when it is gone
 */
function parentOf(pid) {
  try {
    return readStat(pid).parent;
  } catch {
    return undefined;
  }
}

/** @returns {Map<number, number>} */
function parentsFromProc() {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), readStat(Number(name)).parent);
    } catch {
      continue; // it ended while we looked
    }
  }
  return parents;
}

/** @returns {Promise<Map<number, number>>} */
async function parentsFromPs() {
  if (process.platform === 'win32') return new Map(); // no `ps`: only the root is known
  const { stdout } = await execute('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.trim().split('\n');
  return new Map(rows.map((row) => /** @type {[number, number]} */ (row.trim().split(/\s+/).map(Number))));
}

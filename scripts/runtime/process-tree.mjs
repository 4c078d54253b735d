import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Ends a process and everything it started, at once and without asking (SIGKILL).
 * @param {number} pid
 */
export async function killTree(pid) {
  if (process.platform === 'win32') {
    await execute('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  const parents = process.platform === 'linux' ? parentsFromProc() : await parentsFromPs();
  for (const member of membersOf(pid, parents)) {
    try {
      process.kill(member, 'SIGKILL');
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
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

/** @returns {Map<number, number>} */
function parentsFromProc() {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // "pid (name, which may hold anything) state parent …"
      const parent = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1];
      parents.set(Number(name), Number(parent));
    } catch {
      continue; // it ended while we looked
    }
  }
  return parents;
}

/** @returns {Promise<Map<number, number>>} */
async function parentsFromPs() {
  const { stdout } = await execute('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.trim().split('\n');
  return new Map(rows.map((row) => /** @type {[number, number]} */ (row.trim().split(/\s+/).map(Number))));
}

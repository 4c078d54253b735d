import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 250;
/** Share of one core below which a process counts as quiet. */
const QUIET = 0.05;
const LIMIT_MS = 30_000;
/** Of `/proc/PID/stat`, on every Linux that Electron runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Waits until processes do next to nothing for half a second: what one of them does later because of what it was asked
 * before must not be counted against the other one. Where there is no `/proc` it waits a few seconds instead.
 */
export async function waitUntilQuiet(pids: readonly number[]): Promise<void> {
  if (process.platform !== 'linux') {
    await sleep(5000);
    return;
  }
  const until = performance.now() + LIMIT_MS;
  let before = await ticksOf(pids);
  for (let quietFor = 0; quietFor < 2 && performance.now() < until;) {
    await sleep(LOOK_EVERY_MS);
    const now = await ticksOf(pids);
    const share = (now - before) / TICKS_PER_SECOND / (LOOK_EVERY_MS / 1000);
    quietFor = share < QUIET ? quietFor + 1 : 0;
    before = now;
  }
}

async function ticksOf(pids: readonly number[]): Promise<number> {
  const ticks = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // "pid (name, which may hold anything) state …": user and system time are the 14th and 15th field.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(fields[11]) + Number(fields[12]);
    }),
  );
  return ticks.reduce((sum, one) => sum + one, 0);
}

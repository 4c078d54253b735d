import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupError } from './say.mjs';

const START_LIMIT_MS = 15_000;

/**
 * For Electron on such a display. There is no graphics card: its graphics process fails at first and is begun anew, and
 * now and then a window that was drawn upon meanwhile stands still for ever.
 */
export const VIRTUAL_DISPLAY_SWITCHES = ['--disable-gpu'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean} whether windows can be shown to somebody
 */
export function hasDisplay(env) {
  if (process.platform !== 'linux') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Starts an X server of our own that shows nothing, on a display number that it picks itself.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>} `display` is for DISPLAY, like `:99`; `stop` waits
 *   until it is gone, and happens without waiting when this process ends
 * @throws {SetupError} when it does not start
 */
export async function startVirtualDisplay() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
    // Its own group: Ctrl-C is for the app first, which still needs a display while it quits.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const kill = () => void child.kill();
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    kill();
    await once(child, 'exit');
  };
  try {
    const number = await readDisplayNumber(child);
    return { display: `:${number}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function readDisplayNumber(child) {
  return new Promise((resolve, reject) => {
    let errors = '';
    let answer = '';
    const limit = setTimeout(() => {
      reject(new SetupError(`Xvfb did not say within ${START_LIMIT_MS / 1000} s that it is up. ${errors.trim()}`));
    }, START_LIMIT_MS);
    child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
    child.stdio[3]?.on('data', (text) => {
      answer += String(text);
      if (!answer.includes('\n')) return;
      clearTimeout(limit);
      resolve(Number.parseInt(answer, 10));
    });
    child.on('error', (error) => reject(new SetupError(`Xvfb could not be started: ${error.message}`)));
    child.on('exit', () => {
      clearTimeout(limit);
      reject(new SetupError(`Xvfb ended at once. ${errors.trim()}`));
    });
  });
}

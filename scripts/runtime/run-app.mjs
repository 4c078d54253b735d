import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { PROJECT_DIR } from './paths.mjs';
import { prepareRuntime } from './prepare-runtime.mjs';
import { killTree } from './process-tree.mjs';
import { say } from './say.mjs';

/** How long the app may take to store everything and quit, once asked to. */
const QUIT_LIMIT_MS = 20_000;
/** What the app says at its end when it wants to be started again (src/main/app/restart.ts). */
const RESTART_CODE = 75;

/**
 * Opens the built console and waits for its end.
 * @param {{ args: string[], env?: NodeJS.ProcessEnv }} options arguments and extra environment for the app
 * @returns {Promise<number>} its exit code
 */
export async function runApp({ args, env = {} }) {
  const runtime = await prepareRuntime({ virtualDisplay: 'if-needed' });
  if (runtime.virtual) {
    say(`There is no display here: the window opens on a virtual one (${runtime.env.DISPLAY}). Webhooks are served.`);
  }
  try {
    for (;;) {
      const environment = { ...runtime.env, ...env, SWITCHBOARD_RESTARTS: '1' };
      const code = await runUntilEnd(runtime.electron, [...runtime.switches, PROJECT_DIR, ...args], environment);
      if (code !== RESTART_CODE) return code;
      say('Starting again …');
    }
  } finally {
    await runtime.stop();
  }
}

/**
 * Runs a program in a process group of its own, so that a signal meant for us reaches it once, from us.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {{ wholeGroup?: boolean }} options whether to end what it started along with it, for a program that does not
 *   do so itself
 * @returns {Promise<number>} exit code; 128 + the signal's number if one ended it, as shells have it
 */
export function runUntilEnd(command, args, env, { wholeGroup = false } = {}) {
  return new Promise((resolve, reject) => {
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'], detached });
    /** @type {NodeJS.Timeout | undefined} */
    let limit;
    const quit = () => {
      if (wholeGroup && detached && child.pid) process.kill(-child.pid, 'SIGTERM');
      else child.kill('SIGTERM');
      limit ??= setTimeout(() => void (child.pid && killTree(child.pid)), QUIT_LIMIT_MS);
    };
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, quit);
    const end = () => {
      clearTimeout(limit);
      for (const signal of signals) process.off(signal, quit);
    };
    child.on('error', (error) => {
      end();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      end();
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
    });
  });
}

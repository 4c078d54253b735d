import { watchNpm } from './process-tree.mjs';

/** A failure whose message tells the person at the terminal what to do; shown without a stack. */
export class SetupError extends Error {}

/**
 * Prints one line of what a set-up step does.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`[switchboard] ${line}\n`);
}

/**
 * Runs a command's whole body and turns its failure into one readable line and a non-zero exit code.
 * @param {() => Promise<number | void>} body gives the exit code; nothing means 0
 */
export async function runCommand(body) {
  const unwatch = watchNpm(() => process.kill(process.pid, 'SIGTERM'));
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    const text = error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`[switchboard] ${text}\n`);
    process.exitCode = 1;
  } finally {
    unwatch();
  }
}

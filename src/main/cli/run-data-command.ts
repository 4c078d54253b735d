import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../app/clock';
import { askConsole, type ConsoleRequest } from '../store/ask-console';
import { openStore } from '../store/open-store';
import { transfer } from '../store/transfer';

const USAGE = `Usage:  npm run export -- FILE     writes all data to FILE, as JSON
        npm run import -- FILE     takes in the data of FILE`;

export interface DataCommand {
  /** What stands after the name of the program. */
  readonly args: readonly string[];
  readonly workingFolder: string;
  readonly dataDir: string;
  readonly clock: Clock;
  /** What the person asked for. */
  readonly say: (text: string) => void;
  /** What is said beside that: progress, warnings, what went wrong. */
  readonly note: (text: string) => void;
}

/**
 * Exports or imports: by the console that is running on the folder, or on the folder itself while none is.
 *
 * @returns the exit code: 0 done, 1 not done, 2 not understood
 */
export async function runDataCommand(command: DataCommand): Promise<number> {
  const [ask, file, ...more] = command.args;
  if ((ask !== 'export' && ask !== 'import') || !file || file.startsWith('-') || more.length > 0) {
    command.note(USAGE);
    return 2;
  }
  try {
    command.say(await run(command, { ask, file: path.resolve(command.workingFolder, file) }));
    return 0;
  } catch (error) {
    command.note(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function run({ dataDir, clock, note }: DataCommand, request: ConsoleRequest): Promise<string> {
  const isThere = existsSync(dataDir);
  if (!isThere && request.ask === 'export') {
    throw new Error(`There is nothing to export: the data folder ${dataDir} is not there. Set SWITCHBOARD_DATA_DIR.`);
  }
  const done = isThere ? await askConsole(dataDir, request, note) : null;
  if (done !== null) return done;
  const warn = (text: string): void => note(text);
  const store = await openStore({ dir: dataDir, clock, log: { info: () => undefined, warn, error: warn } });
  try {
    return await transfer(store, request, { onProgress: note });
  } finally {
    await store.close();
  }
}

import { rename, rm, writeFile } from 'node:fs/promises';
import { Problem } from '../ipc/problem';
import { describeDiskProblem } from '../store/disk-problem';
import { codeOf } from '../store/disk';

/**
 * Writes a text piece by piece into a file, which appears under its name only once it is whole.
 *
 * @throws Problem when the disk does not take it, and what the pieces throw; then nothing is left behind
 */
export async function writePieces(target: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const unfinished = `${target}.part`;
  try {
    await writeFile(unfinished, pieces, { mode: 0o600 });
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (codeOf(error) === undefined) throw error;
    const { message, remedy } = describeDiskProblem(error, 'file');
    throw new Problem('unavailable', message, remedy);
  }
}

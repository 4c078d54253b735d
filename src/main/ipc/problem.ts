import type { RequestProblem } from '../../shared/ipc-contract';
import { codeOf } from '../store/disk';
import { describeDiskProblem } from '../store/disk-problem';
import { StoreUnavailableError } from '../store/store';

/** Thrown by whoever carries out a request when it cannot be done and a person should read why. */
export class Problem extends Error {
  override readonly name = 'Problem';

  /**
   * @param message a sentence for people
   * @param remedy what to do next, if there is something
   * @param detail the technical text, for those who ask for it
   */
  constructor(
    readonly code: RequestProblem['code'],
    message: string,
    readonly remedy?: string,
    readonly detail?: string,
  ) {
    super(message);
  }
}

/** Gives what a window may be told of an error; null when it is none that anybody foresaw. */
export function toRequestProblem(error: unknown): RequestProblem | null {
  if (error instanceof Problem) {
    const { code, message, remedy, detail } = error;
    return {
      ...{ code, message },
      ...(remedy === undefined ? {} : { remedy }),
      ...(detail === undefined ? {} : { detail }),
    };
  }
  if (error instanceof StoreUnavailableError) {
    return { code: 'unavailable', ...(error.problem ?? { message: error.message }) };
  }
  if (DISK_TROUBLE.has(codeOf(error) ?? '')) {
    const { message, remedy } = describeDiskProblem(error, 'folder');
    return { code: 'unavailable', message: `This was not done. ${message}`, remedy: `${remedy} Then try again.` };
  }
  return null;
}

/** What only a person can put right, wherever in the data folder it is met. */
const DISK_TROUBLE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);

import { codeOf } from './disk';
import { StoreUnavailableError, type StoreProblem } from './store';

/** What a disk can say, in words: what happened and what to do. */
const words: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOSPC: ['The disk is full', 'Free some space on the disk that holds the data folder.'],
  EDQUOT: ['The disk space allotted to you is used up', 'Free some space or ask for more.'],
  EROFS: ['The disk is read-only', 'Make the disk that holds the data folder writable.'],
  EACCES: ['The data folder may not be written to', 'Give your account write access to the data folder.'],
  EPERM: ['The data folder may not be written to', 'Give your account write access to the data folder.'],
  ENOENT: ['The data folder is gone', 'Put the data folder back where it was, or restart the console.'],
  EIO: ['The disk reports a fault', 'Save a copy of the data folder and check the disk.'],
  EMFILE: ['Too many files are open', 'Close other programs, or restart the console.'],
  ENFILE: ['Too many files are open', 'Close other programs, or restart the console.'],
};

/** The same of a file that a person chose. */
const fileWords: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such folder.',
  ENOTDIR: 'There is no such folder.',
  EACCES: 'It may not be written there.',
  EPERM: 'It may not be written there.',
  EISDIR: 'There is a folder of this name.',
};

/**
 * Says a failure of the disk so that a support person understands it.
 *
 * @param what whether new changes cannot be kept, the documents are not brought up to date, nothing can be
 * opened, a conversation cannot be read, or a file that a person chose cannot be written
 */
export function describeDiskProblem(
  error: unknown,
  what: 'changes' | 'documents' | 'folder' | 'conversation' | 'file' = 'changes',
): NonNullable<StoreProblem> {
  const reason = error instanceof StoreUnavailableError && error.cause !== undefined ? error.cause : error;
  const code = codeOf(reason);
  const called = code ?? (reason instanceof Error ? reason.message : 'unknown reason');
  if (what === 'conversation') {
    return {
      message: `A conversation cannot be read from the data folder (${called}).`,
      remedy:
        'Check that the folder and all in it are readable for your account and that its disk is well, then try again.',
    };
  }
  const [message, remedy] = words[code ?? ''] ?? [
    `The disk does not take data (${called})`,
    'Check the disk that holds the data folder.',
  ];
  if (what === 'file') return { message: fileWords[code ?? ''] ?? `${message}.`, remedy: 'Choose another place.' };
  if (what === 'folder') return { message: `${message}.`, remedy };
  const effect =
    what === 'changes'
      ? 'Nothing is lost, but nothing new can be kept until this is put right.'
      : 'New messages are still kept, but the data folder cannot be tidied until this is put right.';
  return { message: `${message}. ${effect}`, remedy: `${remedy} The console goes on by itself once it can.` };
}

/** The same as an error for whoever waits. */
export function toUnavailable(problem: NonNullable<StoreProblem>, cause?: unknown): StoreUnavailableError {
  return new StoreUnavailableError(`${problem.message} ${problem.remedy}`, { cause, problem });
}

import type { Clock } from './clock';
import type { Log } from './log';

/** So many unforeseen errors within so long, and something is broken for good. */
const MOST_ERRORS = 20;
const WITHIN_MS = 60_000;

export interface CrashGuardOptions {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the desk is up. Before that an error means that it cannot come up. */
  readonly isRunning: () => boolean;
  /** Ends the app in order, with the error shown to the person. */
  readonly onFatal: (error: unknown) => void;
}

/**
 * Keeps one forgotten error from taking the desk down: what customers were told is on the disk already, every request
 * stands for itself, and a desk that goes on receiving is worth more than one that is gone. Errors during start, and a
 * flood of them, do end it.
 */
export function guardAgainstCrashes(options: CrashGuardOptions): void {
  const { clock, log } = options;
  let errors: number[] = [];

  function onError(kind: string, error: unknown): void {
    log.error(`Something unexpected went wrong (${kind}). The log file says more.`, { detail: error });
    errors = [...errors.filter((at) => clock.now() - at < WITHIN_MS), clock.now()];
    if (!options.isRunning() || errors.length > MOST_ERRORS) options.onFatal(error);
  }

  options.process.on('uncaughtException', (error) => onError('an uncaught error', error));
  options.process.on('unhandledRejection', (reason) => onError('an unhandled rejection', reason));
}

import type { Log } from '../app/log';

/** What the store writes to the log. */
export type StoreLog = Pick<Log, 'info' | 'warn' | 'error'>;

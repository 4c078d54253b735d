import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface LoadJob {
  readonly url: string;
  readonly senders: readonly string[];
  readonly count: number;
  readonly connections: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Of each request, in milliseconds. */
  readonly latencies: readonly number[];
}

export type LoadMessage =
  { readonly type: 'done'; readonly result: LoadResult } | { readonly type: 'failed'; readonly message: string };

/** Sends requests to one server after the other. */
export interface LoadGenerator {
  readonly pid: number;
  run(job: LoadJob): Promise<LoadResult>;
  close(): Promise<void>;
}

/** Starts the program that sends requests. It ends with this one. */
export function startLoadGenerator(): LoadGenerator {
  // Beside the bundle that this is part of.
  const child = fork(path.join(path.dirname(fileURLToPath(import.meta.url)), 'generate-load.mjs'), {
    serialization: 'advanced',
    execArgv: ['--enable-source-maps'],
  });
  return {
    pid: child.pid ?? 0,
    async run(job) {
      child.send(job);
      const [message] = (await once(child, 'message')) as [LoadMessage];
      if (message.type === 'failed') throw new Error(message.message);
      return message.result;
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

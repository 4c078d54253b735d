import type { Worker } from 'node:worker_threads';
import type { Clock } from '../../app/clock';
import type { EncodeAnswer, EncodeRequest } from './encoder-messages';
import type { SentenceEncoder } from './sentence-encoder';

/** So many texts take the worker about a quarter of a second, which the shortest call may have to wait. */
const MAX_BATCH = 32;
/** Starting again takes a fifth of a second, and what it held until then is memory for others. */
const IDLE_MS = 5 * 60_000;
const MAX_RESTARTS = 3;
const RESTARTS_WITHIN_MS = 10 * 60_000;

/** One call of `encode` that is awaited. */
interface Call {
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  readonly resolve: (vectors: readonly Float32Array[]) => void;
  readonly reject: (error: Error) => void;
}

interface Options {
  /** Gives a worker that runs the program of `encoder-worker`. */
  readonly startWorker: () => Worker;
  readonly clock: Clock;
}

/**
 * An encoder in a thread of its own, so that nobody waits for it who did not ask it. The thread starts at the first
 * call and ends when it was not used for a while. Of several calls the one with the fewest texts left goes first: a
 * customer's question does not wait for a whole knowledge base.
 *
 * When the thread ends by itself, what is awaited fails and the next call starts it anew; not more than three times in
 * ten minutes, after which every call fails.
 */
export function startEncoderThread({ startWorker, clock }: Options): SentenceEncoder {
  const calls = new Set<Call>();
  let worker: Worker | null = null;
  let working: Call | null = null;
  let crashes: readonly number[] = [];
  let refusal: string | null = null;
  let cancelIdle: (() => void) | null = null;

  const failAll = (reason: string) => {
    const failed = [...calls];
    calls.clear();
    working = null;
    for (const call of failed) call.reject(new Error(reason));
  };

  const end = async () => {
    cancelIdle?.();
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };

  const crash = (reason: string) => {
    const now = clock.now();
    crashes = [...crashes.filter((at) => now - at < RESTARTS_WITHIN_MS), now];
    if (crashes.length > MAX_RESTARTS) refusal = `The sentence encoder keeps stopping, last because: ${reason}`;
    void end();
    failAll(`The sentence encoder stopped: ${reason}`);
  };

  const start = () => {
    const started = startWorker();
    const ifCurrent =
      <T>(handle: (what: T) => void) =>
      (what: T) => {
        if (worker === started) handle(what);
      };
    started.on('message', ifCurrent<EncodeAnswer>(take));
    started.on(
      'error',
      ifCurrent<Error>((error) => crash(error.message)),
    );
    started.on(
      'exit',
      ifCurrent<number>((code) => crash(`it ended with code ${code}.`)),
    );
    return started;
  };

  const take = (answer: EncodeAnswer) => {
    const call = working;
    working = null;
    if (call && 'error' in answer) {
      calls.delete(call);
      call.reject(new Error(answer.error));
    } else if (call && 'vectors' in answer) {
      call.vectors.push(...answer.vectors);
      if (left(call) === 0) {
        calls.delete(call);
        call.resolve(call.vectors);
      }
    }
    goOn();
  };

  const goOn = () => {
    if (working) return;
    cancelIdle?.();
    working = [...calls].reduce<Call | null>(
      (least, call) => (least && left(least) <= left(call) ? least : call),
      null,
    );
    if (!working) {
      worker?.unref();
      cancelIdle = clock.after(IDLE_MS, () => void end());
      return;
    }
    const from = working.vectors.length;
    const request: EncodeRequest = { texts: working.texts.slice(from, from + MAX_BATCH) };
    try {
      worker ??= start();
      worker.ref();
      worker.postMessage(request);
    } catch (error) {
      crash(error instanceof Error ? error.message : String(error));
    }
  };

  return {
    encode: (texts) =>
      new Promise((resolve, reject) => {
        if (refusal !== null) return reject(new Error(refusal));
        if (texts.length === 0) return resolve([]);
        calls.add({ texts, vectors: [], resolve, reject });
        goOn();
      }),
    close: async () => {
      refusal = 'The sentence encoder is closed.';
      failAll(refusal);
      await end();
    },
  };
}

function left(call: Call): number {
  return call.texts.length - call.vectors.length;
}

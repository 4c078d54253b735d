import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { SentenceEncoder } from '../../../../src/main/ai/meaning/sentence-encoder';
import { startEncoderThread } from '../../../../src/main/ai/meaning/start-encoder-thread';
import { createManualClock } from '../../../support/manual-clock';

/**
 * Stands in for the encoder's program: a text's vector is its length, the size of its batch, and how many batches
 * came before.
 */
const STAND_IN = `
  const { parentPort } = require('node:worker_threads');
  let batches = 0;
  parentPort.on('message', ({ texts }) => {
    if (texts.includes('crash')) throw new Error('out of memory');
    if (texts.includes('exit')) process.exit(7);
    if (texts.includes('hang')) return;
    if (texts.includes('refuse')) return parentPort.postMessage({ error: 'There is no model.' });
    const before = batches++;
    parentPort.postMessage({ vectors: texts.map((text) => Float32Array.of(text.length, texts.length, before)) });
  });
`;

const MINUTE = 60_000;
const open: SentenceEncoder[] = [];

function setUp() {
  const clock = createManualClock();
  const workers: Worker[] = [];
  const startWorker = () => {
    const worker = new Worker(STAND_IN, { eval: true });
    workers.push(worker);
    return worker;
  };
  const encoder = startEncoderThread({ startWorker, clock });
  open.push(encoder);
  return { clock, workers, encoder };
}

const ended = (worker: Worker) => new Promise<void>((resolve) => void worker.once('exit', () => resolve()));

afterEach(() => Promise.all(open.splice(0).map((encoder) => encoder.close())));

describe('work', () => {
  // A thread started with the app costs every start its time and memory, asked or not.
  it('starts no thread before there is something to encode', async () => {
    const { workers, encoder } = setUp();
    expect(await encoder.encode([])).toEqual([]);
    expect(workers).toHaveLength(0);
    await encoder.encode(['Hello']);
    await encoder.encode(['Hello']);
    expect(workers).toHaveLength(1);
  });

  // Vectors at another text's place: each question would find another one's answer.
  it('answers in the order of the texts, in batches of at most 32', async () => {
    const { encoder } = setUp();
    const vectors = await encoder.encode(Array.from({ length: 70 }, (_, index) => 'x'.repeat(index)));
    expect(vectors.map(([length]) => length)).toEqual(Array.from({ length: 70 }, (_, index) => index));
    expect(vectors.map(([, batch]) => batch)).toEqual(Array.from({ length: 70 }, (_, index) => (index < 64 ? 32 : 6)));
  });

  // A customer's question that waits until a whole knowledge base is read in.
  it('puts a short call before the rest of a long one', async () => {
    const { encoder } = setUp();
    const long = encoder.encode(Array.from({ length: 200 }, () => 'entry'));
    const [question] = await encoder.encode(['Where is my parcel?']);
    expect(question?.[2]).toBe(1);
    expect((await long).at(-1)?.[2]).toBe(7);
  });

  // One text that cannot be encoded would take the whole thread with it.
  it('fails only the call that the program refuses', async () => {
    const { workers, encoder } = setUp();
    const refused = expect(encoder.encode(['refuse'])).rejects.toThrow('There is no model.');
    const answered = encoder.encode(['Hello']);
    await refused;
    expect(await answered).toHaveLength(1);
    expect(workers).toHaveLength(1);
  });
});

describe('a thread that ends by itself', () => {
  // A promise that never settles: the answer to a customer would wait for ever.
  it.each([
    ['crash', 'out of memory'],
    ['exit', 'code 7'],
  ])('fails all that is awaited (%s) and starts anew at the next call', async (text, reason) => {
    const { workers, encoder } = setUp();
    const failures = [encoder.encode([text]), encoder.encode(['Hello'])].map((call) =>
      expect(call).rejects.toThrow(reason),
    );
    await Promise.all(failures);
    expect(await encoder.encode(['Hello'])).toHaveLength(1);
    expect(workers).toHaveLength(2);
  });

  // A model that crashes at every call would be read for ever, and the machine be slow for it.
  it('starts anew three times in ten minutes, then stays ended', async () => {
    const { workers, encoder, clock } = setUp();
    for (let crash = 0; crash < 4; crash++) await expect(encoder.encode(['crash'])).rejects.toThrow('stopped');
    await expect(encoder.encode(['Hello'])).rejects.toThrow('keeps stopping');
    clock.advance(60 * MINUTE);
    await expect(encoder.encode(['Hello'])).rejects.toThrow('out of memory');
    expect(workers).toHaveLength(4);
  });

  // Crashes of last week counted: an app that runs for months would end without its search.
  it('forgets crashes after ten minutes', async () => {
    const { encoder, clock } = setUp();
    for (let crash = 0; crash < 6; crash++) {
      await expect(encoder.encode(['crash'])).rejects.toThrow('stopped');
      clock.advance(4 * MINUTE);
    }
    expect(await encoder.encode(['Hello'])).toHaveLength(1);
  });

  // A worker that cannot be started at all must not throw through the caller or hang.
  it('fails when none can be started', async () => {
    const startWorker = (): Worker => {
      throw new Error('no such file');
    };
    const encoder = startEncoderThread({ startWorker, clock: createManualClock() });
    await expect(encoder.encode(['Hello'])).rejects.toThrow('no such file');
  });
});

describe('the end', () => {
  // Memory for a model that nobody asks.
  it('gives the thread back after five minutes without use, and starts it again', async () => {
    const { workers, encoder, clock } = setUp();
    await encoder.encode(['Hello']);
    clock.advance(4 * MINUTE);
    await encoder.encode(['Hello']);
    clock.advance(4 * MINUTE);
    expect(workers[0]!.threadId).toBeGreaterThan(0);
    const gone = ended(workers[0]!);
    clock.advance(MINUTE);
    await gone;
    expect(await encoder.encode(['Hello'])).toHaveLength(1);
    expect(workers).toHaveLength(2);
  });

  // A thread, a timer or a promise left behind keeps the app from ending.
  it('fails what is awaited and ends the thread at once when closed', async () => {
    const { workers, encoder, clock } = setUp();
    await encoder.encode(['Hello']);
    const awaited = expect(encoder.encode(['hang'])).rejects.toThrow('closed');
    const gone = ended(workers[0]!);
    await encoder.close();
    await Promise.all([awaited, gone]);
    expect(clock.waiting).toBe(0);
    await expect(encoder.encode(['Hello'])).rejects.toThrow('closed');
    await encoder.close();
    expect(workers).toHaveLength(1);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createSentenceEncoder } from '../../../../src/main/ai/meaning/create-sentence-encoder';
import { startEncoderThread } from '../../../../src/main/ai/meaning/start-encoder-thread';
import { bundle } from '../../../support/bundle';
import { createManualClock } from '../../../support/manual-clock';
import { MODEL_DIR } from './model';

// A program that does not start as a thread of its own, or vectors that get lost between the threads.
it('gives from the thread what the encoder gives', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-encoder-'));
  const program = await bundle('src/main/ai/meaning/encoder-worker.ts', folder);
  const startWorker = () => new Worker(program, { workerData: { modelDir: MODEL_DIR } });
  const encoder = startEncoderThread({ startWorker, clock: createManualClock() });
  const direct = createSentenceEncoder(MODEL_DIR);
  try {
    const texts = ['Where is my parcel?', '', '我的包裹在哪里？'];
    expect(await encoder.encode(texts)).toEqual(await direct.encode(texts));
  } finally {
    await Promise.all([encoder.close(), direct.close()]);
    await rm(folder, { recursive: true, force: true });
  }
});

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EncoderWorkerData } from './encoder-messages';

/**
 * Starts the encoder's program as the build lays it out: `sentence-encoder.js` and the folder of the model,
 * `sentence-encoder`, beside `main.js` (electron.vite.config.ts).
 * @param mainDir the folder of `main.js`
 */
export function startEncoderWorker(mainDir: string): Worker {
  const data: EncoderWorkerData = { modelDir: path.join(mainDir, 'sentence-encoder') };
  return new Worker(path.join(mainDir, 'sentence-encoder.js'), { name: 'sentence encoder', workerData: data });
}

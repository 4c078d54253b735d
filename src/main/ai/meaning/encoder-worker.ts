import { parentPort, workerData } from 'node:worker_threads';
import { createSentenceEncoder } from './create-sentence-encoder';
import type { EncodeAnswer, EncoderWorkerData, EncodeRequest } from './encoder-messages';

/** The program of the encoder's thread: see `startEncoderThread`. */
const encoder = createSentenceEncoder((workerData as EncoderWorkerData).modelDir);

parentPort?.on('message', ({ texts }: EncodeRequest) => {
  void answer(texts).then((answered) => {
    const buffers = 'vectors' in answered ? answered.vectors.map(({ buffer }) => buffer as ArrayBuffer) : [];
    parentPort?.postMessage(answered, buffers);
  });
});

async function answer(texts: readonly string[]): Promise<EncodeAnswer> {
  try {
    return { vectors: await encoder.encode(texts) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

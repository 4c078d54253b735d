import { createMeanings, type Meanings } from '../../../src/main/ai/meaning/meanings';
import type { SentenceEncoder } from '../../../src/main/ai/meaning/sentence-encoder';
import { systemClock } from '../../../src/main/app/clock';

/** Texts that are encoded together. */
const BATCH = 32;

export interface KnownMeanings extends Meanings {
  /** Encodes texts that will be asked for, which is faster together. */
  readonly prepare: (texts: readonly string[]) => Promise<void>;
  /** Resolves when nothing is being learned. */
  readonly settled: () => Promise<void>;
}

/** Meanings by a real encoder, each text encoded once however often and by whomever it is asked for. */
export function createKnownMeanings(encoder: SentenceEncoder): KnownMeanings {
  const known = new Map<string, Float32Array>();
  const learning = new Set<Promise<unknown>>();

  const encode: SentenceEncoder['encode'] = async (texts) => {
    const missing = [...new Set(texts.filter((text) => !known.has(text)))];
    for (let at = 0; at < missing.length; at += BATCH) {
      const some = missing.slice(at, at + BATCH);
      (await encoder.encode(some)).forEach((vector, place) => known.set(some[place] ?? '', vector));
    }
    return texts.flatMap((text) => known.get(text) ?? []);
  };
  const fail = (error: unknown) => {
    throw error;
  };
  const meanings = createMeanings({ encoder: { encode }, clock: systemClock, onError: fail });

  return {
    ...meanings,
    of: (text) => known.get(text) ?? meanings.of(text),
    learn: (texts) => {
      const learned = meanings.learn(texts);
      learning.add(learned);
      void learned.finally(() => learning.delete(learned));
      return learned;
    },
    prepare: async (texts) => {
      await encode(texts);
    },
    settled: async () => {
      while (learning.size > 0) {
        await Promise.all(learning);
        // What was learned may have more learned after it.
        await new Promise(setImmediate);
      }
    },
  };
}

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSentenceEncoder } from '../../../../src/main/ai/meaning/create-sentence-encoder';
import { MODEL_DIR, closeness } from './model';

const encoder = createSentenceEncoder(MODEL_DIR);

async function one(text: string): Promise<Float32Array> {
  const [vector] = await encoder.encode([text]);
  return vector!;
}

beforeAll(() => encoder.encode(['Hello']));

describe('what a sentence means', () => {
  // A weight taken for another, a norm left out, places not added: the vectors would still be vectors, of nothing.
  // The numbers are those that TensorFlow.js computes with the same model.
  it.each([
    ['What are your opening hours?', [-0.04783, -0.058711, 0.010139, 0.05838], [-0.006383, -0.004508, 0.018428]],
    [
      'We are open Monday to Friday from 9:00 to 18:00 and Saturday from 10:00 to 16:00.',
      [-0.019424, -0.041263, -0.03584, -0.000682],
      [-0.046528, -0.007156, -0.033389],
    ],
  ])('computes for "%s" what the model was trained to', async (text, first, last) => {
    const vector = await one(text);
    first.forEach((number, index) => expect(vector[index]).toBeCloseTo(number, 5));
    last.forEach((number, index) => expect(vector[508 + index]).toBeCloseTo(number, 5));
  });

  // Vectors compared by words, or of another model's vocabulary: other words for the same would be far apart.
  it('is nearer to other words for the same than to another question', async () => {
    const [parcel, track, hours] = await encoder.encode([
      'where is my parcel',
      'how do I track my order',
      'what are your opening hours',
    ]);
    expect(closeness(parcel!, track!)).toBeGreaterThan(closeness(parcel!, hours!) + 0.1);
  });

  // What was computed before left in memory, or padding counted: the same text would mean another thing in company.
  it('is the same alone, in company of longer and shorter ones, and again', async () => {
    const texts = ['Where is my parcel?', 'a', 'Could you tell me '.repeat(20), 'Do you ship to France?'];
    const together = await encoder.encode(texts);
    for (const [index, text] of texts.entries()) expect(await one(text)).toEqual(together[index]);
    expect(await encoder.encode(texts)).toEqual(together);
  });

  // A division by the number of pieces, a piece out of the vocabulary, the end of the memory: NaN spoils every ranking.
  it.each([
    ['nothing', ''],
    ['spaces only', ' \n\t '],
    ['a very long text', 'where is it '.repeat(2_000)],
    ['a very long word', 'x'.repeat(5_000)],
    ['only emoji', '😀🎉👍🏽👩‍👩‍👧'],
    ['half a character', '\ud83d'],
    ['characters no piece covers', '☂'.repeat(390)],
    ['Chinese', '我的包裹在哪里？'],
    ['Arabic', 'أين طردي؟'],
    ['control characters', '\u0000\u0007\u200b'],
    ["a name of every object's", '__proto__ constructor'],
  ])('is a vector of length 1 for %s', async (_what, text) => {
    const vector = await one(text);
    expect(vector).toHaveLength(512);
    expect(closeness(vector, vector)).toBeCloseTo(1, 5);
  });

  // A whole pasted mail would take seconds.
  it('does not depend on what comes after 400 characters', async () => {
    const begin = 'Where is my parcel? '.repeat(20);
    expect(await one(`${begin} And another thing`)).toEqual(await one(begin));
  });
});

// An installation that lost its model must say so, not hang or crash.
it('fails when there is no model', async () => {
  const lost = createSentenceEncoder('/there/is/no/model');
  await expect(lost.encode(['Hello'])).rejects.toThrow('model.json');
  await expect(lost.encode(['Hello'])).rejects.toThrow('model.json');
});

// A model that is damaged: one number that is none takes every entry out of every ranking.
it('fails when the numbers of the model are none', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'encoder-'));
  try {
    await cp(MODEL_DIR, folder, { recursive: true });
    const name = path.join(folder, 'group1-shard7of7');
    await writeFile(name, (await readFile(name)).fill(0xff));
    await expect(createSentenceEncoder(folder).encode(['Hello'])).rejects.toThrow('damaged');
  } finally {
    await rm(folder, { recursive: true });
  }
});

// What is closed and still answers keeps its memory.
it('fails once it is closed', async () => {
  const closed = createSentenceEncoder(MODEL_DIR);
  const awaited = closed.encode(['Hello']);
  await closed.close();
  await expect(awaited).rejects.toThrow('closed');
  await expect(closed.encode(['Hello'])).rejects.toThrow('closed');
});

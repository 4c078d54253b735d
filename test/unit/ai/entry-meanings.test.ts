import { expect, it } from 'vitest';
import { createEntryMeanings } from '../../../src/main/ai/knowledge/entry-meanings';
import { indexEntries } from '../../../src/main/ai/knowledge/entry-index';
import { readLanguages } from '../../../src/main/ai/knowledge/languages';
import { createWordSplitter } from '../../../src/main/ai/knowledge/split-words';
import { NO_MEANINGS } from '../../../src/main/ai/meaning/meanings';
import { entry } from './talk';

const reading = { split: createWordSplitter(), languages: readLanguages() };

// Bug caught: a large base with many wordings takes half a gigabyte, and a quarter of a second of every question.
it('learns at most 20,000 vectors, of each entry its answer and its first wordings', async () => {
  const learned: (readonly string[])[] = [];
  const meaningsOf = createEntryMeanings({
    ...NO_MEANINGS,
    learn: (texts) => {
      learned.push(texts);
      return Promise.resolve(texts.map(() => Float32Array.of(1)));
    },
  });
  const forms = Array.from({ length: 50 }, (_, at) => `form ${at}`);
  const entries = Array.from({ length: 1_000 }, (_, at) => ({ ...entry(`e${at}`, `question ${at}`, 'Yes.'), forms }));
  const index = indexEntries(entries, reading, new WeakMap());
  expect(meaningsOf(index)).toBeNull();
  await new Promise(setImmediate);
  expect(learned.flat()).toHaveLength(20_000);
  expect(learned[7]?.slice(0, 3)).toEqual(['Yes.', 'question 7', 'form 0']);
  expect(meaningsOf(index)).toHaveLength(1_000);
});

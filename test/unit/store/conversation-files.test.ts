import fc from 'fast-check';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConversationFiles } from '../../../src/main/store/conversation-files';
import { diskError, FaultDisk } from '../../support/fault-disk';
import { copyFolder, makeFolder, openFolder } from '../../support/store-folder';
import { newMessage, newSession } from '../../support/store-model';

const hostile = [
  '../../outside',
  '..\\..\\outside',
  '/etc/passwd',
  'nul\u0000byte',
  'CON',
  'a'.repeat(5000),
  '😀\ud800',
  '😀\ud801',
  'x.0001-7',
  '+15550000001.json',
  '.',
  '__proto__',
];

describe('the place of a conversation', () => {
  // Bugs caught: a customer's name for themself leading out of the folder; two customers in one file, also where a file
  // system takes large and small letters for the same or cuts long names.
  test('is a short, plain name of its own, whatever the address', () => {
    const addresses = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...hostile),
      fc.stringMatching(/^\+[1-9]\d{6,14}$/),
    );
    fc.assert(
      fc.property(addresses, addresses, (a, b) => {
        const [one, other] = [ConversationFiles.place(a), ConversationFiles.place(b)];
        expect(`${one.folder}/${one.key}`).toMatch(/^[0-9a-f]{2}\/(\+[0-9]{7,15}|x[0-9a-f]{40})$/);
        expect(one.key.toLowerCase() === other.key.toLowerCase()).toBe(a === b);
      }),
    );
  });

  // Bug caught: a name that is safe when written and not found again when read.
  test('keeps hostile addresses apart over a restart, and nothing outside the folder', async () => {
    const outer = await makeFolder();
    const dir = path.join(outer, 'data');
    const store = await openFolder(dir);
    for (const [n, address] of hostile.entries()) {
      const message = newMessage(n, `s${n}`, { text: `of ${n}`, time: '2025-01-15T10:00:00.000Z' }, address);
      await store.commit(() => ({
        changes: [
          { type: 'session.opened', address, session: newSession(n, undefined, address) },
          { type: 'message.added', address, contact_id: 'nobody', message },
        ],
        result: null,
      }));
    }
    await store.checkpoint();
    expect(await readdir(outer)).toEqual(['data']);
    const again = await openFolder(await copyFolder(dir));
    for (const [n, address] of hostile.entries()) {
      const texts = (await again.conversation(address)).messages().map(({ content }) => content);
      expect(texts).toEqual([`of ${n}`]);
    }
    expect(again.losses).toEqual([]);
  });
});

// Bug caught: somebody who opens a conversation that may not be read told that nothing new can be kept.
test('a conversation that cannot be read says just that, and is there once it can', async () => {
  const dir = await makeFolder();
  const disk = new FaultDisk(dir);
  const address = '+15550000001';
  const first = await openFolder(dir);
  await first.commit(() => ({
    changes: [{ type: 'session.opened', address, session: newSession(0, undefined, address) }],
    result: null,
  }));
  await first.close();
  const store = await openFolder(dir, { disk });
  const { read } = disk;
  disk.read = () => Promise.reject(diskError('EACCES'));
  await expect(store.conversation(address)).rejects.toMatchObject({
    problem: {
      message: 'A conversation cannot be read from the data folder (EACCES).',
      remedy: expect.stringMatching(/readable for your account/) as unknown,
    },
  });
  expect(store.problem).toBeNull();
  disk.read = read;
  expect((await store.conversation(address)).sessions()).toHaveLength(1);
});

// Bug caught: a loss announced at the second start because the first one was killed before it had written anything.
test('a folder that was only just begun has lost nothing', async () => {
  const dir = await makeFolder();
  for (const name of ['inbox', 'journal', 'conversations']) await mkdir(path.join(dir, name));
  const store = await openFolder(dir);
  expect(store.losses).toEqual([]);
});

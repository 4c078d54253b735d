import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesktop } from '../../../src/main/app/desktop';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-desktop-'));
  await mkdir(path.join(folder, 'media'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function desktop(filePath: string) {
  return createDesktop({
    clipboard: { writeText: () => Promise.resolve() },
    dialog: {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath }),
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    },
    mediaDir: path.join(folder, 'media'),
    downloads: folder,
  });
}

describe('saving where a person says', () => {
  // Bugs caught: “something unexpected went wrong” for a folder that is not there; a file that nobody can find again.
  it('says what is wrong with the place, or that the file is gone', async () => {
    await writeFile(path.join(folder, 'media', 'm1-0.png'), 'picture');
    const nowhere = desktop(path.join(folder, 'nowhere', 'picture.png'));
    await expect(nowhere.saveMedia('m1-0.png')).rejects.toMatchObject({
      name: 'Problem',
      message: 'There is no such folder.',
      remedy: 'Choose another place.',
    });
    await expect(nowhere.saveJson('session.json', {})).rejects.toMatchObject({ message: 'There is no such folder.' });
    await expect(desktop(path.join(folder, 'picture.png')).saveMedia('m2-0.png')).rejects.toMatchObject({
      name: 'Problem',
      message: 'This file is not in the data folder any more.',
    });
  });

  // Bug caught: half a file under its whole name.
  it('writes a document whole', async () => {
    const target = path.join(folder, 'session.json');
    await expect(desktop(target).saveJson('session.json', { a: 1 })).resolves.toBe(target);
    expect(await readdir(folder)).toEqual(['media', 'session.json']);
  });
});

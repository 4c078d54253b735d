import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../store/disk';
import { isBackupPath } from './backup-format';

/** A file inside the data folder, by its path with `/`, and its size in bytes. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/** Gives the files below one part of the data folder that a backup holds, in order. Whatever else lies there is passed over. */
export async function listFiles(dataDir: string, part: string): Promise<readonly ListedFile[]> {
  const listed: ListedFile[] = [];
  await walk(part);
  return listed.sort((a, b) => (a.path < b.path ? -1 : 1));

  async function walk(relative: string): Promise<void> {
    const full = path.join(dataDir, ...relative.split('/'));
    let names: string[];
    try {
      names = await readdir(full);
    } catch (error) {
      if (codeOf(error) === 'ENOTDIR') {
        if (isBackupPath(relative)) listed.push({ path: relative, bytes: (await stat(full)).size });
        return;
      }
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    for (const name of names) await walk(`${relative}/${name}`);
  }
}

import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { TextFile } from './text-file';

const PREFIX = '.import-';

/** Files of lines in a folder of their own, for what is too much for memory. */
export class Spool {
  private readonly files = new Map<string, TextFile>();

  private constructor(private readonly dir: string) {}

  /** Begins one in the data folder; what an import that was killed left there is removed. */
  static async create(dataDir: string): Promise<Spool> {
    for (const name of await readdir(dataDir)) {
      if (name.startsWith(PREFIX)) await rm(path.join(dataDir, name), { recursive: true, force: true });
    }
    return new Spool(await mkdtemp(path.join(dataDir, PREFIX)));
  }

  /** Begins a file. */
  async begin(name: string): Promise<void> {
    this.files.set(name, await TextFile.create(path.join(this.dir, name)));
  }

  /** Adds a value to a file. Gives a promise when the disk must be waited for. */
  add(name: string, value: unknown): Promise<void> | undefined {
    const file = this.files.get(name);
    if (!file) throw new Error(`There is no file ${name}.`);
    file.add(`${JSON.stringify(value)}\n`);
    return file.isLarge ? file.flush() : undefined;
  }

  /** Ends a file and gives back its values, in order. */
  async *read(name: string): AsyncGenerator {
    const file = this.files.get(name);
    if (!file) throw new Error(`There is no file ${name}.`);
    this.files.delete(name);
    await file.close();
    let rest = '';
    // Not `readline`, which also ends lines at U+2028 and U+2029.
    for await (const text of createReadStream(file.name, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
      const lines = (rest + (text as string)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as unknown;
    }
  }

  async remove(): Promise<void> {
    for (const file of this.files.values()) await file.abandon();
    await rm(this.dir, { recursive: true, force: true });
  }
}

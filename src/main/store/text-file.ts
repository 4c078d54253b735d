import { type FileHandle, open } from 'node:fs/promises';

/** How much text is gathered before it goes to the disk, in characters. */
const GATHERED = 256 * 1024;

/** A file that is written from beginning to end. */
export class TextFile {
  private text = '';

  private constructor(
    readonly name: string,
    private readonly handle: FileHandle,
  ) {}

  static async create(name: string): Promise<TextFile> {
    return new TextFile(name, await open(name, 'wx', 0o600));
  }

  add(text: string): void {
    this.text += text;
  }

  /** Adds a field whose value is a list, one document a line. */
  addList(name: string, documents: readonly unknown[]): void {
    this.add(`,\n${JSON.stringify(name)}: [`);
    this.add(documents.map((document) => `\n${JSON.stringify(document)}`).join(','));
    this.add('\n]');
  }

  /** Whether so much was gathered that it should be written out. */
  get isLarge(): boolean {
    return this.text.length >= GATHERED;
  }

  /** Writes out what was gathered once it is much; asked for now and then, it keeps memory small. */
  async flush(): Promise<void> {
    if (this.isLarge) await this.writeOut();
  }

  /** Adds the content of another file. */
  async append(name: string): Promise<void> {
    await this.writeOut();
    const from = await open(name, 'r');
    try {
      const buffer = Buffer.allocUnsafe(GATHERED);
      for (;;) {
        const { bytesRead } = await from.read(buffer, 0, buffer.length);
        if (bytesRead === 0) return;
        await this.handle.writeFile(buffer.subarray(0, bytesRead));
      }
    } finally {
      await from.close();
    }
  }

  /** Writes out the rest. */
  async close(): Promise<void> {
    await this.writeOut();
    await this.handle.close();
  }

  /** The same, and returns once it is on the disk itself. */
  async finish(): Promise<void> {
    await this.writeOut();
    await this.handle.sync();
    await this.handle.close();
  }

  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }

  private async writeOut(): Promise<void> {
    const { text } = this;
    this.text = '';
    await this.handle.writeFile(text);
  }
}

/** Documents of one kind, gathered in a file of their own until all are known. */
export interface Section {
  add(documents: readonly unknown[]): void;
  flush(): Promise<void>;
  /** Closes it. Gives the name of the file: documents as JSON, one a line, with commas between. */
  finish(): Promise<string>;
  /** Closes it, for when it is not needed any more. */
  abandon(): Promise<void>;
}

/** Begins a section. */
export async function createSection(name: string): Promise<Section> {
  const file = await TextFile.create(name);
  let between = '\n';
  return {
    add(documents) {
      for (const document of documents) {
        file.add(between + JSON.stringify(document));
        between = ',\n';
      }
    },
    flush: () => file.flush(),
    async finish() {
      await file.close();
      return name;
    },
    abandon: () => file.abandon(),
  };
}

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../app/clock';
import { isE164, redactAddress } from '../../shared/phone-address';
import type { Chunk, ChunkContent, ConversationSnapshot, StoredConversation } from './conversation-state';
import { type Disk, setAside as moveAside } from './disk';
import { DamagedDocumentError, DOCUMENT_VERSION, type DocumentHead, readDocument, writeDocument } from './documents';

interface ChunkDocument extends DocumentHead, ChunkContent {
  readonly address: string;
}

/** The newest part of a conversation. It names the documents of the older ones, so replacing it changes all at once. */
interface ConversationDocument extends ChunkDocument {
  /** Whose address it is, so that a lost inbox can be made anew from conversations. */
  readonly contact_id: string | null;
  readonly chunks: readonly { readonly _id: string; readonly messages: number }[];
}

export interface ConversationFilesOptions {
  /** The folder `conversations` in the data folder. */
  readonly dir: string;
  readonly disk: Disk;
  readonly clock: Clock;
}

/** What was read, and what could not be read, in sentences. */
export interface ReadConversation extends StoredConversation {
  readonly losses: readonly string[];
  /** Set when the newest part was damaged: only older ones have all changes up to `seq`. */
  readonly isRebuilt: boolean;
}

/** A conversation of which only the document is known. */
interface FoundConversation {
  readonly address: string;
  readonly contactId: string | null;
  readonly seq: number;
}

const NOTHING: ReadConversation = { seq: 0, sessions: [], messages: [], chunks: [], losses: [], isRebuilt: false };
const CHUNK_NAME = /\.(\d+)-(\d+)\.json$/;
const TABLES = ['sessions', 'messages'] as const;

/**
 * The documents of conversations. An address is text from outside, so it never becomes a path: phone numbers
 * (plus and digits only) give their own name, anything else its hash.
 */
export class ConversationFiles {
  private readonly folders = new Set<string>();

  constructor(private readonly options: ConversationFilesOptions) {}

  /** Folder, inside `conversations`, and name (without ending) of an address's documents. */
  static place(address: string): { readonly folder: string; readonly key: string } {
    const isNumber = isE164(address);
    // As JSON, because half a surrogate pair has no bytes of its own in UTF-8.
    const hash = createHash('sha256')
      .update(isNumber ? address : JSON.stringify(address))
      .digest('hex');
    return { folder: hash.slice(0, 2), key: isNumber ? address : `x${hash.slice(0, 40)}` };
  }

  /**
   * Reads a conversation. What is damaged is set aside and what is left is given.
   *
   * @param setAside false: only says that something is damaged and leaves it where it is
   */
  async read(address: string, setAside = true): Promise<ReadConversation> {
    const { disk } = this.options;
    const { dir, key } = this.locate(address);
    const file = path.join(dir, `${key}.json`);
    let head: ConversationDocument | null;
    try {
      head = await readDocument<ConversationDocument>(disk, file, [...TABLES, 'chunks']);
      if (head && head.address !== address) throw new DamagedDocumentError(file, 'it is of another address');
    } catch (error) {
      if (!(error instanceof DamagedDocumentError)) throw error;
      return setAside ? this.rebuild(address, error) : { ...NOTHING, losses: [error.message] };
    }
    if (!head) return NOTHING;
    const losses: string[] = [];
    const chunks = await Promise.all(
      head.chunks.map(async ({ _id: name, messages }) => {
        try {
          return await this.readChunk(dir, name, address);
        } catch (error) {
          if (!(error instanceof DamagedDocumentError)) throw error;
          const kept = setAside ? await this.keep(error) : '';
          losses.push(`${messages} older messages with ${redactAddress(address)} are lost: ${kept}`);
          return null;
        }
      }),
    );
    const { seq, sessions, messages } = head;
    return { seq, sessions, messages, chunks: chunks.filter((chunk) => chunk !== null), losses, isRebuilt: false };
  }

  /**
   * Writes a conversation as it was at `seq`.
   *
   * @returns the files to sync and those to remove after that
   */
  async write(
    address: string,
    seq: number,
    contactId: string | null,
    snapshot: ConversationSnapshot,
  ): Promise<{ readonly dir: string; readonly obsolete: readonly string[] }> {
    const { disk } = this.options;
    const { dir, key } = this.locate(address);
    await this.makeFolder(dir);
    const head = { version: DOCUMENT_VERSION, seq, address };
    try {
      for (const { chunk, content } of snapshot.chunks) {
        if (!content) continue;
        const name = `${key}.${String(chunk.number).padStart(4, '0')}-${seq}.json`;
        const document: ChunkDocument = { ...head, ...content };
        await writeDocument(disk, path.join(dir, name), document);
        chunk.file = name;
      }
      // The new names must be durable before the document that mentions them is.
      const hasNew = snapshot.chunks.some(({ content }) => content);
      if (hasNew) await disk.syncDir(dir);
      const newest: ConversationDocument = {
        ...head,
        contact_id: contactId,
        chunks: snapshot.chunks.map(({ chunk }) => ({ _id: chunk.file ?? '', messages: chunk.messages })),
        sessions: snapshot.sessions,
        messages: snapshot.messages,
      };
      await writeDocument(disk, path.join(dir, `${key}.json`), newest);
      return { dir, obsolete: hasNew ? await this.listObsolete(dir, key, snapshot) : [] };
    } catch (error) {
      for (const { chunk, content } of snapshot.chunks) if (content) chunk.dirty = true;
      throw error;
    }
  }

  private async makeFolder(dir: string): Promise<void> {
    if (this.folders.has(dir)) return;
    await this.options.disk.makeDir(dir);
    await this.options.disk.syncDir(path.dirname(dir));
    this.folders.add(dir);
  }

  /** Gives the older parts that nothing mentions any more, those that a crash left behind among them. */
  private async listObsolete(dir: string, key: string, snapshot: ConversationSnapshot): Promise<string[]> {
    const used = new Set(snapshot.chunks.map(({ chunk }) => chunk.file));
    const names = await this.options.disk.list(dir);
    return names
      .filter((name) => name.startsWith(`${key}.`) && CHUNK_NAME.test(name) && !used.has(name))
      .map((name) => path.join(dir, name));
  }

  /** Goes through all conversations that have a document and whose key is not among those given. */
  async *others(known: ReadonlySet<string>): AsyncGenerator<FoundConversation> {
    const { dir, disk } = this.options;
    for (const folder of (await disk.list(dir)).sort()) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const name of (await disk.list(path.join(dir, folder))).sort()) {
        const key = name.endsWith('.json') && !CHUNK_NAME.test(name) ? name.slice(0, -'.json'.length) : null;
        if (key === null || known.has(key)) continue;
        const file = path.join(dir, folder, name);
        const head = await readDocument<ConversationDocument>(disk, file, []).catch(() => null);
        if (head && typeof head.address === 'string') {
          yield { address: head.address, contactId: head.contact_id, seq: head.seq };
        } else if (isE164(key)) yield { address: key, contactId: null, seq: 0 };
      }
    }
  }

  private locate(address: string): { readonly dir: string; readonly key: string } {
    const { folder, key } = ConversationFiles.place(address);
    return { dir: path.join(this.options.dir, folder), key };
  }

  private async readChunk(
    dir: string,
    name: string,
    address: string,
  ): Promise<ChunkContent & { readonly chunk: Chunk; readonly seq: number }> {
    const file = path.join(dir, path.basename(name));
    const document = await readDocument<ChunkDocument>(this.options.disk, file, TABLES);
    if (!document) throw new DamagedDocumentError(file, 'it is gone');
    if (document.address !== address) throw new DamagedDocumentError(file, 'it is of another address');
    const number = Number(CHUNK_NAME.exec(name)?.[1] ?? 0);
    return { ...document, chunk: { number, file: name, dirty: false, messages: document.messages.length } };
  }

  /** Gathers what older documents still have when the newest one, which names them, is damaged. */
  private async rebuild(address: string, error: DamagedDocumentError): Promise<ReadConversation> {
    const { dir, key } = this.locate(address);
    const losses = [`The newest messages with ${redactAddress(address)} may be lost: ${await this.keep(error)}`];
    const newest = new Map<string, { readonly seq: number; readonly name: string }>();
    for (const name of await this.options.disk.list(dir)) {
      const [, number, seq] = name.startsWith(`${key}.`) ? (CHUNK_NAME.exec(name) ?? []) : [];
      if (number === undefined || Number(seq) <= (newest.get(number)?.seq ?? -1)) continue;
      newest.set(number, { seq: Number(seq), name });
    }
    const chunks = [];
    for (const [, { name }] of [...newest].sort(([a], [b]) => Number(a) - Number(b))) {
      try {
        chunks.push(await this.readChunk(dir, name, address));
      } catch (damage) {
        if (!(damage instanceof DamagedDocumentError)) throw damage;
        losses.push(`Older messages with ${redactAddress(address)} are lost: ${await this.keep(damage)}`);
      }
    }
    return { ...NOTHING, seq: Math.max(0, ...chunks.map(({ seq }) => seq)), chunks, losses, isRebuilt: true };
  }

  /** Sets a damaged document aside and says where it is. */
  private async keep(error: DamagedDocumentError): Promise<string> {
    const { disk, clock } = this.options;
    const name = path.basename(error.file);
    try {
      const aside = await moveAside(disk, error.file, clock.now());
      return `the document ${name} was damaged (${error.message}) and is kept as ${aside}.`;
    } catch {
      return `the document ${name} could not be used (${error.message}).`;
    }
  }
}

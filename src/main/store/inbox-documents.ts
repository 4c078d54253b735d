import path from 'node:path';
import type { Clock } from '../app/clock';
import { type Disk, setAside } from './disk';
import { DamagedDocumentError, DOCUMENT_VERSION, type DocumentHead, readDocument, writeDocument } from './documents';
import type { DeskContent, ShardContent } from './inbox';
import { SHARDS } from './shards';

type ShardDocument = DocumentHead & ShardContent;

/** What desk.json says beside channels, knowledge, canned replies and settings. */
export interface DeskDocument extends DocumentHead, DeskContent {
  /** All documents have every change before this one. */
  readonly journalFrom: number;
  /** Shards that have a document. */
  readonly shards: readonly number[];
}

/** Gives the file of a shard, inside the data folder. */
export function shardFile(shard: number): string {
  return path.join('inbox', `${String(shard).padStart(2, '0')}.json`);
}

export async function writeShard(
  disk: Disk,
  dir: string,
  shard: number,
  content: ShardContent & { readonly seq: number },
): Promise<void> {
  const document: ShardDocument = { version: DOCUMENT_VERSION, ...content };
  await writeDocument(disk, path.join(dir, shardFile(shard)), document);
}

export async function writeDesk(disk: Disk, dir: string, content: Omit<DeskDocument, 'version'>): Promise<void> {
  const document: DeskDocument = { version: DOCUMENT_VERSION, ...content };
  await writeDocument(disk, path.join(dir, 'desk.json'), document);
}

/** Gives the form of a data folder; null when there is none, or its desk.json is damaged. */
export async function readVersion(disk: Disk, dir: string): Promise<number | null> {
  try {
    return (await readDocument(disk, path.join(dir, 'desk.json'), []))?.version ?? null;
  } catch (error) {
    if (error instanceof DamagedDocumentError) return null;
    throw error;
  }
}

/** What was read of the inbox. */
export interface ReadInbox {
  /** Null when desk.json is not there or was damaged. */
  readonly desk: DeskDocument | null;
  readonly shards: readonly { readonly shard: number; readonly document: ShardDocument }[];
  /** Shards whose document is damaged or gone. */
  readonly lostShards: readonly number[];
  readonly losses: readonly string[];
}

/** Reads desk.json and all shards. What is damaged is set aside and said. */
export async function readInbox(options: {
  readonly dir: string;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly isNew: boolean;
}): Promise<ReadInbox> {
  const { dir, disk } = options;
  const losses: string[] = [];
  const desk = await readOrSetAside<DeskDocument>(options, 'desk.json', ['channels', 'knowledge', 'settings']);
  const deskLoss = desk.loss ?? (desk.document || options.isNew ? null : 'the document desk.json is gone.');
  if (deskLoss)
    losses.push(`Channels, knowledge, canned replies and settings may be lost: ${deskLoss} Check them in the console.`);
  const there = new Set(await disk.list(path.join(dir, 'inbox')));
  const expected = new Set(desk.document?.shards ?? []);
  const lostShards: number[] = [];
  const read = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) => {
      if (!there.has(path.basename(shardFile(shard)))) {
        return {
          shard,
          document: null,
          loss: expected.has(shard) ? `the document ${shardFile(shard)} is gone.` : null,
        };
      }
      return {
        shard,
        ...(await readOrSetAside<ShardDocument>(options, shardFile(shard), ['contacts', 'threads', 'addresses'])),
      };
    }),
  );
  for (const { shard, loss } of read) {
    if (!loss) continue;
    lostShards.push(shard);
    losses.push(
      `A part of the contacts is damaged: ${loss} They are made anew from their conversations, without names, notes, modes and tags.`,
    );
  }
  const shards = read.flatMap(({ shard, document }) => (document ? [{ shard, document }] : []));
  return { desk: desk.document, shards, lostShards, losses };
}

async function readOrSetAside<T extends DocumentHead>(
  options: { readonly dir: string; readonly disk: Disk; readonly clock: Clock },
  name: string,
  tables: readonly (keyof T & string)[],
): Promise<{ readonly document: T | null; readonly loss: string | null }> {
  const file = path.join(options.dir, name);
  try {
    return { document: await readDocument<T>(options.disk, file, tables), loss: null };
  } catch (error) {
    if (!(error instanceof DamagedDocumentError)) throw error;
    const aside = await setAside(options.disk, file, options.clock.now());
    return { document: null, loss: `${name} was damaged (${error.message}) and is kept as ${aside}.` };
  }
}

import path from 'node:path';
import type { ConversationFiles } from './conversation-files';
import type { Conversations } from './conversations';
import type { Disk } from './disk';
import { writeDesk, writeShard } from './inbox-documents';
import type { Inbox } from './inbox';
import type { Journal } from './journal';
import { DESK, type DirtySince } from './shards';

export interface CheckpointParts {
  readonly dir: string;
  readonly disk: Disk;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly files: ConversationFiles;
  readonly journal: Journal;
  /** Shards that have a document. */
  readonly shardsOnDisk: Set<number>;
  /** The newest applied change. */
  readonly seq: () => number;
}

/**
 * How many documents are on their way to the disk together: enough for their syncs to share what the disk does, and one
 * fewer than Node has threads for files, so that the journal never waits for one.
 */
const AT_A_TIME = 3;

/** Steps that mark as dirty again what a checkpoint that failed had written: it may not be on the disk itself. */
type Restore = (() => void)[];

/**
 * Brings the documents up to date with the journal and removes the part of it that they then hold. A few documents
 * at a time, each as it is in memory at that moment, so commits go on meanwhile; what changes later is dirty
 * again. It may be stopped at any point: a document is either old or new, and the journal goes last.
 *
 * @throws Error of the disk; everything not written stays dirty
 */
export async function writeCheckpoint(parts: CheckpointParts): Promise<void> {
  const restore: Restore = [];
  try {
    await writeDirty(parts, restore);
  } catch (error) {
    for (const step of restore) step();
    throw error;
  }
}

async function writeDirty(parts: CheckpointParts, restore: Restore): Promise<void> {
  const { dir, disk, inbox, conversations, journal, shardsOnDisk } = parts;
  await journal.startSegment();
  const folders = new Set<string>();
  const obsolete: string[] = [];
  await eachOf(conversations.dirty.keys(), async (address) => {
    const written = await writeConversation(parts, restore, address);
    if (!written) return;
    folders.add(written.dir);
    obsolete.push(...written.obsolete);
  });
  for (const shard of inbox.dirty.keys()) {
    if (shard === DESK) continue;
    await writePart(parts, restore, inbox.dirty, shard, (seq) => {
      const content = inbox.shard(shard);
      return () => writeShard(disk, dir, shard, { seq, ...content });
    });
    shardsOnDisk.add(shard);
    folders.add(path.join(dir, 'inbox'));
  }
  await eachOf(folders, (folder) => disk.syncDir(folder));

  await writePart(parts, restore, inbox.dirty, DESK, (seq) => {
    const journalFrom = Math.min(seq + 1, oldestOf(inbox.dirty, DESK), conversations.dirty.oldest());
    const content = { seq, journalFrom, shards: [...shardsOnDisk].sort((a, b) => a - b), ...inbox.desk() };
    return () => writeDesk(disk, dir, content);
  });
  await disk.syncDir(dir);

  for (const file of obsolete) await disk.remove(file);
  await journal.dropBefore(Math.min(inbox.dirty.oldest(), conversations.dirty.oldest(), parts.seq() + 1));
  conversations.evict(Infinity);
}

async function writeConversation(
  parts: CheckpointParts,
  restore: Restore,
  address: string,
): Promise<{ readonly dir: string; readonly obsolete: readonly string[] } | undefined> {
  const { conversations, files, inbox } = parts;
  const { state, unpin } = await conversations.hold(address);
  try {
    // Reading may have shown that the documents lack nothing.
    if (conversations.dirty.get(address) === undefined) return undefined;
    return await writePart(parts, restore, conversations.dirty, address, (seq) => {
      const snapshot = state.snapshot();
      const contactId = inbox.get('addresses', address)?.contact_id ?? null;
      return async () => {
        const written = await files.write(address, seq, contactId, snapshot);
        conversations.noteWritten(address);
        return written;
      };
    });
  } finally {
    unpin();
  }
}

/**
 * Takes a part as it is now and writes it, once every change that is in it is durable in the journal: a
 * document must never know of a change that the journal could still lose, because its number would be given
 * out again.
 */
async function writePart<K, R>(
  parts: CheckpointParts,
  restore: Restore,
  dirty: DirtySince<K>,
  key: K,
  take: (seq: number) => () => Promise<R>,
): Promise<R> {
  const seq = parts.seq();
  const since = dirty.get(key);
  const write = take(seq);
  dirty.clear(key);
  if (since !== undefined) restore.push(() => dirty.mark(key, since));
  await parts.journal.whenDurable(seq);
  return await write();
}

/** Does something with each, a few at a time. Returns or throws when nothing is under way any more. */
async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items[Symbol.iterator]();
  let hasFailed = false;
  const workers = Array.from({ length: AT_A_TIME }, async () => {
    for (let next = waiting.next(); !next.done && !hasFailed; next = waiting.next()) {
      await work(next.value).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  });
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

function oldestOf(dirty: DirtySince<number>, except: number): number {
  return Math.min(
    Infinity,
    ...dirty.keys().map((part) => (part === except ? Infinity : (dirty.get(part) ?? Infinity))),
  );
}

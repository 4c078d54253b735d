import { totalmem } from 'node:os';
import path from 'node:path';
import { type CheckpointParts, writeCheckpoint } from './checkpoint';
import { CheckpointSchedule, defaultCheckpointLimits } from './checkpoint-schedule';
import { ConversationFiles } from './conversation-files';
import { CHUNK_MESSAGES } from './conversation-state';
import { Conversations } from './conversations';
import { DeskStore } from './desk-store';
import type { Disk } from './disk';
import { exportData, type TransferProgress } from './export-data';
import type { FolderStore, OpenStoreOptions } from './folder-store';
import { importData } from './import-data';
import { Inbox } from './inbox';
import { readInbox, readVersion } from './inbox-documents';
import { Journal, SEGMENT_BYTES } from './journal';
import { migrate } from './migrations';
import { fillInbox, newestOf, prepareFolder } from './read-folder';
import { rebuildContacts } from './rebuild-contacts';
import { replayJournal } from './replay-journal';

/** How much of conversations is kept in memory unless told otherwise, in messages of about 1 KB each. */
const KEPT_MESSAGES = { least: 50_000, most: 250_000 };
/** Within that, the part of the machine's memory that they may take. */
const KEPT_SHARE = 1 / 64;

/**
 * Reads a folder that is ours and builds the store on it. The order of this function is the order of the start.
 *
 * @param release lets the folder go when the store is closed
 */
export async function assembleStore(
  options: OpenStoreOptions,
  disk: Disk,
  release: () => Promise<void>,
): Promise<FolderStore> {
  const { dir, clock, log } = options;
  const losses: string[] = [];
  const lossListeners = new Set<(loss: string) => void>();
  const addLoss = (loss: string): void => {
    losses.push(loss);
    log.error(loss);
    for (const listener of lossListeners) listener(loss);
  };

  const isNew = await prepareFolder(disk, dir);
  const migrated = await migrate({ dir, disk, version: await readVersion(disk, dir) });
  const read = await readInbox({ dir, disk, clock, isNew });
  const inbox = new Inbox();
  const upTo = fillInbox(inbox, read);

  let openedAt = Math.max(...upTo);
  const files = new ConversationFiles({ dir: path.join(dir, 'conversations'), disk, clock });
  const conversations = new Conversations({
    files,
    limit: options.keptMessages ?? keptMessages(),
    chunkMessages: options.chunkMessages ?? CHUNK_MESSAGES,
    openedAt: () => openedAt,
    seq: () => store.seq,
    onLoss: addLoss,
  });
  const journalDir = path.join(dir, 'journal');
  const unusable: string[] = [];
  const from = read.desk?.journalFrom ?? (isNew ? 1 : null);
  const replay = await replayJournal({ dir: journalDir, disk, clock, log, from, reached: openedAt }, (entry) => {
    try {
      for (const change of entry.changes) {
        inbox.apply(change, entry.seq, undefined, upTo);
        conversations.apply(change, entry.seq);
      }
    } catch (error) {
      log.error(`Change ${entry.seq} of the journal made no sense.`, { detail: error });
      unusable.push(`Change ${entry.seq} of the journal could not be used: what happened then is lost.`);
    }
  });
  // Where something is missing, documents may know of later changes than is seen here; numbers must go on after those.
  const isWhole = isNew || (read.desk !== null && read.losses.length + replay.losses.length === 0);
  const seq = isWhole ? replay.seq : Math.max(replay.seq, await newestOf(files));
  openedAt = seq;

  const store = new DeskStore(inbox, seq);
  const journal = new Journal({
    dir: journalDir,
    disk,
    clock,
    segments: replay.segments,
    segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
    seq,
    onDurable: (applied) => store.publish(applied),
    onProblem: () => store.reportProblem(),
  });
  const shardsOnDisk = new Set(read.shards.map(({ shard }) => shard));
  const parts: CheckpointParts = {
    dir,
    disk,
    inbox,
    conversations,
    files,
    journal,
    shardsOnDisk,
    seq: () => store.seq,
  };
  const schedule = new CheckpointSchedule({
    clock,
    limits: { ...defaultCheckpointLimits, ...options.checkpoint },
    run: () => writeCheckpoint(parts),
    isDue: () => inbox.dirty.size > 0 || conversations.dirty.size > 0,
    journalBytes: () => journal.bytes,
    onOutcome: (error) => store.noteCheckpoint(error),
  });
  store.begin({ inbox, conversations, journal, schedule, log, release });
  for (const loss of [...read.losses, ...replay.losses, ...unusable]) addLoss(loss);
  if (read.lostShards.length > 0) {
    await rebuildContacts({ store, inbox, conversations, files, clock }).catch((error: unknown) => {
      addLoss(`Contacts could not be made anew; this is tried again at the next start. ${String(error)}`);
    });
  }
  // What was lost is said once; a disk that does not take documents now is no reason not to open.
  if (migrated || !isWhole || !read.desk) await schedule.runNow().catch(() => undefined);
  else if (inbox.dirty.size > 0 || conversations.dirty.size > 0) schedule.noteCommit();

  return Object.assign(store, {
    losses,
    onLoss(listener: (loss: string) => void) {
      lossListeners.add(listener);
      return () => lossListeners.delete(listener);
    },
    checkpoint: () => schedule.runNow(),
    holdDocuments: () => schedule.hold(),
    exportTo: (file: string, progress: TransferProgress = {}) =>
      exportData({ inbox, conversations, files, clock }, file, progress),
    importFrom: oneAtATime((file: string, progress: TransferProgress = {}) =>
      importData({ store, inbox, conversations, clock, dir, checkpoint: () => schedule.runNow() }, file, progress),
    ),
  });
}

/** Refuses a second import while one is under way: both would use the same working folder. */
function oneAtATime<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  let isWorking = false;
  return async (...args) => {
    if (isWorking) throw new Error('Another import is under way. Try again when it has ended.');
    isWorking = true;
    try {
      return await work(...args);
    } finally {
      isWorking = false;
    }
  };
}

/** A desk whose recent conversations all fit reads no document to answer a text. */
function keptMessages(): number {
  const affordable = Math.floor((totalmem() * KEPT_SHARE) / 1024);
  return Math.min(KEPT_MESSAGES.most, Math.max(KEPT_MESSAGES.least, affordable));
}

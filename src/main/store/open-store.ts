import path from 'node:path';
import type { Clock } from '../app/clock';
import { type FolderLock, lockFolder } from './control-socket';
import { exportData, type ExportSummary, type TransferProgress } from './export-data';
import { importData, type ImportSummary } from './import-data';
import { rebuildContacts } from './rebuild-contacts';
import { describeDiskProblem } from './disk-problem';
import { transfer } from './transfer';
import { type CheckpointParts, writeCheckpoint } from './checkpoint';
import { type CheckpointLimits, CheckpointSchedule, defaultCheckpointLimits } from './checkpoint-schedule';
import { ConversationFiles } from './conversation-files';
import { CHUNK_MESSAGES } from './conversation-state';
import { Conversations } from './conversations';
import { writeDataReadme } from './data-readme';
import { DeskStore } from './desk-store';
import { codeOf, type Disk, realDisk } from './disk';
import { Inbox } from './inbox';
import { readInbox, type ReadInbox, readVersion } from './inbox-documents';
import { Journal, SEGMENT_BYTES } from './journal';
import { migrate } from './migrations';
import { replayJournal } from './replay-journal';
import { DESK, SHARDS } from './shards';
import { type Store, StoreUnavailableError } from './store';
import type { StoreLog } from './store-log';

/** How much of conversations is kept in memory unless told otherwise, in messages (about 1 KB each). */
const KEPT_MESSAGES = 50_000;

export interface OpenStoreOptions {
  /** The data folder; made if it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  readonly log: StoreLog;
  /** Default: the file system of the machine. */
  readonly disk?: Disk;
  readonly checkpoint?: Partial<CheckpointLimits>;
  /** How much of conversations is kept in memory, in messages. */
  readonly keptMessages?: number;
  /** How many messages a document of older ones holds. */
  readonly chunkMessages?: number;
  /** Size at which the journal begins a new file, in bytes. */
  readonly segmentBytes?: number;
}

/** A store that is open, with what is particular to keeping it in a folder. */
export interface FolderStore extends Store {
  /** What could not be read back, in sentences for people; grows when a damaged conversation is looked at. */
  readonly losses: readonly string[];
  /** Calls back for each further loss. Gives the function that ends it. */
  onLoss(listener: (loss: string) => void): () => void;
  /** Brings all documents up to date now. @throws Error of the disk */
  checkpoint(): Promise<void>;
  /**
   * Brings all documents up to date and leaves them as they are until the function that it gives is called.
   *
   * @throws Error of the disk
   */
  holdDocuments(): Promise<() => void>;
  /** Writes everything to a file, as JSON. @throws Error with a sentence for people */
  exportTo(file: string, progress?: TransferProgress): Promise<ExportSummary>;
  /** Takes in what stands in a file. @throws ImportRefusedError when something in it is not right; then nothing is taken */
  importFrom(file: string, progress?: TransferProgress): Promise<ImportSummary>;
}

/**
 * Opens what a desk remembers: reads desk.json, the inbox and the end of the journal, never the whole history. The
 * folder is this process's alone until the store is closed; others can have it exported and imported meanwhile.
 *
 * @throws FolderInUseError when another process uses the folder
 * @throws NewerDataError when a newer console wrote the folder
 * @throws StoreUnavailableError when the folder cannot be read or written
 */
export async function openStore(options: OpenStoreOptions): Promise<FolderStore> {
  const { dir, disk = realDisk } = options;
  try {
    await disk.makeDir(dir);
    const lock = await lockFolder(dir);
    try {
      const opened = await openLocked(options, disk, lock);
      lock.serve((request, onProgress, signal) => transfer(opened, request, { onProgress, signal }));
      return opened;
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    const { message, remedy } = describeDiskProblem(error, 'folder');
    throw new StoreUnavailableError(`The data folder ${dir} cannot be used: ${message} ${remedy}`, { cause: error });
  }
}

async function openLocked(options: OpenStoreOptions, disk: Disk, lock: FolderLock): Promise<FolderStore> {
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
    limit: options.keptMessages ?? KEPT_MESSAGES,
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
    onDurable: (entry) => store.publish(entry),
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
  store.begin({ inbox, conversations, journal, schedule, log, release: () => lock.release() });
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
    importFrom: (file: string, progress: TransferProgress = {}) =>
      importData({ store, inbox, conversations, clock, dir, checkpoint: () => schedule.runNow() }, file, progress),
  });
}

/** Makes the folders and says whether nothing has been kept here yet. */
async function prepareFolder(disk: Disk, dir: string): Promise<boolean> {
  await disk.makeDir(dir);
  const names = new Set(await disk.list(dir));
  const isNew = !['desk.json', 'inbox', 'journal', 'conversations'].some((name) => names.has(name));
  for (const name of ['inbox', 'journal', 'conversations']) await disk.makeDir(path.join(dir, name));
  await writeDataReadme(disk, dir);
  await disk.syncDir(dir);
  return isNew;
}

/** Gives the newest change that any conversation's document knows of. */
async function newestOf(files: ConversationFiles): Promise<number> {
  let newest = 0;
  for await (const { seq } of files.others(new Set())) newest = Math.max(newest, seq);
  return newest;
}

/** Takes what was read into memory. Gives, for each shard and DESK, the change that it is true up to. */
function fillInbox(inbox: Inbox, read: ReadInbox): number[] {
  const upTo = new Array<number>(SHARDS + 1).fill(0);
  for (const { shard, document } of [...read.shards].sort((a, b) => a.document.seq - b.document.seq)) {
    upTo[shard] = document.seq;
    inbox.fillShard(shard, document, document.seq);
  }
  if (read.desk) {
    upTo[DESK] = read.desk.seq;
    inbox.fillDesk(read.desk);
  }
  return upTo;
}

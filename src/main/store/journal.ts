import path from 'node:path';
import type { Clock } from '../app/clock';
import type { Entry } from '../../shared/changes';
import type { Write } from '../../shared/tables';
import { codeOf, type Disk, type OpenFile } from './disk';
import { describeDiskProblem, toUnavailable } from './disk-problem';
import { type StoreProblem, StoreUnavailableError } from './store';

/** A segment begins anew at this size, so that what documents hold already can be removed in parts. */
export const SEGMENT_BYTES = 8 * 1024 * 1024;
/** How long a disk that failed is left alone before the next try. */
const RETRY_MS = 1000;

/** One file of the journal. */
export interface Segment {
  readonly number: number;
  readonly bytes: number;
  /** The newest entry in it; 0 for an empty one. */
  readonly lastSeq: number;
}

/** An entry that has been applied, with the documents of the inbox that it left behind. */
export interface AppliedEntry {
  readonly entry: Entry;
  readonly written: readonly Write[];
}

export interface JournalOptions {
  readonly dir: string;
  readonly disk: Disk;
  readonly clock: Clock;
  /** What is there already, in order; nothing is ever written to these again. */
  readonly segments: readonly Segment[];
  readonly segmentBytes: number;
  /** The newest entry that is durable. */
  readonly seq: number;
  /** Called for each entry once it is durable, in order. */
  readonly onDurable: (applied: AppliedEntry) => void;
  readonly onProblem: (problem: StoreProblem) => void;
}

interface Waiting {
  readonly applied: AppliedEntry;
  readonly line: string;
  readonly settle: { resolve: () => void; reject: (error: Error) => void };
}

interface Current {
  readonly number: number;
  readonly file: OpenFile;
  /** How much of it is known to be durable. */
  bytes: number;
  lastSeq: number;
}

const SETTLED = { resolve: () => undefined, reject: () => undefined };

/** Gives the name of a segment. */
function segmentName(number: number): string {
  return `${String(number).padStart(6, '0')}.ndjson`;
}

/**
 * What happened, line after line. Everything that waits goes out with one write and one sync; while the disk
 * works on that, more gathers. When the disk fails, those who wait are told so, the lines are kept and
 * written as soon as they can be: the state in memory has them already.
 */
export class Journal {
  private readonly options: JournalOptions;
  private sealed: Segment[];
  private current: Current | null = null;
  private queue: Waiting[] = [];
  private isWriting = false;
  /** Ends when nothing is being written, and nothing of what failed is left to be tidied up. */
  private writing: Promise<void> = Promise.resolve();
  private cancelRetry: (() => void) | null = null;
  private nextNumber: number;
  private seqOnDisk: number;
  private trouble: StoreProblem = null;
  private watchers: { readonly seq: number; readonly settle: Waiting['settle'] }[] = [];
  private isClosed = false;
  private sealNext = false;

  constructor(options: JournalOptions) {
    this.options = options;
    this.sealed = [...options.segments];
    this.nextNumber = (options.segments.at(-1)?.number ?? 0) + 1;
    this.seqOnDisk = options.seq;
  }

  /** The newest entry that is on the disk. */
  get durableSeq(): number {
    return this.seqOnDisk;
  }

  get problem(): StoreProblem {
    return this.trouble;
  }

  /** Size of all segments. */
  get bytes(): number {
    return this.sealed.reduce((sum, segment) => sum + segment.bytes, this.current?.bytes ?? 0);
  }

  /** Takes an entry, with its line. Entries come in the order of their numbers. Resolves once it is durable. */
  append(applied: AppliedEntry, line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.queue.push({ applied, line, settle: { resolve, reject } });
      this.wake();
    });
  }

  /** Resolves once the entry of that number is durable; rejects when the disk fails before. */
  whenDurable(seq: number): Promise<void> {
    if (seq <= this.seqOnDisk) return Promise.resolve();
    if (this.trouble) return Promise.reject(toUnavailable(this.trouble));
    return new Promise((resolve, reject) => {
      this.watchers.push({ seq, settle: { resolve, reject } });
    });
  }

  /** Has the next line go to a new segment, so that the ones until now can be removed once they may. */
  async startSegment(): Promise<void> {
    if (this.isWriting) this.sealNext = true;
    else await this.seal();
  }

  /** Removes the segments in which every entry is older than `seq`. */
  async dropBefore(seq: number): Promise<void> {
    const { disk, dir } = this.options;
    for (const segment of this.sealed.filter(({ lastSeq }) => lastSeq < seq)) {
      await disk.remove(path.join(dir, segmentName(segment.number)));
      this.sealed = this.sealed.filter((one) => one !== segment);
    }
  }

  /**
   * Writes out what waits and closes the file. What the disk has not taken by now was refused to whoever asked; it must not
   * become true when nobody is left to act on it, and is dropped.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.writing;
    this.cancelRetry?.();
    this.cancelRetry = null;
    const closed = new StoreUnavailableError('The console is closing.');
    for (const { settle } of this.queue) settle.reject(closed);
    this.rejectWatchers(closed);
    await this.seal().catch(() => undefined);
  }

  private wake(): void {
    if (this.isWriting || this.cancelRetry) return;
    this.isWriting = true;
    // A moment later, so that everything decided in this same turn goes out together.
    this.writing = Promise.resolve().then(() => this.writeWaiting());
  }

  private async writeWaiting(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.queue;
      this.queue = [];
      try {
        await this.writeBatch(batch);
      } catch (error) {
        this.isWriting = false;
        await this.fail(batch, error);
        return;
      }
      if (this.trouble) this.report(null);
      for (const { applied, settle } of batch) {
        this.seqOnDisk = applied.entry.seq;
        this.options.onDurable(applied);
        settle.resolve();
      }
      this.resolveWatchers();
    }
    this.isWriting = false;
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    if (this.sealNext || (this.current && this.current.bytes >= this.options.segmentBytes)) await this.seal();
    const current = (this.current ??= await this.create());
    const data = Buffer.from(batch.map(({ line }) => line).join(''));
    await current.file.write(data, current.bytes);
    await current.file.sync();
    current.bytes += data.length;
    current.lastSeq = batch.at(-1)?.applied.entry.seq ?? current.lastSeq;
  }

  private async create(): Promise<Current> {
    const { disk, dir } = this.options;
    for (;;) {
      const number = this.nextNumber;
      try {
        const file = await disk.open(path.join(dir, segmentName(number)), 'create');
        this.nextNumber = number + 1;
        const current = { number, file, bytes: 0, lastSeq: 0 };
        // From here on `fail` can clean up after it.
        this.current = current;
        await disk.syncDir(dir);
        return current;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        this.nextNumber = number + 1;
      }
    }
  }

  private async seal(): Promise<void> {
    this.sealNext = false;
    const { current } = this;
    if (!current) return;
    this.current = null;
    this.sealed.push({ number: current.number, bytes: current.bytes, lastSeq: current.lastSeq });
    await current.file.close();
  }

  /**
   * Keeps the lines for later and tells everyone. A file whose sync failed may hold anything beyond what was
   * durable, so it is cut there and never written to again.
   * Source: https://www.postgresql.org/docs/current/wal-reliability.html and "Can Applications Recover from
   * fsync Failures?" (USENIX ATC 2020): after a failed fsync the pages count as clean although they are not.
   */
  private async fail(batch: readonly Waiting[], error: unknown): Promise<void> {
    const problem = describeDiskProblem(error);
    const unavailable = toUnavailable(problem, error);
    // First of all the word: whoever decides next must know.
    const waiting = [...batch, ...this.queue];
    this.queue = waiting.map(({ applied, line }) => ({ applied, line, settle: SETTLED }));
    this.cancelRetry = () => undefined;
    this.report(problem);
    for (const { settle } of waiting) settle.reject(unavailable);
    this.rejectWatchers(unavailable);
    await this.abandonCurrent();
    if (this.isClosed) return;
    this.cancelRetry = this.options.clock.after(RETRY_MS, () => {
      this.cancelRetry = null;
      this.wake();
    });
  }

  private async abandonCurrent(): Promise<void> {
    const { current } = this;
    if (!current) return;
    this.current = null;
    const { disk, dir } = this.options;
    await current.file.truncate(current.bytes).catch(() => undefined);
    await current.file.close().catch(() => undefined);
    if (current.bytes > 0) {
      this.sealed.push({ number: current.number, bytes: current.bytes, lastSeq: current.lastSeq });
      return;
    }
    try {
      await disk.remove(path.join(dir, segmentName(current.number)));
      this.nextNumber = current.number;
    } catch {
      // It stays behind empty; the next one gets the next number.
    }
  }

  private report(problem: StoreProblem): void {
    const changed = this.trouble?.message !== problem?.message;
    this.trouble = problem;
    if (changed) this.options.onProblem(problem);
  }

  private resolveWatchers(): void {
    if (this.watchers.length === 0) return;
    const ready = this.watchers.filter(({ seq }) => seq <= this.seqOnDisk);
    this.watchers = this.watchers.filter(({ seq }) => seq > this.seqOnDisk);
    for (const { settle } of ready) settle.resolve();
  }

  private rejectWatchers(error: Error): void {
    const { watchers } = this;
    this.watchers = [];
    for (const { settle } of watchers) settle.reject(error);
  }
}

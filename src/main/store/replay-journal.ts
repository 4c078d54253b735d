import path from 'node:path';
import type { Clock } from '../app/clock';
import type { Entry } from '../../shared/changes';
import { damagedName, type Disk, writeWhole } from './disk';
import type { Segment } from './journal';
import { parseLine } from './journal-line';
import type { StoreLog } from './store-log';

export interface Replayed {
  readonly segments: readonly Segment[];
  /** The newest entry; 0 when there is none. */
  readonly seq: number;
  /** What could not be read, in sentences. */
  readonly losses: readonly string[];
}

export interface ReplayOptions {
  readonly dir: string;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly log: StoreLog;
  /** Entries before this one stand in the documents already; null when that is not known. */
  readonly from: number | null;
  /** The newest entry that is known to have been there; what the journal ends before has been lost. */
  readonly reached: number;
}

/**
 * Reads the journal back, entry by entry in order. A last line without its end was being written when the
 * machine stopped and was never acknowledged: it is cut off. A damaged line anywhere else is set aside with its
 * whole file, the rest is used, and what is missing is said by its numbers.
 *
 * @throws Error of the disk when a file cannot be read at all
 */
export async function replayJournal(options: ReplayOptions, apply: (entry: Entry) => void): Promise<Replayed> {
  const { dir, disk, log } = options;
  const losses: string[] = [];
  const segments: Segment[] = [];
  let last = 0;
  let expected = options.from;
  const take = (entry: Entry): void => {
    // Lines are written twice when a disk failed in between.
    if (entry.seq <= last) return;
    last = entry.seq;
    if (expected !== null && entry.seq > expected) losses.push(missing(expected, entry.seq - 1));
    expected = Math.max(expected ?? 0, entry.seq + 1);
    apply(entry);
  };

  const numbers = (await disk.list(dir)).flatMap((name) => /^(\d{6,})\.ndjson$/.exec(name)?.[1] ?? []);
  numbers.sort((a, b) => Number(a) - Number(b));
  for (const digits of numbers) {
    const file = path.join(dir, `${digits}.ndjson`);
    const read = readLines(await disk.read(file));
    for (const entry of read.entries) take(entry);
    let bytes = read.goodBytes;
    if (read.damagedLines > 0) {
      const aside = await repair(options, file, read.goodLines);
      bytes = Buffer.byteLength(read.goodLines.join(''));
      losses.push(
        `${countLines(read.damagedLines)} of the journal could not be read. The damaged file is kept as journal/${aside}.`,
      );
    } else if (read.tornBytes > 0) {
      await cut(disk, file, read.goodBytes);
      log.warn(`The last line of the journal was not whole (${read.tornBytes} bytes) and was cut off.`);
    }
    segments.push({ number: Number(digits), bytes, lastSeq: read.entries.at(-1)?.seq ?? 0 });
  }
  const next = expected ?? options.reached + 1;
  if (options.reached >= next) losses.push(missing(next, options.reached));
  return { segments, seq: Math.max(next - 1, options.reached), losses };
}

interface Lines {
  readonly entries: readonly Entry[];
  readonly goodLines: readonly string[];
  /** Up to the end of the last whole line. */
  readonly goodBytes: number;
  readonly damagedLines: number;
  readonly tornBytes: number;
}

function readLines(data: Buffer): Lines {
  const end = data.lastIndexOf(0x0a) + 1;
  const entries: Entry[] = [];
  const goodLines: string[] = [];
  let damagedLines = 0;
  for (let start = 0; start < end;) {
    const stop = data.indexOf(0x0a, start);
    const line = data.toString('utf8', start, stop);
    const entry = parseLine(line);
    if (entry) {
      entries.push(entry);
      goodLines.push(`${line}\n`);
    } else damagedLines += 1;
    start = stop + 1;
  }
  return { entries, goodLines, goodBytes: end, damagedLines, tornBytes: data.length - end };
}

/** Keeps a copy of the damaged file and leaves the good lines in its place. Gives the name of the copy. */
async function repair(options: ReplayOptions, file: string, goodLines: readonly string[]): Promise<string> {
  const { disk, dir, clock } = options;
  const aside = damagedName(file, clock.now());
  await disk.copy(file, aside);
  await disk.syncDir(dir);
  await writeWhole(disk, file, goodLines);
  await disk.syncDir(dir);
  return path.basename(aside);
}

async function cut(disk: Disk, file: string, length: number): Promise<void> {
  const open = await disk.open(file, 'change');
  try {
    await open.truncate(length);
    await open.sync();
  } finally {
    await open.close();
  }
}

function missing(from: number, to: number): string {
  const which = from === to ? `Change ${from} is` : `Changes ${from} to ${to} are`;
  return `${which} missing from the journal: what happened then (messages, states) is lost where no document had it yet.`;
}

function countLines(count: number): string {
  return count === 1 ? 'One line' : `${count} lines`;
}

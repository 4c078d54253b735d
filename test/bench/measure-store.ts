import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../../src/main/app/clock';
import { type FolderStore, openStore } from '../../src/main/store/open-store';
import type { Change } from '../../src/shared/changes';
import type { Message } from '../../src/shared/domain';
import { seededAddress, seededContactId, seedStore } from '../support/seed-store';
import type { Finding, Measure, MeasureContext, Outcome } from './measure';
import { median, ratiosOf, spreadOf } from './statistics';
import { openWholeFile, type WholeFile } from './whole-file';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** As many threads as a busy team has. */
const MOST_THREADS = 5000;
/** lowdb makes one string of everything, and V8 has none long enough for a million messages. */
const MOST_IN_A_FILE = 100_000;
const GOAL = 1.1;
const AT_ONCE = 100;
/** Who writes while it is measured: not one after the other, but as they come. */
const WRITING = 300;

/** A store with so many messages, and beside it (where that can be) lowdb with as many in its one file. */
interface Desk {
  readonly size: number;
  readonly threads: number;
  readonly store: FolderStore;
  readonly whole: WholeFile | null;
  readonly openedMs: number;
}

/** What one round gave for one desk, in milliseconds. */
interface Round {
  /** One text, one after the other, each on the disk before the next. */
  readonly single: number;
  /** One text of many that come at once. */
  readonly grouped: number;
  /** lowdb's whole file. */
  readonly whole: number | null;
}

/** What one more text costs on disk, however many are stored, and how long a desk of many takes to open. */
export const measureStore: Measure = {
  name: 'store',
  title: 'One more text on disk, with 1,000 to 1,000,000 stored',
  run: async (context) => {
    const sizes = context.quick ? [1000, 20_000] : [1000, 100_000, 1_000_000];
    const desks: Desk[] = [];
    for (const size of sizes) {
      context.say(`storing ${say(size)} messages first`);
      desks.push(await openDesk(path.join(context.scratch, `store-${size}`), size));
    }
    const rounds = await measureRounds(context, desks);
    for (const { store } of desks) await store.close();
    for (const size of sizes) await rm(path.join(context.scratch, `store-${size}`), { recursive: true, force: true });
    return outcomeOf(desks, rounds);
  },
};

async function openDesk(dir: string, size: number): Promise<Desk> {
  const threads = Math.min(MOST_THREADS, size / 10);
  await mkdir(dir);
  await seedStore({ dir, threads, messages: size });
  const times: number[] = [];
  let store = await openStore({ dir, clock: systemClock, log: quiet });
  for (let n = 0; n < 3; n++) {
    await store.close();
    const startedAt = performance.now();
    store = await openStore({ dir, clock: systemClock, log: quiet });
    times.push(performance.now() - startedAt);
  }
  const message = (n: number): Message => makeText(n % threads, `w-${n}`);
  const whole = size <= MOST_IN_A_FILE ? await openWholeFile(path.join(dir, 'whole.json'), size, message) : null;
  return { size, threads, store, whole, openedMs: median(times) };
}

/** The desks take turns text by text: what disturbs the machine disturbs all of them alike. */
async function measureRounds(context: MeasureContext, desks: readonly Desk[]): Promise<Round[][]> {
  const rounds = context.quick ? 3 : 5;
  const texts = context.quick ? 100 : 400;
  const measured: Round[][] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const single: number[][] = desks.map(() => []);
    for (let n = 0; n < texts; n++) {
      for (const [at, desk] of desks.entries()) {
        single[at]?.push(await timed(() => addText(desk, `${round}-s-${n}`, n)));
      }
    }
    const ofRound: Round[] = [];
    for (const [at, desk] of desks.entries()) {
      const { whole } = desk;
      ofRound.push({
        single: median(single[at] ?? []),
        grouped: await measureGrouped(desk, 10 * AT_ONCE, round),
        whole: whole && (await timed(() => whole.add(makeText(0, `${round}-w`)))),
      });
      // Now rather than while the next one is measured.
      await desk.store.checkpoint();
    }
    if (round > 0) measured.push(ofRound);
  }
  return measured;
}

async function measureGrouped(desk: Desk, count: number, round: number): Promise<number> {
  const ms = await timed(async () => {
    for (let done = 0; done < count; done += AT_ONCE) {
      const batch = Array.from({ length: AT_ONCE }, (_, n) => addText(desk, `${round}-g-${done + n}`, done + n));
      await Promise.all(batch);
    }
  });
  return ms / count;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function addText({ store, threads }: Desk, id: string, n: number): Promise<null> {
  const thread = (n * 7919) % Math.min(threads, WRITING);
  const message = makeText(thread, id);
  const address = seededAddress(thread);
  const changes: Change[] = [{ type: 'message.added', address, contact_id: seededContactId(thread), message }];
  return store.commit(() => ({ changes, result: null }));
}

function makeText(thread: number, id: string): Message {
  return {
    _id: id,
    session_id: `a${thread.toString(16).padStart(11, '0')}${'0'.repeat(12)}`,
    channel_id: 'channel-sms',
    content: 'Could you please change the delivery address to 12 Long Street, second floor?',
    sender: 'contact',
    communication_type: 'sms',
    status: 'received',
    metadata: {
      fromNumber: seededAddress(thread),
      toNumber: '+15703251809',
      twilioMessageSid: `SM${id.padStart(32, '0')}`,
    },
    createdAt: new Date().toISOString(),
  };
}

function outcomeOf(desks: readonly Desk[], rounds: readonly (readonly Round[])[]): Outcome {
  const singleOf = (at: number): number[] => rounds.map((round) => round[at]?.single ?? NaN);
  const finding = (at: number, size: number, against: string, theirs: number[], goal: Finding['goal']): Finding => ({
    what: `one more text, durable, ${say(size)} stored`,
    against,
    ratio: spreadOf(ratiosOf(singleOf(at), theirs)),
    goal,
    ours: spreadOf(singleOf(at)),
    theirs: spreadOf(theirs),
    unit: 'ms',
  });
  const growing = desks.flatMap(({ size }, at) =>
    at === 0 ? [] : [finding(at, size, 'the same with 1,000 stored', singleOf(0), { kind: 'at-most', ratio: GOAL })],
  );
  const whole = desks.flatMap(({ size, whole }, at) => {
    const theirs = rounds.map((round) => round[at]?.whole ?? NaN);
    return whole ? [finding(at, size, 'lowdb writing its whole file, not synced', theirs, null)] : [];
  });
  const remarks = desks.map(
    ({ size, openedMs }, at) =>
      `With ${say(size)} messages stored the store opens in ${openedMs.toFixed(0)} ms and takes ` +
      `${(1000 / median(rounds.map((round) => round[at]?.grouped ?? NaN))).toFixed(0)} texts a second ` +
      `when ${AT_ONCE} come at once.`,
  );
  return { findings: [...growing, ...whole], remarks };
}

function say(count: number): string {
  return count.toLocaleString('en');
}

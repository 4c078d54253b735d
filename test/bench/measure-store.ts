import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { systemClock } from '../../src/main/app/clock';
import { type FolderStore, openStore } from '../../src/main/store/open-store';
import type { Change } from '../../src/shared/changes';
import type { Message } from '../../src/shared/domain';
import { seededAddress, seededContactId, seedStore } from '../support/seed-store';
import type { Measure, MeasureContext, Outcome } from './measure';
import { median, ratiosOf, spreadOf } from './statistics';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** As many threads as a busy team has. */
const THREADS = 5000;

/** What one more text costs on disk, however many are stored, and how long a desk of many takes to open. */
export const measureStore: Measure = {
  name: 'store',
  title: 'One more text on disk, with 1,000 to 1,000,000 stored',
  run: async (context) => {
    const sizes = context.quick ? [1000, 20_000] : [1000, 100_000, 1_000_000];
    const dirs: string[] = [];
    for (const size of sizes) {
      const dir = path.join(context.scratch, `store-${size}`);
      context.say(`storing ${size} messages first`);
      await mkdir(dir);
      await seedStore({ dir, threads: Math.min(THREADS, size / 10), messages: size });
      dirs.push(dir);
    }
    const outcome = await compare(context, sizes, dirs);
    for (const dir of dirs) await rm(dir, { recursive: true, force: true });
    return outcome;
  },
};

async function compare(context: MeasureContext, sizes: readonly number[], dirs: readonly string[]): Promise<Outcome> {
  const openings = dirs.map(() => [] as number[]);
  const rounds = context.quick ? 3 : 7;
  const stores: FolderStore[] = [];
  for (const [n, dir] of dirs.entries()) {
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now();
      const store = await openStore({ dir, clock: systemClock, log: quiet });
      openings[n]?.push(performance.now() - startedAt);
      if (round < rounds - 1) await store.close();
      else stores.push(store);
    }
  }
  const commits = context.quick ? 200 : 1000;
  const sequential = sizes.map(() => [] as number[]);
  const grouped = sizes.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [n, store] of stores.entries()) {
      const threads = Math.min(THREADS, (sizes[n] ?? 0) / 10);
      const each = await measureSequential(store, threads, commits, round);
      const all = await measureGrouped(store, threads, commits * 10, round);
      // Now rather than while the next one is measured.
      await store.checkpoint();
      // The first round warms up.
      if (round === 0) continue;
      sequential[n]?.push(each);
      grouped[n]?.push(all);
    }
  }
  for (const store of stores) await store.close();
  const whole = await measureWholeFile(path.join(context.scratch, 'whole.json'), 10_000, rounds);
  const [small = []] = sequential;
  const findings = sizes.slice(1).map((size, at) => {
    const ours = sequential[at + 1] ?? [];
    return {
      what: `One more text, durable, ${size.toLocaleString('en')} stored`,
      against: 'the same with 1,000 stored',
      ratio: spreadOf(ratiosOf(ours, small)),
      goal: { kind: 'at-most', ratio: 1.1 } as const,
      ours: spreadOf(ours),
      theirs: spreadOf(small),
      unit: 'ms',
    };
  });
  const remarks = sizes.map(
    (size, n) =>
      `With ${size.toLocaleString('en')} messages stored: opened in ${median(openings[n] ?? []).toFixed(0)} ms; ` +
      `${(1000 / median(grouped[n] ?? [])).toFixed(0)} texts a second when they come together.`,
  );
  remarks.push(
    `lowdb alone, writing its whole file of 10,000 messages, not synced: ${median(whole).toFixed(1)} ms for one more.`,
  );
  return { findings, remarks };
}

/** Milliseconds for one text, one after the other, each on the disk before the next. */
async function measureSequential(store: FolderStore, threads: number, count: number, round: number): Promise<number> {
  const startedAt = performance.now();
  for (let n = 0; n < count; n++) await addText(store, threads, `${round}-s-${n}`, n);
  return (performance.now() - startedAt) / count;
}

/** Milliseconds for one text of many that come at once. */
async function measureGrouped(store: FolderStore, threads: number, count: number, round: number): Promise<number> {
  const startedAt = performance.now();
  for (let done = 0; done < count; done += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => addText(store, threads, `${round}-g-${done + n}`, done + n)),
    );
  }
  return (performance.now() - startedAt) / count;
}

function addText(store: FolderStore, threads: number, id: string, n: number): Promise<null> {
  // Not one thread after the other: as they come.
  const thread = (n * 7919) % threads;
  const address = seededAddress(thread);
  const message: Message = {
    _id: id,
    session_id: `a${thread.toString(16).padStart(11, '0')}${'0'.repeat(12)}`,
    channel_id: 'channel-sms',
    content: 'Could you please change the delivery address to 12 Long Street, second floor?',
    sender: 'contact',
    communication_type: 'sms',
    status: 'received',
    metadata: { fromNumber: address, toNumber: '+15703251809', twilioMessageSid: `SM${id.padStart(32, '0')}` },
    createdAt: new Date().toISOString(),
  };
  const changes: Change[] = [{ type: 'message.added', address, contact_id: seededContactId(thread), message }];
  return store.commit(() => ({ changes, result: null }));
}

/** What lowdb's own file costs: all of it for each text. */
async function measureWholeFile(file: string, stored: number, rounds: number): Promise<number[]> {
  const message = {
    content: 'Could you please change the delivery address?',
    metadata: { fromNumber: '+1', toNumber: '+2' },
  };
  const low = new Low<{ messages: object[] }>(new JSONFile(file), { messages: [] });
  for (let n = 0; n < stored; n++)
    low.data.messages.push({ _id: `m${n}`, ...message, createdAt: new Date().toISOString() });
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    await low.update(({ messages }) => void messages.push({ _id: `r${round}`, ...message }));
    if (round > 0) times.push(performance.now() - startedAt);
  }
  return times;
}

import fc from 'fast-check';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { FolderStore } from '../../../src/main/store/folder-store';
import { openStore } from '../../../src/main/store/open-store';
import { inboxTables } from '../../../src/shared/tables';
import { FaultDisk } from '../../support/fault-disk';
import { createManualClock } from '../../support/manual-clock';
import { KeptLog } from '../../support/store-folder';
import { changesOf, dumpStore, type Step, steps, StoreModel } from '../../support/store-model';

/**
 * What is done to the store between the steps. `halfway` stops a checkpoint after so many operations on the disk and
 * lets the steps go on while it stands there, until it goes on or the machine stops.
 */
const events = fc.record({
  kind: fc.constantFrom('nothing', 'nothing', 'checkpoint', 'close', 'crash', 'halfway', 'halfway', 'goOn', 'look'),
  operations: fc.nat(60),
});
const histories = fc.tuple(steps, fc.array(events, { minLength: 1, maxLength: 60, size: 'max' }));

// Bugs caught: a change lost or applied twice by a checkpoint or a restart at the wrong moment; a shard or a chunk that
// is true up to another change than the rest; a conversation that was not in memory and missed a change; an address
// used as a path; a document that cannot say `__proto__` or half a surrogate pair; a listener that is told of other
// documents than the store has, so that a window shows what is not there.
test('whatever happens, and wherever it is stopped, a store is what the reducer says', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ([history, between]) => {
      const run = await beginRun();
      try {
        for (const [n, step] of history.entries()) {
          await run.commit(step, n);
          await run.event(between[n % between.length]!);
        }
        await run.crash();
        await run.check();
      } finally {
        await run.end();
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

async function beginRun() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'switchboard-model-'));
  const model = new StoreModel();
  let copies = 0;
  let dir = path.join(root, '0');
  let desk = await openDesk(dir);
  const abandoned: Awaited<ReturnType<typeof openDesk>>[] = [];

  async function check() {
    expect(desk.store.losses).toEqual([]);
    expect(await dumpStore(desk.store)).toEqual(model.dump());
    expect(desk.told()).toEqual(inboxOf(desk.store));
  }

  async function crash() {
    abandoned.push(desk);
    copies += 1;
    const copy = path.join(root, String(copies));
    await cp(dir, copy, { recursive: true, filter: (file) => !file.endsWith('.sock') });
    dir = copy;
    desk = await openDesk(dir);
  }

  return {
    check,
    crash,
    async commit(step: Step, n: number) {
      const changes = changesOf(model, step, n);
      model.apply(changes);
      const address = [...model.tables.addresses.keys()][step.a % Math.max(1, model.tables.addresses.size)]!;
      if (step.b % 2 === 0) await desk.store.commit(() => ({ changes, result: null }));
      else await desk.store.commitTo(address, () => ({ changes, result: null }));
    },
    async event({ kind, operations }: { readonly kind: string; readonly operations: number }) {
      if (kind === 'halfway') await desk.stopHalfway(operations);
      if (kind === 'crash') await crash();
      if (kind === 'look') await check();
      if (kind === 'goOn') await desk.goOn();
      if (kind !== 'checkpoint' && kind !== 'close') return;
      await desk.goOn();
      await desk.store.checkpoint();
      if (kind === 'checkpoint') return;
      await desk.store.close();
      desk = await openDesk(dir);
    },
    async end() {
      for (const one of [...abandoned, desk]) {
        await one.goOn();
        await one.store.close();
      }
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Opens a store whose checkpoints can be held at any of their operations. The journal's own are never held. */
async function openDesk(dir: string) {
  const disk = new FaultDisk(dir);
  const store: FolderStore = await openStore({
    dir,
    disk,
    clock: createManualClock(),
    log: new KeptLog(),
    keptMessages: 8,
    chunkMessages: 2,
    segmentBytes: 1000,
  });
  const told = inboxOf(store);
  store.subscribe((_entry, written) => {
    for (const { table, id, doc } of written) {
      if (doc === null) told.get(table)?.delete(id);
      else told.get(table)?.set(id, doc);
    }
  });
  let release: (() => void) | null = null;
  let checkpoint: Promise<void> | null = null;
  return {
    store,
    /** What somebody has who took the inbox when the store was opened and listened from then on. */
    told: () => told,
    async stopHalfway(operations: number) {
      if (release) return;
      const held = new Promise<void>((resolve) => (release = resolve));
      let left = operations;
      const stopped = new Promise<void>((resolve) => {
        disk.before = (operation) => {
          if (operation.file.startsWith('journal') && operation.kind !== 'remove') return;
          left -= 1;
          if (left > 0) return;
          resolve();
          return held;
        };
      });
      checkpoint = store.checkpoint();
      await Promise.race([stopped, checkpoint]);
    },
    async goOn() {
      disk.before = () => undefined;
      release?.();
      release = null;
      await checkpoint;
    },
  };
}

function inboxOf({ now }: FolderStore) {
  return new Map<string, Map<string, unknown>>(
    inboxTables.map((table) => [table, new Map([...now.values(table)].map((doc) => [doc._id, doc]))]),
  );
}

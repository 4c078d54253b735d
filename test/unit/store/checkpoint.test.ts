import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskError, FaultDisk } from '../../support/fault-disk';
import { createManualClock } from '../../support/manual-clock';
import { copyFolder, makeFolder, openFolder } from '../../support/store-folder';
import { ADDRESSES, dumpStore, newContact, newMessage, newSession, StoreModel } from '../../support/store-model';
import type { Change } from '../../../src/shared/changes';

const TIME = '2025-01-15T10:00:00.000Z';
const [ADDRESS] = ADDRESSES as [string];

function opened(): Change[] {
  return [newContact(0), { type: 'session.opened', address: ADDRESS, session: newSession(0) }];
}

function added(n: number): Change[] {
  const message = newMessage(n, 's0', { text: `text ${n}`, time: TIME });
  return [{ type: 'message.added', address: ADDRESS, contact_id: 'contact-0', message }];
}

describe('a checkpoint', () => {
  // Bug caught: a part of the journal removed that holds a change made while the checkpoint was under way.
  test('keeps what happens while it is under way, wherever it stands', async () => {
    for (let operation = 1, isOver = false; !isOver; operation++) {
      const dir = await makeFolder();
      const disk = new FaultDisk(dir);
      const store = await openFolder(dir, { disk, segmentBytes: 1 });
      const model = new StoreModel();
      const commit = async (changes: Change[]) => {
        model.apply(changes);
        await store.commit(() => ({ changes, result: null }));
      };
      await commit(opened());
      for (let n = 0; n < 3; n++) await commit(added(n));

      const { reached, goOn } = hold(disk, operation);
      const checkpoint = store.checkpoint();
      isOver = (await Promise.race([reached, checkpoint.then(() => 'over')])) === 'over';
      await commit(added(3));
      await commit(added(4));
      goOn();
      await checkpoint;

      const after = await openFolder(await copyFolder(dir));
      expect(after.losses, `held at operation ${operation}`).toEqual([]);
      expect(await dumpStore(after), `held at operation ${operation}`).toEqual(model.dump());
    }
  });

  // Bugs caught: a failed write taken for done, so that the journal goes and with it what was never written; a half-written
  // document put in the place of a whole one.
  test('loses nothing when the disk fails at any of its operations', async () => {
    for (let operation = 1, isOver = false; !isOver; operation++) {
      const dir = await makeFolder();
      const disk = new FaultDisk(dir);
      const store = await openFolder(dir, { disk });
      const model = new StoreModel();
      for (const changes of [opened(), added(0), added(1)]) {
        model.apply(changes);
        await store.commit(() => ({ changes, result: null }));
      }
      let left = operation;
      disk.before = () => {
        left -= 1;
        if (left === 0) throw diskError('ENOSPC');
      };
      isOver = await store.checkpoint().then(
        () => true,
        () => false,
      );
      if (!isOver) expect(store.problem?.message).toMatch(/^The disk is full/);
      expect(await dumpStore(await openFolder(await copyFolder(dir)))).toEqual(model.dump());

      disk.before = () => undefined;
      await store.checkpoint();
      expect(store.problem).toBeNull();
      expect(await readdir(path.join(dir, 'journal'))).toEqual([]);
      expect(await dumpStore(await openFolder(await copyFolder(dir)))).toEqual(model.dump());
    }
  });

  // Bug caught: the journal of a quiet desk growing for ever, so that the next start takes long.
  test('comes by itself when it is quiet, and at the latest after a minute of bustle', async () => {
    const dir = await makeFolder();
    const clock = createManualClock();
    const disk = new FaultDisk(dir);
    const store = await openFolder(dir, { clock, disk });
    const written = () => disk.operations.filter(({ kind, file }) => kind === 'rename' && file === 'desk.json').length;
    const before = written();
    await store.commit(() => ({ changes: opened(), result: null }));
    for (let n = 0; n < 59; n++) {
      clock.advance(1000);
      await store.commit(() => ({ changes: added(n), result: null }));
    }
    expect(written()).toBe(before);
    clock.advance(1000);
    await store.commit(() => ({ changes: added(60), result: null }));
    clock.advance(1000);
    await settled(() => written() === before + 1);

    await store.commit(() => ({ changes: added(61), result: null }));
    await settled(async () => {
      clock.advance(1000);
      return written() === before + 2 && (await readdir(path.join(dir, 'journal'))).length === 0;
    });
  });
});

/** Stops the disk before the given operation that is not one of writing the journal. */
function hold(disk: FaultDisk, operation: number): { readonly reached: Promise<string>; readonly goOn: () => void } {
  let left = operation;
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const reached = new Promise<string>((resolve) => {
    disk.before = ({ kind, file }) => {
      if (file.startsWith('journal') && kind !== 'remove') return;
      left -= 1;
      if (left !== 0) return;
      resolve('reached');
      return held;
    };
  });
  return { reached, goOn };
}

/** Waits, turn by turn of the event loop, until something has come true. */
async function settled(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
}

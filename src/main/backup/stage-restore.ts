import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { realDisk, writeWhole } from '../store/disk';
import { sizeOf, takeFile } from './check-backup';
import type { Manifest } from './backup-format';
import { RESTORE_NOTE, STAGED, type RestoreNote } from './finish-restore';

export interface StageOrder {
  readonly dataDir: string;
  /** The backup's folder. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Name, inside the data folder, under which what is there now is kept. */
  readonly safety: string;
  readonly signal: AbortSignal;
  /** How much is done, in bytes. */
  readonly report: (done: number, total: number) => void;
}

/**
 * Copies a backup beside the data, checking every file of it. Nothing of the data is touched: that is done at the next
 * start, by `finishRestore`, once `confirm` has left a note for it.
 *
 * @returns what to do with it: `confirm` it, or `discard` it
 * @throws Problem when the backup is not whole
 */
export async function stageRestore(
  order: StageOrder,
): Promise<{ readonly confirm: () => Promise<void>; readonly discard: () => Promise<void> }> {
  const { dataDir, manifest, signal } = order;
  const staged = path.join(dataDir, STAGED);
  const discard = () => rm(staged, { recursive: true, force: true, maxRetries: 3 });
  await discard();
  const total = sizeOf(manifest);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    order.report(done, total);
  };
  const folders = new Set<string>([staged]);
  try {
    await mkdir(staged, { mode: 0o700 });
    for (const file of manifest.files) {
      const target = path.join(staged, ...file.path.split('/'));
      const parent = path.dirname(target);
      if (!folders.has(parent)) {
        await mkdir(parent, { recursive: true, mode: 0o700 });
        folders.add(parent);
      }
      await takeFile(order.folder, file, target, { signal, onBytes });
    }
    for (const folder of folders) await realDisk.syncDir(folder);
  } catch (error) {
    await discard().catch(() => undefined);
    throw error;
  }
  return {
    async confirm() {
      const note: RestoreNote = { version: 1, step: 'put-aside', safety: order.safety };
      await writeWhole(realDisk, path.join(dataDir, RESTORE_NOTE), [JSON.stringify(note)]);
      await realDisk.syncDir(dataDir);
    },
    discard,
  };
}

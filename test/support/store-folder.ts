import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { FolderStore, OpenStoreOptions } from '../../src/main/store/folder-store';
import { openStore } from '../../src/main/store/open-store';
import { createManualClock } from './manual-clock';
import { unsyncedDisk } from './unsynced-disk';

/** A log that keeps its lines. */
export class KeptLog {
  readonly lines: string[] = [];
  readonly info = (text: string): void => void this.lines.push(text);
  readonly warn = (text: string): void => void this.lines.push(text);
  readonly error = (text: string): void => void this.lines.push(text);
}

/** Makes a folder for one test and removes it after it. */
export async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-store-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Copies a folder as a machine would find it that lost its power now. */
export async function copyFolder(dir: string): Promise<string> {
  const copy = await makeFolder();
  await cp(dir, copy, { recursive: true, filter: (file) => !file.endsWith('.sock') });
  return copy;
}

/** Opens a store with a clock that stands still, so that nothing is written in the background. */
export async function openFolder(dir: string, options: Partial<OpenStoreOptions> = {}): Promise<FolderStore> {
  const store = await openStore({
    clock: createManualClock(),
    log: new KeptLog(),
    disk: unsyncedDisk,
    ...options,
    dir,
  });
  onTestFinished(() => store.close());
  return store;
}

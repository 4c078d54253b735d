import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CACHE_DIR } from '../../../scripts/runtime/paths.mjs';
import { withLock } from '../../../scripts/runtime/with-lock.mjs';

const NAME = `test-${process.pid}`;
const FILE = path.join(CACHE_DIR, `${NAME}.lock`);

afterEach(() => rm(FILE, { force: true }));

describe('withLock', () => {
  it('never runs two steps of a name at the same time', async () => {
    let running = 0;
    let most = 0;
    const step = async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all([withLock(NAME, step), withLock(NAME, step), withLock(NAME, step)]);
    expect(most).toBe(1);
  });

  it('takes over the lock of a process that was killed while it held it', async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    await mkdir(CACHE_DIR, { recursive: true });
    await writeFile(FILE, String(gone));
    expect(await withLock(NAME, () => Promise.resolve('ran'))).toBe('ran');
  });

  it('lets the next one in after a step that failed', async () => {
    await expect(withLock(NAME, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(await withLock(NAME, () => Promise.resolve('ran'))).toBe('ran');
  });
});

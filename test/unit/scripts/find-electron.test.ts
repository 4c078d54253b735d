import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronNamedBy } from '../../../scripts/runtime/find-electron.mjs';
import { executableIn } from '../../../scripts/runtime/official-electron.mjs';

describe('electronNamedBy', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-electron-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('is silent where nothing is named, so that the usual ways are tried', () => {
    expect(electronNamedBy({ ELECTRON_EXEC_PATH: '' })).toBeUndefined();
  });

  it('takes the file that ELECTRON_EXEC_PATH names, before the folder of ELECTRON_OVERRIDE_DIST_PATH', async () => {
    const file = path.join(dir, 'my-electron');
    await writeFile(file, '');
    await chmod(file, 0o755);
    expect(electronNamedBy({ ELECTRON_EXEC_PATH: file, ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toBe(file);
  });

  it('says which path is wrong instead of falling back to another Electron unasked', () => {
    expect(() => electronNamedBy({ ELECTRON_OVERRIDE_DIST_PATH: dir })).toThrow(executableIn(dir));
  });
});

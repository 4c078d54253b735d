import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findTray } from '../../../src/main/app/find-tray';

let bin: string;
beforeEach(async () => {
  bin = await mkdtemp(path.join(os.tmpdir(), 'switchboard-tray-'));
});
afterEach(() => rm(bin, { recursive: true, force: true }));

/** A session whose bus answers so. */
async function session(script: string): Promise<Record<string, string>> {
  await writeFile(path.join(bin, 'dbus-send'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(bin, 'dbus-send'), 0o755);
  return { PATH: `${bin}:${process.env.PATH ?? ''}`, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none' };
}

// Bug caught: a console that starts without its window where nothing can ever open it.
it('is there where whatever shows icons is on the bus of the session, and nowhere else', async () => {
  const isThere = await session("echo '   boolean true'");
  expect(await findTray({ platform: 'linux', env: isThere })).toBe(true);
  expect(await findTray({ platform: 'linux', env: await session("echo '   boolean false'") })).toBe(false);
  expect(await findTray({ platform: 'linux', env: await session('echo true; exit 1') })).toBe(false);
  expect(await findTray({ platform: 'linux', env: { ...isThere, PATH: '/nowhere' } })).toBe(false);
  expect(await findTray({ platform: 'linux', env: { PATH: isThere.PATH } })).toBe(false);
});

it('is always there on macOS and Windows', async () => {
  expect(await findTray({ platform: 'darwin', env: {} })).toBe(true);
  expect(await findTray({ platform: 'win32', env: {} })).toBe(true);
});

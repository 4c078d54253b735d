import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setOpenAtLogin } from '../../../src/main/app/login-item';
import { createRestart, RESTART_CODE } from '../../../src/main/app/restart';
import { readStartChoices, writeStartChoices } from '../../../src/main/app/start-choices';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-start-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('what is known before the store is open', () => {
  it('is what was written last', () => {
    writeStartChoices(folder, { hidden: true, theme: 'dark' });
    expect(readStartChoices(folder)).toEqual({ hidden: true, theme: 'dark' });
  });

  // Bug caught: a damaged file of a convenience keeps the console from starting, or hides its window for ever.
  it.each(['', '{"hidden":"yes","theme":"dark"}', '{"hidden":true,"theme":"pink"}', '[]'])(
    'is the usual where the file holds %s',
    async (text) => {
      await writeFile(path.join(folder, 'start.json'), text);
      expect(readStartChoices(folder)).toEqual({ hidden: false, theme: 'system' });
    },
  );
});

describe('starting when the user logs in', () => {
  const asked: unknown[] = [];
  const app = {
    isPackaged: false,
    getAppPath: () => '/opt/my "apps"/100% $HOME',
    setLoginItemSettings: (settings: unknown) => void asked.push(settings),
  };

  it('is a file for the desktop on Linux, with a command that means what it says', async () => {
    const options = { app, platform: 'linux', program: '/usr/bin/electron', configDir: folder } as const;
    const file = path.join(folder, 'autostart', 'switchboard.desktop');
    setOpenAtLogin(options, true);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('[Desktop Entry]\nType=Application\nName=Switchboard\n');
    expect(text).toContain(String.raw`Exec="/usr/bin/electron" "/opt/my \\"apps\\"/100%% \\$HOME" "--hidden"`);
    setOpenAtLogin(options, false);
    expect(existsSync(file)).toBe(false);
    setOpenAtLogin(options, false);
    expect(asked).toEqual([]);
  });

  it('is asked of the system elsewhere', () => {
    const packaged = { ...app, isPackaged: true };
    setOpenAtLogin({ app: packaged, platform: 'win32', program: 'C:\\s.exe', configDir: folder }, true);
    expect(asked).toEqual([{ openAtLogin: true, path: 'C:\\s.exe', args: ['--hidden'] }]);
  });
});

describe('starting again', () => {
  const made = (env: Record<string, string>) => {
    const done: unknown[] = [];
    const app = { relaunch: (options: unknown) => void done.push(options), quit: () => void done.push('quit') };
    return { done, restart: createRestart(app, { argv: ['electron', '/app', '--hidden', '--x'], env }) };
  };

  it('is done by the app itself, with its window', () => {
    const { done, restart } = made({});
    restart.now();
    expect(done).toEqual([{ args: ['/app', '--x'] }, 'quit']);
    expect(restart.exitCode()).toBe(0);
  });

  // Bug caught: under `npm start` the app starts a second one that nobody waits for, on a display that is taken away.
  it('is left to a caller that does it', () => {
    const { done, restart } = made({ SWITCHBOARD_RESTARTS: '1' });
    expect(restart.exitCode()).toBe(0);
    restart.now();
    expect(done).toEqual(['quit']);
    expect(restart.exitCode()).toBe(RESTART_CODE);
  });
});

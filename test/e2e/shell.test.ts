import { expect, test, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DeskBridge, DeskEvent, Result } from '../../src/shared/ipc-contract';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type LaunchOptions, type Switchboard } from '../support/electron-app';

const MARIA = '+12025550123';

interface DeskPage {
  readonly desk: DeskBridge;
  seen?: number[];
  onSeen?: () => void;
}

let desk: Switchboard | undefined;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-shell-'));
});
test.afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function launch(options: LaunchOptions = {}): Promise<{ desk: Switchboard; page: Page }> {
  desk = await launchSwitchboard({ env: ACCOUNT_ENV, dataDir: folder, ...options });
  return { desk, page: await desk.window() };
}

/** Writes down the numbers of all entries that the page gets from now on. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const own = window as unknown as DeskPage;
    own.seen = [];
    own.desk.onEvent((event: DeskEvent) => {
      if (event.type === 'entries') own.seen?.push(...event.entries.map((entry) => entry.seq));
    });
  });
}

async function lastSeen(page: Page): Promise<number | undefined> {
  return page.evaluate(() => (window as unknown as DeskPage).seen?.at(-1));
}

async function storedSeq(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await (window as unknown as DeskPage).desk.request('desk.snapshot', { view: 'all' });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.seq;
  });
}

async function expectToFollow(page: Page, running: Switchboard): Promise<void> {
  await listen(page);
  await receiveText(running, MARIA, 'Hello');
  const seq = await storedSeq(page);
  await expect.poll(() => lastSeen(page)).toBeGreaterThanOrEqual(seq);
}

// Bug caught: a setting of the window, the policy or the session that gives a page more than the two functions.
test('a page has two functions and nothing else', async () => {
  const { desk: running, page } = await launch();
  const found = await page.evaluate(async () => {
    const own = window as unknown as DeskPage & Record<string, unknown>;
    const failure = (error: unknown) => (error instanceof Error ? error.name : String(error));
    const request = own.desk.request as (name: unknown, input: unknown) => Promise<Result<unknown>>;
    return {
      bridge: Object.keys(own.desk).sort(),
      simulator: typeof own.simulator,
      node: [typeof own.require, typeof own.process, typeof own.Buffer],
      fetched: await fetch('https://example.com').then(() => 'fetched', failure),
      socket: await new Promise((resolve) => {
        try {
          const socket = new WebSocket('ws://127.0.0.1:9');
          socket.onerror = () => resolve('refused');
          socket.onopen = () => resolve('opened');
        } catch (error) {
          resolve(failure(error));
        }
      }),
      opened: window.open('https://example.com'),
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', failure),
      inline: (() => {
        const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true';
        document.body.append(script);
        return typeof own.inlineRan;
      })(),
      unknown: await request('store.wipe', {}),
      prototype: await request('__proto__', {}),
      simulators: await request('phone.text', {}),
      wrong: await request('thread.open', { contact_id: 5 }),
    };
  });
  const refused = { ok: false, error: { code: 'bad-request' } };
  expect(found).toMatchObject({
    bridge: ['onEvent', 'request'],
    simulator: 'undefined',
    node: ['undefined', 'undefined', 'undefined'],
    fetched: 'TypeError',
    opened: null,
    notifications: 'denied',
    inline: 'undefined',
    unknown: refused,
    prototype: refused,
    simulators: refused,
    wrong: refused,
  });
  expect(found.socket).not.toBe('opened');
  expect(found.camera).not.toBe('given');

  const windows = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    }),
  );
  expect(windows).toHaveLength(1);
  expect(windows[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

// Bug caught: a page led away by a link of a customer keeps the bridge, or a stopped navigation cuts off the events.
test('a page stays where it is, and goes on hearing what happens', async () => {
  const { desk: running, page } = await launch();
  const address = page.url();
  await listen(page);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    document.body.append(link);
    link.click();
    window.location.href = 'file:///etc/passwd';
  });
  await receiveText(running, MARIA, 'Hello');
  const seq = await storedSeq(page);
  await expect.poll(() => lastSeen(page)).toBeGreaterThanOrEqual(seq);
  expect(page.url()).toBe(address);
});

// Bug caught: after a reload or a crash of its page the window shows an old state for ever.
test('a window that is reloaded or whose page crashes comes back and follows again', async () => {
  const { desk: running, page } = await launch();
  await expectToFollow(page, running);
  await page.reload();
  await expectToFollow(page, running);
  const back = running.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  await back;
  await receiveText(running, MARIA, 'Hello');
  // Playwright has given up the page that crashed, so the window is asked through the main process.
  const seq = await running.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return (await contents?.executeJavaScript(
      `desk.request('desk.snapshot', { view: 'all' }).then((answer) => answer.value.page.rows[0].thread.messageCount)`,
    )) as number;
  });
  expect(seq).toBeGreaterThanOrEqual(3);
  expect(running.output()).not.toContain('error:');
});

// Bug caught: media that a customer sent are not shown, or something that is not a medium is.
test('media are shown and can be searched through, other files are not', async () => {
  await mkdir(path.join(folder, 'media'), { recursive: true });
  const picture =
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AAQgwQCgAXzgL+3s0BbQAAAABJRU5ErkJggg==';
  await writeFile(path.join(folder, 'media', '0a-0.png'), Buffer.from(picture, 'base64'));
  await writeFile(path.join(folder, 'media', '0a-1.wav'), silence(30));
  await writeFile(path.join(folder, 'media', '0a-2.html'), '<p>');
  const { page } = await launch();
  const found = await page.evaluate(async () => {
    const image = (address: string) =>
      new Promise<string>((resolve) => {
        const element = new Image();
        element.onload = () => resolve(`${element.naturalWidth}x${element.naturalHeight}`);
        element.onerror = () => resolve('not shown');
        element.src = address;
      });
    const sound = await new Promise<string>((resolve) => {
      const audio = new Audio();
      audio.onloadedmetadata = () => (audio.currentTime = 20);
      audio.onseeked = () => resolve(`${audio.duration} s, at ${audio.currentTime} s`);
      audio.onerror = () => resolve('not played');
      audio.src = 'switchboard-media://0a-1.wav';
    });
    return {
      picture: await image('switchboard-media://0a-0.png'),
      sound,
      missing: await image('switchboard-media://0b-0.png'),
      outside: await image('switchboard-media://../../window.json'),
      file: await image('file:///usr/share/icons/hicolor/index.theme'),
      page: await fetch('switchboard-media://0a-2.html').then(
        () => 'given',
        () => 'not given',
      ),
    };
  });
  expect(found).toEqual({
    picture: '2x3',
    sound: '30 s, at 20 s',
    missing: 'not shown',
    outside: 'not shown',
    file: 'not shown',
    page: 'not given',
  });
});

// Bug caught: a signal ends the app in the middle (Chromium has handlers of its own), or it never ends.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} closes everything in order`, async () => {
    const { desk: running } = await launch();
    await receiveText(running, MARIA, 'Hello');
    const ended = new Promise<number | null>((resolve) => running.app.process().once('exit', resolve));
    process.kill(running.pid, signal);
    expect(await ended).toBe(0);
    const log = await readFile(path.join(folder, 'logs', 'switchboard.log'), 'utf8');
    expect(log).toMatch(/Switchboard is closing\.\n.*Switchboard is closed\.\n$/);
    expect(log).not.toMatch(/ error /);
  });
}

// Bug caught: two consoles on one folder write over each other.
test('a second start on the same folder leaves it to the first, whose window comes forward', async () => {
  const { desk: running } = await launch();
  // Nothing is minimized without a window manager, so what is asked of the window is written down.
  await running.app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(BrowserWindow.getAllWindows()[0]!, {
      isMinimized: () => true,
      restore: () => asked.push('restore'),
      focus: () => asked.push('focus'),
    });
  });
  const second = await start({ ...ACCOUNT_ENV, PORT: '0', SWITCHBOARD_DATA_DIR: folder });
  expect(second.code).toBe(0);
  expect(second.out).toContain(`Switchboard is already open on ${folder}`);
  await expect
    .poll(() => running.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
    .toEqual(['restore', 'focus']);
});

// Bug caught: the app starts on half an account in demo mode, or fails with a stack trace.
test('a wrong environment is explained, and nothing is started', async () => {
  const { code, err } = await start({
    PORT: '99999',
    TWILIO_ACCOUNT_SID: ACCOUNT_ENV.TWILIO_ACCOUNT_SID,
    SWITCHBOARD_DATA_DIR: folder,
  });
  expect(code).toBe(1);
  expect(err).toContain('PORT in the environment is “99999”. It must be a whole number from 0 to 65535');
  expect(err).toContain('TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER are missing');
  expect(err).not.toMatch(/^\s+at /m);
});

// Bug caught: the window forgets where it stood.
test('the window comes back where it was', async () => {
  const place = { x: 40, y: 30, width: 1100, height: 650 };
  const first = await launch();
  await first.desk.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await expect
    .poll(async () => JSON.parse(await readFile(path.join(folder, 'window.json'), 'utf8').catch(() => '{}')) as unknown)
    .toMatchObject(place);
  await first.desk.close();
  const { desk: again } = await launch();
  const bounds = await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toMatchObject(place);
});

/** Starts the app without Playwright and waits for its end. */
async function start(env: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const display = (process.env.TEST_DISPLAYS ?? '').split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(process.env.ELECTRON_EXEC_PATH ?? '', [...root, path.resolve(__dirname, '../..')], {
    cwd: os.tmpdir(),
    env: { PATH: process.env.PATH, HOME: folder, ...(display ? { DISPLAY: display } : {}), ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** A WAV file of silence: 8-bit mono at 8 kHz. */
function silence(seconds: number): Buffer {
  const length = seconds * 8000;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(length, 40);
  return Buffer.concat([header, Buffer.alloc(length, 128)]);
}

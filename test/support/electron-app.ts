import { _electron, test, type ElectronApplication, type Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, watch } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const START_LIMIT_MS = 30_000;
const QUIT_LIMIT_MS = 10_000;

/**
 * Holds Electron's readiness back until Playwright follows it. Playwright gives it only to an Electron that it has found
 * by itself; without it a page is half loaded when Playwright attaches, and now and then each waits for the other.
 */
const LOADER = path.join(
  path.dirname(require.resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);

/** What a person's own environment or `.env` must not bring into a test. */
const OWN_SETTINGS =
  /^(SWITCHBOARD_|TWILIO_|NGROK_|LOCALTUNNEL_|AI_|OPENAI_|PUBLIC_URL$|TUNNEL$|PORT$|SESSION_GAP_MINUTES$|DATABASE_URL$)/;

export interface LaunchOptions {
  /** On top of the person's environment without anything that configures the app; PORT is 0 unless given. */
  env?: Record<string, string>;
  /** Kept by `close()` if given; else a temporary one is made, and removed at the end. */
  dataDir?: string;
  /** For the app, and switches for Electron. */
  args?: string[];
}

export interface Switchboard {
  app: ElectronApplication;
  /** Of Electron's main process, for `killTree`. */
  pid: number;
  dataDir: string;
  /** Where its webhook server listens, like `http://127.0.0.1:40123`. */
  webhookUrl: string;
  /** The operator's console, or the simulator's window: waits until it is there. */
  window: (name?: 'index' | 'simulator') => Promise<Page>;
  /** Everything it has printed on its standard output so far. */
  output: () => string;
  /** Quits it as a person would. Whatever is left of it after a while is killed; a temporary data folder is removed. */
  close: () => Promise<void>;
}

/**
 * Starts the built app in real Electron with a data folder and a port of its own.
 *
 * Its standard output goes to a file instead of Playwright's pipe, since it has announced its port long before
 * Playwright lets anybody listen. A shell does that, so these tests need Linux or macOS.
 *
 * @throws {Error} with what it printed, when it has not announced its webhook server in time
 */
export async function launchSwitchboard(options: LaunchOptions = {}): Promise<Switchboard> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'switchboard-test-'));
  const dataDir = options.dataDir ?? path.join(scratch, 'data');
  const outputFile = path.join(scratch, 'stdout.log');
  const launcher = path.join(scratch, 'electron');
  const { electron, projectDir, switches } = await runtime();
  const display = ownDisplay();
  await writeFile(outputFile, '');
  await writeFile(launcher, `#!/bin/sh\nexec '${electron}' -r '${LOADER}' "$@" >'${outputFile}'\n`);
  await chmod(launcher, 0o755);

  const app = await _electron.launch({
    executablePath: launcher,
    args: [...(display.DISPLAY === undefined ? [] : switches), projectDir, ...(options.args ?? [])],
    cwd: scratch,
    env: { ...inheritedEnvironment(), ...display, PORT: '0', SWITCHBOARD_DATA_DIR: dataDir, ...options.env },
    colorScheme: null,
  });
  // Asked for now: Playwright gives it no more once the app has ended.
  const child = app.process();
  const { pid } = child;
  if (pid === undefined) throw new Error('Electron has no process id');
  const output = () => readFileSync(outputFile, 'utf8');
  const close = async () => {
    await keepWhatFailed(app, dataDir);
    await quit(app, child, pid);
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const webhookUrl = await webhookAddress(app, outputFile);
    return { app, pid, dataDir, webhookUrl, output, close, window: (name = 'index') => findWindow(app, name) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The display that `prepare-e2e` started for this worker; the person's own if there is none. */
function ownDisplay(): Record<string, string> {
  const displays = (process.env.TEST_DISPLAYS ?? '').split(' ').filter(Boolean);
  const display = displays[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  return display === undefined ? {} : { DISPLAY: display, WAYLAND_DISPLAY: '' };
}

/**
 * Kills a process and everything it started, at once and without asking, as a crash or a power cut would.
 */
export async function killTree(pid: number): Promise<void> {
  const tree = await import('../../scripts/runtime/process-tree.mjs');
  await tree.killTree(pid);
}

/** Imported when called: Playwright translates a file's own imports to CommonJS, which breaks an ES module. */
async function runtime(): Promise<{ electron: string; projectDir: string; switches: readonly string[] }> {
  const { findElectron } = await import('../../scripts/runtime/find-electron.mjs');
  const { PROJECT_DIR } = await import('../../scripts/runtime/paths.mjs');
  const { VIRTUAL_DISPLAY_SWITCHES } = await import('../../scripts/runtime/virtual-display.mjs');
  return { electron: await findElectron(process.env), projectDir: PROJECT_DIR, switches: VIRTUAL_DISPLAY_SWITCHES };
}

function inheritedEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Waits for the line in which the app says where its webhook server is. */
async function webhookAddress(app: ElectronApplication, outputFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      stop();
      reject(new Error(`${why} It printed:\n${readFileSync(outputFile, 'utf8')}`));
    };
    const look = () => {
      const address = /^Webhook server: (http:\/\/\S+)\n/m.exec(readFileSync(outputFile, 'utf8'))?.[1];
      if (address === undefined) return;
      stop();
      resolve(address);
    };
    const onExit = () => {
      fail('The app ended before its webhook server was up.');
    };
    const limit = setTimeout(() => {
      fail(`The app did not announce its webhook server within ${START_LIMIT_MS / 1000} s.`);
    }, START_LIMIT_MS);
    const watcher = watch(outputFile, look);
    app.process().once('exit', onExit);
    const stop = () => {
      clearTimeout(limit);
      watcher.close();
      app.process().off('exit', onExit);
    };
    look();
  });
}

async function findWindow(app: ElectronApplication, name: string): Promise<Page> {
  const seen = new Set<Page>();
  for (;;) {
    const next = app.waitForEvent('window', { timeout: START_LIMIT_MS });
    next.catch(() => undefined); // given up as soon as the window is found
    for (const page of app.windows()) {
      if (seen.has(page)) continue;
      seen.add(page);
      await page.waitForURL((url) => url.protocol !== 'about:');
      if (new URL(page.url()).pathname.endsWith(`/${name}.html`)) return page;
    }
    await next;
  }
}

/** Leaves the picture of each window and the log beside the report of a test that failed. */
async function keepWhatFailed(app: ElectronApplication, dataDir: string): Promise<void> {
  const running = runningTest();
  if (!running || running.errors.length === 0) return;
  const kept = app.windows().map(async (page, i) => {
    const body = await page.screenshot({ timeout: QUIT_LIMIT_MS });
    await running.attach(`window-${i + 1}.png`, { body, contentType: 'image/png' });
  });
  const log = running.attach('switchboard.log', { path: path.join(dataDir, 'logs', 'switchboard.log') });
  // The failure itself is what is to be told, whether or not there is anything to see.
  await Promise.allSettled([...kept, log]);
}

/** Null outside of a test: the bench starts the app too. */
function runningTest(): ReturnType<typeof test.info> | null {
  try {
    return test.info();
  } catch {
    return null;
  }
}

async function quit(app: ElectronApplication, child: ChildProcess, pid: number): Promise<void> {
  const { killAll, listTree } = await import('../../scripts/runtime/process-tree.mjs');
  const members = await listTree(pid);
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => {
      resolve();
    });
  });
  let limit: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => (limit = setTimeout(resolve, QUIT_LIMIT_MS)));
  // The call itself fails when the app is faster at quitting than at answering.
  void app.evaluate((electron) => electron.app.quit()).catch(() => undefined);
  await Promise.race([ended, tooLong]);
  clearTimeout(limit);
  killAll(members);
  await ended;
}

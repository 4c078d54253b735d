import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, chooseMenu, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type LaunchOptions, type Switchboard } from '../support/electron-app';

const MARIA = '+12025550123';
const JOE = '+12025550124';
let desk: Switchboard | undefined;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-desktop-'));
});
test.afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function launch(options: LaunchOptions = {}): Promise<Switchboard> {
  const env = { ...ACCOUNT_ENV, AI_RESPONSES_ENABLED: 'false', ...options.env };
  desk = await launchSwitchboard({ dataDir: folder, ...options, env });
  return desk;
}

/** A desktop whose session says that it has a tray; the one of these tests has none. */
async function withTray(): Promise<Record<string, string>> {
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  await writeFile(path.join(bin, 'dbus-send'), '#!/bin/sh\necho "   boolean true"\n');
  await chmod(path.join(bin, 'dbus-send'), 0o755);
  return { PATH: `${bin}:${process.env.PATH ?? ''}`, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bin}/none` };
}

const windows = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

interface Watched {
  notices: { title: string; body: string; hasReply: boolean; emit(name: string, ...given: unknown[]): boolean }[];
  toolTips: string[];
}

/** Keeps what the app asks of the system: what it shows in notifications, and what the tray says. */
async function watch(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification, Tray }) => {
    const watched: Watched = { notices: [], toolTips: [] };
    Object.assign(globalThis, { watched });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Watched['notices'][number]) {
      watched.notices.push(this);
    };
    const { setToolTip } = Tray.prototype;
    Tray.prototype.setToolTip = function set(this: InstanceType<typeof Tray>, text: string) {
      watched.toolTips.push(text);
      setToolTip.call(this, text);
    };
  });
}

async function notices(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched };
    return watched.notices.map(({ title, body, hasReply }) => `${title}: ${body}${hasReply ? ' (reply)' : ''}`);
  });
}

async function emit(app: ElectronApplication, index: number, ...event: unknown[]): Promise<void> {
  await app.evaluate(
    (_electron, { at, given }) => {
      const { watched } = globalThis as unknown as { watched: Watched };
      const [name, ...rest] = given as [string, ...unknown[]];
      watched.notices.at(at)?.emit(name, ...rest);
    },
    { at: index, given: event },
  );
}

const log = (page: Page) => page.getByRole('log');

// Bug caught: started at log-in the console opens its window all the same, or waits for one before it answers.
test('started hidden it serves webhooks, calls, counts, and is there when it is wanted', async () => {
  const { app } = await launch({ args: ['--hidden'], env: await withTray() });
  expect(await windows(app)).toBe(0);
  await watch(app);
  await receiveText(desk!, MARIA, 'Is anybody there?');
  await expect
    .poll(() => notices(app))
    .toEqual(['+1 202 555 0123: The AI is switched off.\nIs anybody there? (reply)']);
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.toolTips.at(-1)))
    .toMatch(/^Switchboard: 1 unread, 1 conversation needs a person$/);
  expect(await windows(app)).toBe(0);

  // A click on the notice opens the window with the thread in it.
  await emit(app, 0, 'click');
  const page = await desk!.window();
  await expect(log(page)).toContainText('Is anybody there?');
  expect(await windows(app)).toBe(1);

  // Quiet while the console is in front, and for nobody's but the newest text of a thread.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)).toBe(true);
  await receiveText(desk!, MARIA, 'Hello?');
  await expect(log(page)).toContainText('Hello?');
  expect(await notices(app)).toHaveLength(1);
});

/** What has happened so far, as it was written down. */
async function journalOf({ dataDir }: Switchboard): Promise<string> {
  const dir = path.join(dataDir, 'journal');
  const parts = (await readdir(dir)).map((name) => readFile(path.join(dir, name), 'utf8'));
  return (await Promise.all(parts)).join('');
}

// Bug caught: an answer typed into a notification goes nowhere, or round the composer's rules.
test('an answer in a notification is sent like any other', async () => {
  const { app } = await launch({ args: ['--hidden'], env: await withTray() });
  await watch(app);
  await receiveText(desk!, MARIA, 'When will you come?');
  await expect.poll(() => notices(app)).toHaveLength(1);
  await emit(app, 0, 'reply', {}, 'At noon.');
  await expect.poll(() => journalOf(desk!)).toContain('At noon.');

  // After STOP an answer is refused with the reason, and the words are not lost.
  await receiveText(desk!, MARIA, 'STOP');
  await expect.poll(() => notices(app)).toHaveLength(2);
  await emit(app, 1, 'reply', {}, 'Are you there?');
  await expect.poll(() => notices(app)).toHaveLength(3);
  expect((await notices(app))[2]).toMatch(/^Not sent to \+1 202 555 0123: .*unsubscribed.*\nAre you there\?/);
  await emit(app, 2, 'click');
  const page = await desk!.window();
  await expect(log(page)).toContainText('At noon.');
  await expect(log(page)).not.toContainText('Are you there?');
});

// Bug caught: a command stands in the menu and does nothing while another page, or no window, is there.
test('every command of the menu is carried out, with the window closed too', async () => {
  const { app } = await launch();
  await receiveText(desk!, JOE, 'First');
  const page = await desk!.window();
  await expect(page.getByRole('option', { name: /First/ })).toBeVisible();
  await chooseMenu(app, 'page.settings');
  await expect(page.getByRole('heading', { name: 'Settings', level: 2 })).toBeVisible();
  await chooseMenu(app, 'thread.next');
  await expect(page.getByRole('option', { name: /First/ })).toBeVisible();
  await chooseMenu(app, 'thread.open');
  await expect(log(page)).toContainText('First');
  await chooseMenu(app, 'thread.note');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
  await chooseMenu(app, 'help.keys');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('G then I');
  await page.keyboard.press('Escape');

  // The letters of commands go on writing letters where letters are written.
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('');
  await page.getByRole('textbox', { name: 'Note', exact: true }).pressSequentially('jake, snore');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('jake, snore');

  await page.evaluate(() => {
    const own = window as unknown as { desk: { request(name: string, input: unknown): Promise<unknown> } };
    return own.desk.request('setting.put', { key: 'closeToTray', value: true });
  });
  await watch(app);
  await page.close();
  await expect.poll(() => windows(app)).toBe(0);
  await expect.poll(() => notices(app)).toEqual([expect.stringContaining('Start Switchboard once more')]);
  await receiveText(desk!, JOE, 'Second');
  await chooseMenu(app, 'page.activity');
  const again = await desk!.window();
  await expect(again.getByRole('heading', { name: 'Activity', level: 2 })).toBeVisible();
});

// Bugs caught: hidden where there is no tray, a console that nobody can reach; a window on a display that is gone, one that
// nobody can see; a loss in the data folder of which the operator never hears.
test('without a tray the window opens all the same, where it can be seen, and says what the data folder lost', async () => {
  const first = await launch();
  await receiveText(first, MARIA, 'Remember me');
  await expect((await first.window()).getByRole('option', { name: /Remember me/ })).toBeVisible();
  await first.close();
  await writeFile(path.join(folder, 'window.json'), '{"x":9000,"y":5000,"width":1100,"height":700,"maximized":false}');
  await damageConversations();

  const { app } = await launch({ args: ['--hidden'] });
  const page = await desk!.window();
  const { bounds, area } = await app.evaluate(({ BrowserWindow, screen }) => ({
    bounds: BrowserWindow.getAllWindows()[0]!.getBounds(),
    area: screen.getPrimaryDisplay().workArea,
  }));
  expect(bounds.x).toBeLessThan(area.x + area.width - 100);
  expect(bounds.y).toBeLessThan(area.y + area.height - 40);

  await page.getByRole('option').first().click();
  const alert = page.getByRole('alert').filter({ hasText: 'Some of the data could not be read.' });
  await expect(alert).toContainText('may be lost');
  await alert.getByRole('button', { name: 'Show Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 2 })).toBeVisible();
  await expect(page.getByText(/The newest messages with .* may be lost/).last()).toBeVisible();
  await alert.getByRole('button', { name: 'Put away' }).click();
  await expect(alert).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Activity', level: 2 })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

async function damageConversations(): Promise<void> {
  const names = await readdir(path.join(folder, 'conversations'), { recursive: true });
  const files = names.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, 'conversations', name));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
}

interface Asked {
  questions: string[];
  opened: string[];
  answer: number;
}

// Bugs caught: notifications go on although they were turned off; a link of a customer is opened before anybody saw where
// it leads, or although they said no.
test('notifications that were turned off stay away, and a link is opened once its address was seen', async () => {
  const { app } = await launch();
  const page = await desk!.window();
  await watch(app);
  await page.evaluate(() => {
    const own = window as unknown as { desk: { request(name: string, input: unknown): Promise<unknown> } };
    return own.desk.request('setting.put', { key: 'notifications', value: false });
  });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  await receiveText(desk!, MARIA, 'Anybody?');
  await expect(page.getByRole('option', { name: /Anybody/ })).toBeVisible();
  expect(await notices(app)).toEqual([]);

  await app.evaluate(({ dialog, shell }) => {
    const asked: Asked = { questions: [], opened: [], answer: 1 };
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((options: { message: string; detail?: string }) => {
      asked.questions.push(`${options.message} ${options.detail ?? ''}`);
      return Promise.resolve({ response: asked.answer, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    shell.openExternal = (url) => Promise.resolve(void asked.opened.push(url));
  });
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: Asked }).asked);
  await receiveText(desk!, MARIA, 'See https://example.com/where?it=leads');
  await page.getByRole('option', { name: /See/ }).click();
  const link = log(page).getByRole('link', { name: 'https://example.com/where?it=leads' });
  await link.click();
  await expect.poll(async () => (await asked()).questions).toHaveLength(1);
  expect((await asked()).questions[0]).toMatch(
    /to example\.com in your browser\? https:\/\/example\.com\/where\?it=leads/,
  );
  expect((await asked()).opened).toEqual([]);
  await app.evaluate(() => ((globalThis as unknown as { asked: Asked }).asked.answer = 0));
  await link.click();
  await expect.poll(async () => (await asked()).opened).toEqual(['https://example.com/where?it=leads']);
});

import { expect, test, type Page } from '@playwright/test';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';

const ANA = '+12025550111';

let folder: string;
let desk: Switchboard;
let window: Page;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-activity-'));
  const dataDir = path.join(folder, 'desk');
  await mkdir(path.join(dataDir, 'logs'), { recursive: true });
  const lines = [
    `2026-01-15T10:00:00.000Z info  Reusing existing session abc of ${ANA}`,
    '2026-01-15T10:00:01.000Z error The disk is full.',
    '    at write (node:fs)',
    '2026-01-15T10:00:02.000Z debug Not for people.',
    ...Array.from({ length: 300 }, (_, n) => `2026-01-16T10:00:00.000Z info  =Line ${n}`),
  ];
  await writeFile(path.join(dataDir, 'logs', 'switchboard.log'), `${lines.join('\n')}\n`);
  desk = await launchSwitchboard({ env: ACCOUNT_ENV, dataDir });
  window = await desk.window();
});
test.afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

// Bugs caught: lines of yesterday that are gone today; a filter that lets others through; a reader who is pushed along;
// a file with other lines than the screen, or with a formula in it.
test('what the console did is shown, narrowed down, followed into its thread, and exported', async () => {
  const log = () => window.getByRole('region', { name: 'Activity log' });
  const items = () => log().getByRole('listitem');

  await test.step('lines of this run and of earlier ones, the newest first', async () => {
    // There is no Twilio to be reached, which is written down at any time after the start.
    const logFile = path.join(folder, 'desk', 'logs', 'switchboard.log');
    await expect.poll(() => readFile(logFile, 'utf8')).toContain('Twilio could not be reached');
    await receiveText(desk, ANA, 'Hello');
    await expect(window.getByRole('option')).toHaveCount(1);
    await window.keyboard.press('g');
    await window.keyboard.press('a');
    await expect(window.getByRole('heading', { name: 'Activity', level: 2 })).toBeFocused();
    await expect(window.getByText(/^3\d\d lines$/)).toBeVisible();
    await expect(items().first()).toContainText('AI response generated');
    await expect(items().filter({ hasText: `Created new SMS session` })).toContainText(ANA);
    expect(await items().count()).toBeLessThan(100);
  });

  await test.step('who reads further down stays there', async () => {
    await log().focus();
    await window.keyboard.press('End');
    await expect(items().filter({ hasText: 'Reusing existing session abc' })).toBeInViewport();
    await receiveText(desk, ANA, 'Hello again');
    await window.getByRole('button', { name: /new lines?$/ }).click();
    await expect(items().first()).toBeInViewport();
    await expect(items().filter({ hasText: 'Reusing existing session' }).first()).toBeInViewport();
  });

  await test.step('by level, by day and by text', async () => {
    await window.getByLabel('Level').selectOption('Errors');
    await expect(items()).toHaveText([/The disk is full/]);
    await window.getByRole('button', { name: 'Clear' }).click();
    await window.getByLabel('Time').selectOption('From … to …');
    await window.getByLabel('To', { exact: true }).fill('2026-01-15');
    await window.getByLabel('From', { exact: true }).fill('2026-01-14');
    await expect(window.getByText('2 lines', { exact: true })).toBeVisible();
    await window.getByRole('searchbox', { name: 'Filter by text' }).fill('REUSING');
    await expect(items()).toHaveCount(1);
  });

  await test.step('a line of an earlier run leads to its conversation by the number in it', async () => {
    await items().getByRole('button', { name: 'Show' }).click();
    await expect(window.getByRole('log', { name: /Conversation with/ })).toContainText('Hello again');
    await window.keyboard.press('g');
    await window.keyboard.press('a');
  });

  await test.step('the file has the lines that are shown', async () => {
    await window.getByRole('searchbox', { name: 'Filter by text' }).fill('=line 29');
    await expect(window.getByText('11 lines', { exact: true })).toBeVisible();
    const file = path.join(folder, 'activity.csv');
    await desk.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await window.getByRole('button', { name: 'Export' }).click();
    await window.getByRole('menuitem', { name: /CSV/ }).click();
    await expect(window.getByRole('alert').getByText(file)).toBeVisible();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]).toBe('\ufeffTime,Level,Text');
    expect(lines).toHaveLength(12);
    expect(lines[1]).toBe("2026-01-16T10:00:00.000Z,info,'=Line 29");
  });
});

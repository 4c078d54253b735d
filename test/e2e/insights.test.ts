import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { historyOf, seedByImport } from '../support/seed-import';
import { channelChange, contactChange, sessionChanges, type GivenSession } from '../support/session-history';

const DAY = 86_400_000;
const ANA = '+12025550111';
const BEN = '+12025550122';

let folder: string;
let desk: Switchboard;
let window: Page;

/** Noon, so many days ago, wherever this runs. */
function noon(daysAgo: number): string {
  const date = new Date(Date.now() - daysAgo * DAY);
  date.setHours(12, 0, 0, 0);
  return date.toISOString();
}

/**
 * Three sessions of the last week, one of the last month and one of last quarter. A minute lies between messages: the AI
 * answers after one, a person after one or two.
 */
const history: readonly GivenSession[] = [
  {
    id: 'a'.repeat(24),
    address: ANA,
    status: 'closed',
    at: noon(2),
    said: [
      ['contact', 'Hi'],
      ['ai', 'Hello'],
    ],
  },
  {
    id: 'b'.repeat(24),
    address: BEN,
    kind: 'whatsapp',
    status: 'closed',
    at: noon(3),
    said: [
      ['contact', 'Hi'],
      ['ai', 'Hello'],
      ['operator', 'It is me'],
    ],
  },
  { id: 'c'.repeat(24), address: BEN, status: 'closed', at: noon(4), said: [['contact', 'Anyone?']] },
  {
    id: 'd'.repeat(24),
    address: ANA,
    status: 'closed',
    at: noon(20),
    said: [
      ['contact', 'Hi'],
      ['operator', 'Hello'],
    ],
  },
  { id: 'e'.repeat(24), address: ANA, status: 'closed', at: noon(70), said: [['contact', 'Hi']] },
];

function withFailure() {
  const made = historyOf([
    channelChange('sms', '+12025550100'),
    channelChange('whatsapp', '+14155238886'),
    contactChange(ANA),
    contactChange(BEN),
    ...history.flatMap(sessionChanges),
  ]);
  const messages = made.messages.map((message) =>
    message.content === 'It is me'
      ? { ...message, status: 'failed' as const, error: { code: 63016, message: 'Outside the window' } }
      : message,
  );
  return { ...made, messages };
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-insights-'));
  const dataDir = path.join(folder, 'desk');
  await seedByImport(dataDir, withFailure());
  desk = await launchSwitchboard({ env: ACCOUNT_ENV, dataDir });
  window = await desk.window();
});
test.afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const figure = (name: string) => window.getByRole('region', { name });
const row = (name: string, first: string) => figure(name).getByRole('row', { name: new RegExp(`^${first}\\b`) });

// Bugs caught: numbers that are not those of the store; a period that is not the one that was chosen; a file that says
// something else than the screen; numbers that stay as they were when something happens.
test('what happened is counted for the period that was asked for, shown, exported, and counted again', async () => {
  await test.step('the last thirty days', async () => {
    await window.getByRole('button', { name: 'Insights' }).click();
    await expect(window.getByRole('heading', { name: 'Insights', level: 2 })).toBeFocused();
    await expect(figure('Messages')).toContainText('Received4');
    await expect(figure('Messages')).toContainText('Sent4');
    await expect(figure('Sessions')).toContainText('Begun4');
    await expect(figure('First response')).toContainText('AI, median1 min');
    await expect(row('First response', 'Sessions')).toContainText('21');
    await expect(row('Who answered', 'AI alone')).toHaveText('AI alone250%');
    await expect(row('Who answered', 'People alone')).toHaveText('People alone125%');
    await expect(row('Who answered', 'Nobody yet')).toHaveText('Nobody yet125%');
    await expect(figure('Failed deliveries').getByRole('listitem').filter({ hasText: '63016' })).toContainText(
      '24 hours',
    );
  });

  await test.step('pictures with as many bars as there are', async () => {
    const bars = figure('Sessions').locator('.recharts-bar-rectangle path');
    await expect(bars).toHaveCount(4);
  });

  await test.step('seven days, ninety, and any others', async () => {
    await window.getByText('7 days', { exact: true }).click();
    await expect(figure('Sessions')).toContainText('Begun3');
    await expect(figure('Sessions').getByRole('row')).toHaveCount(8);
    await window.getByText('90 days', { exact: true }).click();
    await expect(figure('Sessions')).toContainText('Begun5');
    await window.getByText('Custom', { exact: true }).click();
    await window.getByLabel('From', { exact: true }).fill(noon(71).slice(0, 10));
    await window.getByLabel('To', { exact: true }).fill(noon(60).slice(0, 10));
    await expect(figure('Sessions')).toContainText('Begun1');
    await window.getByLabel('To', { exact: true }).fill(noon(80).slice(0, 10));
    await expect(window.getByText('Choose two days, the earlier one first, at most ten years apart.')).toBeVisible();
    await window.getByLabel('From', { exact: true }).fill(noon(85).slice(0, 10));
    await expect(window.getByText('Nothing was said in these days')).toBeVisible();
  });

  await test.step('numbers are for everybody’s eyes when asked for', async () => {
    await window.getByText('7 days', { exact: true }).click();
    const table = figure('Who answered').getByRole('table');
    await expect(table).not.toBeInViewport();
    await window.getByRole('switch', { name: 'Show numbers' }).click();
    await expect(figure('Messages').getByRole('table')).toBeInViewport();
  });

  await test.step('the file says the same', async () => {
    const file = path.join(folder, 'insights.csv');
    await desk.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await window.getByRole('button', { name: 'Export' }).click();
    await expect(window.getByRole('alert').getByText(file)).toBeVisible();
    const lines = (await readFile(file, 'utf8')).split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffMeasure,/);
    const sessions = lines.filter((line) => line.startsWith('Sessions begun'));
    expect(sessions).toHaveLength(7 * 3);
    expect(sessions.reduce((sum, line) => sum + Number(line.split(',')[5]), 0)).toBe(3);
    expect(lines).toContainEqual(expect.stringMatching(/^Failed,.*63016.*,1,messages$/));
  });

  await test.step('what happens meanwhile is in the next count', async () => {
    await receiveText(desk, ANA, 'Hello');
    await window.getByRole('button', { name: 'Count again' }).click();
    await expect(figure('Sessions')).toContainText('Begun4');
    await expect(row('Who answered', 'AI alone')).toHaveText('AI alone375%');
  });
});

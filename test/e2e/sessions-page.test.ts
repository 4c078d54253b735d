import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { historyOf, seedByImport } from '../support/seed-import';
import { channelChange, contactChange, sessionChanges } from '../support/session-history';
import type { Sender } from '../../src/shared/domain';

const PEOPLE = 400;
const EACH = 5;
const number = (n: number) => `+1202555${String(1000 + n).padStart(4, '0')}`;

let folder: string;
let desk: Switchboard;
let window: Page;

/** Two thousand sessions of four hundred people, an hour apart; one of Ana's is long. */
function history() {
  const begin = Date.parse('2026-06-01T08:00:00.000Z');
  const changes = [channelChange('sms', '+12025550100'), channelChange('whatsapp', '+14155238886')];
  for (let n = 0; n < PEOPLE; n++) changes.push(contactChange(number(n), n === 0 ? 'Ana Beltrán' : null));
  for (let n = 0; n < PEOPLE * EACH; n++) {
    const person = n % PEOPLE;
    const round = Math.floor(n / PEOPLE);
    const said = person === 0 && round === 2 ? 30 : 2;
    changes.push(
      ...sessionChanges({
        id: n.toString(16).padStart(24, '0'),
        address: number(person),
        kind: round === 3 ? 'whatsapp' : 'sms',
        title: `Order ${7000 + n}`,
        status: 'closed',
        at: new Date(begin + n * 3_600_000).toISOString(),
        said: Array.from({ length: said }, (_, i): readonly [Sender, string] =>
          i % 2 === 0 ? ['contact', `Text ${n}-${i}`] : ['ai', 'Answer'],
        ),
      }),
    );
  }
  return historyOf(changes);
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-sessions-'));
  const dataDir = path.join(folder, 'desk');
  await seedByImport(dataDir, history());
  desk = await launchSwitchboard({ env: ACCOUNT_ENV, dataDir });
  window = await desk.window();
});
test.afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Has the next save dialogue choose a file. */
async function saveTo(file: string): Promise<void> {
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

const table = () => window.getByRole('grid', { name: 'Sessions' });
const lines = () => table().getByRole('row', { name: /Order/ });
const line = (order: number) => table().getByRole('row', { name: new RegExp(`Order ${order}\\b`) });
const found = (count: string) =>
  expect(window.getByRole('main', { name: 'Sessions' }).getByText(count, { exact: true })).toBeVisible();

test('two thousand sessions are found, sorted, chosen, changed and taken back', async () => {
  await test.step('the page is reached by keys, takes the focus, and draws only what is seen', async () => {
    await expect(window.getByRole('navigation', { name: 'Views' })).toBeVisible();
    await window.keyboard.press('g');
    await window.keyboard.press('s');
    await expect(window.getByRole('heading', { name: 'Sessions' })).toBeFocused();
    await found('2,000 sessions');
    await expect(lines().first()).toContainText('Order 8999');
    expect(await lines().count()).toBeLessThan(60);
    await expect(table()).toHaveAttribute('aria-rowcount', '2001');
  });

  await test.step('any place in the table is one stroke away', async () => {
    await table().focus();
    await window.keyboard.press('End');
    await expect(line(7000)).toBeVisible();
    await window.keyboard.press('Home');
    await expect(line(8999)).toBeVisible();
  });

  await test.step('words, kinds, states, days and lengths narrow it down', async () => {
    await window.getByRole('searchbox', { name: 'Search sessions' }).fill('beltran');
    await found('5 sessions');
    await window.getByLabel('Kind').selectOption('SMS');
    await found('4 sessions');
    await window.getByLabel('State').selectOption('Closed');
    await window.getByLabel('Length').selectOption('More than 20');
    await found('1 session');
    await expect(line(7800)).toContainText('30');
    await window.getByRole('button', { name: 'Clear', exact: true }).click();
    await found('2,000 sessions');
    await window.getByLabel('Time').selectOption('From … to …');
    await window.getByLabel('From', { exact: true }).fill('2026-06-02');
    await window.getByLabel('To', { exact: true }).fill('2026-06-02');
    await found('24 sessions');
    await window.getByRole('button', { name: 'Clear', exact: true }).click();
    await window.getByRole('searchbox').fill('no such words');
    await expect(window.getByText('No session is like this')).toBeVisible();
    await window.getByRole('button', { name: 'Clear the filters' }).click();
  });

  await test.step('a column sorts, and again the other way', async () => {
    await window.getByRole('button', { name: 'Messages' }).click();
    await expect(lines().first()).toContainText('Order 7800');
    await expect(window.getByRole('columnheader', { name: 'Messages' })).toHaveAttribute('aria-sort', 'descending');
    await window.getByRole('button', { name: 'Began' }).click();
    await window.getByRole('button', { name: 'Began' }).click();
    await expect(lines().first()).toContainText('Order 7000');
  });

  await test.step('rows are chosen by keyboard, exported, deleted and brought back', async () => {
    await table().focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Shift+ArrowDown');
    await window.keyboard.press('Shift+ArrowDown');
    await expect(window.getByText('3 sessions chosen')).toBeVisible();
    const file = path.join(folder, 'three.json');
    await saveTo(file);
    await window.getByRole('button', { name: 'Export' }).click();
    await window.getByRole('menuitem', { name: /JSON/ }).click();
    await expect(window.getByRole('alert').getByText(`3 sessions were written to ${file}`)).toBeVisible();
    const written = JSON.parse(await readFile(file, 'utf8')) as { sessions: { title: string }[]; messages: unknown[] };
    expect(written.sessions.map(({ title }) => title).sort()).toEqual(['Order 7000', 'Order 7001', 'Order 7002']);
    expect(written.messages).toHaveLength(6);

    await table().focus();
    await window.keyboard.press('Delete');
    const dialog = window.getByRole('dialog', { name: 'Delete 3 sessions?' });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await found('1,997 sessions');
    await expect(line(7000)).toHaveCount(0);
    await window.getByRole('button', { name: 'Undo' }).first().click();
    await window.getByRole('menuitem', { name: '3 sessions were deleted.' }).click();
    await found('2,000 sessions');
    await expect(line(7000)).toBeVisible();
  });

  await test.step('one is renamed and merged with its neighbour from its menu', async () => {
    await window.getByRole('searchbox').fill('beltran');
    await found('5 sessions');
    await line(7400).click({ button: 'right' });
    await window.getByRole('menuitem', { name: 'Rename…' }).click();
    await window.getByRole('textbox', { name: 'Title' }).fill('Order 7400 again');
    await window.keyboard.press('Enter');
    await expect(line(7400)).toContainText('again');
    await line(7400).click();
    await table().focus();
    await window.keyboard.press('Shift+F10');
    await window.getByRole('menuitem', { name: 'Merge with the one before' }).click();
    await found('4 sessions');
    await window.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await found('5 sessions');
  });

  await test.step('hundreds are opened again and closed at once', async () => {
    const dialog = window.getByRole('dialog');
    await window.getByRole('button', { name: 'Clear', exact: true }).click();
    await window.getByLabel('Kind').selectOption('WhatsApp');
    await found('400 sessions');
    await window.getByRole('checkbox', { name: 'Choose all sessions' }).click();
    await expect(window.getByText('400 sessions chosen')).toBeVisible();
    await window.getByRole('button', { name: 'Reopen', exact: true }).click();
    await dialog.getByRole('button', { name: 'Open again' }).click();
    await expect(window.getByText('400 sessions chosen')).toBeHidden();
    await window.getByLabel('State').selectOption('Open');
    await found('400 sessions');
    await window.getByRole('checkbox', { name: 'Choose all sessions' }).click();
    await window.getByRole('button', { name: 'Close', exact: true }).click();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(window.getByText('No session is like this')).toBeVisible();
    await window.getByRole('button', { name: 'Clear the filters' }).click();
  });

  await test.step('a session opens in its thread, at its first message', async () => {
    await window.getByRole('searchbox').fill('Order 7000');
    await found('1 session');
    await table().focus();
    await window.keyboard.press('Enter');
    const log = window.getByRole('log', { name: 'Conversation with Ana Beltrán' });
    await expect(log.getByText('Text 0-0')).toBeInViewport();
    await expect(log).toBeFocused();
    await window.keyboard.press('g');
    await window.keyboard.press('s');
    await expect(window.getByRole('searchbox')).toHaveValue('Order 7000');
  });
});

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { judgedDays } from '../support/judged-days';
import { seedByImport } from '../support/seed-import';

let folder: string;
let desk: Switchboard;
let page: Page;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-judge-'));
  const dataDir = path.join(folder, 'desk');
  await seedByImport(dataDir, judgedDays(ACCOUNT_ENV.TWILIO_PHONE_NUMBER, Date.now()));
  desk = await launchSwitchboard({ env: ACCOUNT_ENV, dataDir });
  page = await desk.window();
  await page.emulateMedia({ reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const section = (name: string | RegExp) => page.getByRole('region', { name });
const shadow = () => section('Would it have said what you said?');
const replay = () => section('Try it on past questions');

// Bugs caught: a verdict that is not that of the pairs; the worst pair not first; a pair that leads elsewhere; a card without
// what was decided; a replay that sends or keeps something; a page that somebody cannot read.
test('a support lead judges the AI before letting it loose', async () => {
  await test.step('how it stands', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page.getByRole('heading', { name: 'AI', level: 2 })).toBeFocused();
    await expect(section('The AI is on')).toContainText('answered by itself, written by Built-in rules');
  });

  await test.step('what it would have said', async () => {
    await expect(shadow()).toContainText(
      'Of 4 questions you answered, 2 (50%) would have gone out as you wrote them, 1 (25%) nearly so, and 1 (25%) you answered differently.',
    );
    await expect(shadow()).toContainText('16 more answers are needed');
    const pairs = shadow().getByRole('listitem');
    await expect(pairs).toHaveCount(4);
    await expect(pairs.first()).toContainText('Where is my order 48102?');
    await expect(pairs.nth(1).locator('del')).toHaveText('two');
    await expect(pairs.nth(1).locator('ins')).toHaveText('three');
    await expect(shadow().getByRole('row', { name: /^Not answered yet/ })).toContainText('1');
  });

  await test.step('the same in a file', async () => {
    const file = path.join(folder, 'pairs.csv');
    await desk.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await shadow().getByRole('button', { name: 'Export pairs' }).click();
    await expect(page.getByRole('alert').getByText(file)).toBeVisible();
    expect((await readFile(file, 'utf8')).trim().split('\r\n')).toHaveLength(5);
  });

  await test.step('everybody can read it', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await desk.app.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, scheme);
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${scheme} ${id} ${html}`))).toEqual([]);
    }
  });

  await test.step('past questions answered again with other instructions, not yet saved', async () => {
    await replay().getByRole('textbox', { name: 'Instructions to the AI' }).fill('Always say who you are.');
    await expect(replay()).toContainText('Only a language model reads instructions.');
    await replay().getByRole('button', { name: 'Try the change on' }).click();
    await expect(replay()).toContainText(/With the change, 0 of 5 answers are different\./);
    const again = replay().getByRole('list', { name: 'Past questions answered again' }).getByRole('listitem');
    await expect(again).toHaveCount(5);
    await expect(again.filter({ hasText: 'Is the blue mug back?' })).toContainText('Nobody answered');
    await page.getByRole('button', { name: 'Activity' }).click();
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    await expect(again).toHaveCount(5);
    await expect(replay()).toContainText('Not saved');
    await replay().getByRole('button', { name: 'Save' }).click();
    await expect(replay().getByRole('button', { name: 'Answer again' })).toBeVisible();
  });

  await test.step('a pair leads to its thread, where the card says what would have been done', async () => {
    await shadow().getByRole('button', { name: 'Open the conversation with Benoît Laurent' }).click();
    const message = page.getByRole('log').getByRole('article').filter({ hasText: 'Where is my order 48102?' });
    await message.getByRole('button', { name: 'AI would have answered' }).focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: 'The AI stayed silent' });
    await expect(card).toContainText('Please send us your order number.');
    await expect(card).toContainText('gpt-5.4-mini');
    await expect(card).toContainText('$0.0006');
    await expect(card).toContainText('A link that is not on your list was left out.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('log').getByRole('article')).toHaveCount(2);
  });

  await test.step('what happens now is in the counts of today', async () => {
    await receiveText(desk, '+12025550399', 'Hi');
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    await expect(section('Today')).toBeVisible();
  });
});

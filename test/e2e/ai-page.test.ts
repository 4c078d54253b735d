import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { attacks, SENTINEL } from '../support/hostile-texts';
import { judgedDays, type Noted } from '../support/judged-days';
import { seedByImport } from '../support/seed-import';

/** Whoever is called, asks and answers like that must be text here as everywhere. */
const hostile: Noted = [
  `<b data-evil>Boss</b>\u202E${'x'.repeat(300)}`,
  attacks.join('\n'),
  attacks[2] ?? '',
  `${'w'.repeat(1_000)} \u202Egnp.exe`,
];

let folder: string;
let desk: Switchboard;
let page: Page;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-judge-'));
  const dataDir = path.join(folder, 'desk');
  await seedByImport(dataDir, judgedDays(ACCOUNT_ENV.TWILIO_PHONE_NUMBER, Date.now(), [hostile]));
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

/** Nothing of what people wrote has become a part of the page, or pushes it out of its frame. */
async function expectOnlyText(): Promise<void> {
  expect(await page.locator('[data-evil]').count()).toBe(0);
  expect(await page.evaluate((name) => name in window, SENTINEL)).toBe(false);
  const scroll = page.getByRole('group', { name: 'How the AI stands' });
  expect(await scroll.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
}

// Bugs caught: a verdict that is not that of the pairs; the worst pair not first; a pair that leads elsewhere; a card without
// what was decided; a replay that sends or keeps something; a page that somebody cannot read.
test('a support lead judges the AI before letting it loose', async () => {
  await test.step('how it stands', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page.getByRole('heading', { name: 'AI', level: 2 })).toBeFocused();
    await expect(section('The AI is on')).toContainText('answered automatically. Who writes: Built-in rules.');
  });

  await test.step('what it would have said', async () => {
    await expect(shadow()).toContainText(
      'Of 5 questions you answered, 2 (40%) would have gone out word for word, 1 (20%) nearly so, and 2 (40%) you answered differently.',
    );
    await expect(shadow()).toContainText('15 more answers are needed');
    const pairs = shadow().getByRole('listitem');
    await expect(pairs).toHaveCount(5);
    await expect(pairs.first()).toContainText('Where is my order 48102?');
    await expect(pairs.nth(2).locator('del')).toHaveText('two');
    await expect(pairs.nth(2).locator('ins')).toHaveText('three');
    await expect(shadow().getByRole('row', { name: /^Not answered yet/ })).toContainText('1');
  });

  await test.step('the same in a file', async () => {
    const file = path.join(folder, 'pairs.csv');
    await desk.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await shadow().getByRole('button', { name: 'Export pairs' }).click();
    await expect(page.getByRole('alert').getByText(file)).toBeVisible();
    expect((await readFile(file, 'utf8')).trim().split('\r\n')).toHaveLength(6);
  });

  await test.step('whatever people write is only text, and keeps to its place', expectOnlyText);

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
    await expect(replay()).toContainText('6 questions in 6 conversations.');
    await replay().getByRole('combobox', { name: 'Of which time' }).selectOption('of the last 7 days');
    await expect(replay()).toContainText(/questions? in/);
    await replay().getByRole('combobox', { name: 'Of which time' }).selectOption('of the last 90 days');
    await replay().getByRole('button', { name: 'Try the change on' }).click();
    await expect(replay()).toContainText(/With the change, 0 of 6 answers are different\./);
    const again = replay().getByRole('list', { name: 'Past questions answered again' }).getByRole('listitem');
    await expect(again).toHaveCount(6);
    await expectOnlyText();
    await expect(again.filter({ hasText: 'Is the blue mug back?' })).toContainText('Nobody answered');
    await page.getByRole('button', { name: 'Activity' }).click();
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    await expect(again).toHaveCount(6);
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

  await test.step('what was sent teaches, and an entry is tried before it is saved', async () => {
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    await shadow().getByRole('button', { name: 'Teach the answer to David Okafor' }).click();
    const editor = page.getByRole('dialog', { name: 'New entry' });
    await expect(editor.getByRole('textbox', { name: 'Question' })).toHaveValue('Do you deliver to Leeds?');
    await editor.getByRole('button', { name: 'Try on past questions' }).click();
    await expect(replay().getByRole('textbox', { name: 'Instructions to the AI' })).toBeFocused();
    await expect(replay().getByRole('group', { name: 'Knowledge entry on trial' })).toContainText('Leeds');
    await replay().getByRole('button', { name: 'Try the change on' }).click();
    const again = replay().getByRole('list', { name: 'Past questions answered again' }).getByRole('listitem');
    await expect(again.first()).toContainText(/AI, with the change.*within three days/);
    await replay().getByRole('button', { name: 'Without it' }).click();
  });

  await test.step('shadow mode, switched on here, notes and sends nothing', async () => {
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    await section('The AI is on').getByRole('switch', { name: 'Shadow mode' }).click();
    await expect(section('The AI is in shadow mode')).toContainText('It sends nothing');
    expect(await receiveText(desk, '+12025550398', 'Hi')).not.toContain('<Message>');
    await expect(shadow().getByRole('row', { name: /^Not answered yet/ })).toContainText('2');
    await section('The AI is in shadow mode').getByRole('switch', { name: 'Shadow mode' }).click();
    await expect(section('The AI is on')).toBeVisible();
  });

  await test.step('what a limit stopped goes on with one click, and today counts it', async () => {
    const limits = section('Limits on automatic replies');
    await expect(limits).toContainText('No limit has stopped anything.');
    for (let times = 0; times < 3; times += 1) await receiveText(desk, '+12025550399', 'Are you a machine');
    await expect(section('Today').getByRole('row', { name: /The same text again and again/ })).toContainText('0399');
    await limits.getByRole('button', { name: /^Let the AI go on with .*0399$/ }).click();
    await expect(limits).toContainText('No limit has stopped anything.');
  });
});

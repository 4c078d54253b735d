import { expect, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';

let desk: Switchboard | undefined;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-hours-'));
});
test.afterEach(async () => {
  await desk?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

// Bugs caught: hours that can only be set with a mouse, a key that takes the focus away with what it removes, hours that are saved and hold for nothing, or that take effect in the
// zone of this machine; a hand-over whose banner does not say what it is about.
test('business hours are set by keyboard and hold for the next text; a hand-over says what it is about', async () => {
  desk = await launchSwitchboard({ dataDir: folder, env: { ...ACCOUNT_ENV, AI_RESPONSE_DELAY: '0' } });
  const page = await desk.window();
  await receiveText(desk, '+12025550123', 'My parcel came broken');
  await receiveText(desk, '+12025550123', 'I want to talk to a person');
  await page.getByRole('option', { name: /202/ }).first().click();
  const banner = page.getByRole('note').filter({ hasText: 'Needs a person' });
  await expect(banner).toContainText('wrote “My parcel came broken”, and last “I want to talk to a person”.');

  await page.keyboard.press('Control+,');
  const hours = page.getByRole('group', { name: 'Opening hours' });
  const part = page.getByRole('region', { name: 'Business hours' });
  await expect(part.getByText('Business hours', { exact: true })).toHaveCount(1);
  await hours.getByRole('switch', { name: 'Open at certain hours only' }).focus();
  await page.keyboard.press('Space');
  await expect(hours.getByLabel('Monday, from')).toHaveValue('09:00');
  await hours.getByRole('combobox', { name: 'Time zone' }).fill('Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    const remove = hours.getByRole('button', { name: `Remove ${day} 09:00 to 17:00` });
    await remove.focus();
    await page.keyboard.press('Enter');
    await expect(remove).toHaveCount(0);
    await expect(hours.getByRole('button', { name: `Add hours on ${day}` })).toBeFocused();
  }
  await hours.getByRole('button', { name: 'Add a holiday' }).press('Enter');
  await hours.getByLabel('Holiday 1, date').fill('2026-12-25');
  await hours.getByLabel('Holiday 1, each year').press('Space');
  await expect(page.locator('[data-setting="hours"]')).toContainText('Saved');
  await page.getByRole('textbox', { name: 'Reply outside business hours' }).fill('Closed for ever.');
  await page.getByRole('textbox', { name: 'Reply outside business hours' }).blur();
  await expect(page.locator('[data-setting="hoursReply"]')).toContainText('Saved');
  expect(await receiveText(desk, '+12025550199', 'Hello')).toContain('Closed for ever.');
});

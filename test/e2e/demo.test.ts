import { expect, test } from '@playwright/test';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';

let desk: Switchboard;
test.beforeEach(async () => {
  desk = await launchSwitchboard();
});
test.afterEach(async () => {
  await desk.close();
});

// Bug caught: a newcomer who starts it without an account and sees nothing happen.
test('without an account a text typed on a simulated phone is answered, on the phone and in the inbox', async () => {
  const simulator = await desk.window('simulator');
  const inbox = await desk.window('index');
  await expect(inbox.getByText(/simulator/i).first()).toBeVisible();

  await expect(simulator.getByRole('textbox', { name: /Maria/ })).toBeFocused();
  await simulator.keyboard.type('Hello');
  await simulator.keyboard.press('Enter');

  const phone = simulator.getByRole('region', { name: /Maria/ });
  await expect(phone.getByText('Hi there! 👋 How can I help you today?')).toBeVisible();
  await inbox.getByRole('button', { name: /^All/ }).click();
  await inbox.getByRole('option').first().click();
  const log = inbox.getByRole('log');
  await expect(log.getByRole('article')).toHaveCount(2);
  await expect(log.getByText('Hello', { exact: true })).toBeVisible();

  await inbox.getByRole('textbox', { name: 'Reply' }).fill('A person here. What can I do for you?');
  await inbox.keyboard.press('Enter');
  await expect(phone.getByText('A person here. What can I do for you?')).toBeVisible();
  // The AI's answer is reported on as well as the person's.
  await expect(log.getByText('Delivered')).toHaveCount(2);
});

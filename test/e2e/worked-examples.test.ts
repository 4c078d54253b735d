import { expect, test, type Page } from '@playwright/test';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';

const A = '+12025550111';
const B = '+12025550122';
let desk: Switchboard;
let window: Page;

test.beforeEach(async () => {
  desk = await launchSwitchboard({ env: ACCOUNT_ENV });
  window = await desk.window();
});
test.afterEach(async () => {
  await desk.close();
});

/** Has the app's clock show a time of day, and texts in. */
async function textAt(time: string, from: string, body: string): Promise<void> {
  const shown = Date.parse(`2025-01-15T${time}:00.000Z`);
  await desk.app.evaluate((_electron, at) => {
    Date.now = () => at;
  }, shown);
  await receiveText(desk, from, body);
}

async function openThread(name: RegExp) {
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: /^All/ }).click();
  await window.getByRole('option', { name }).click();
  return window.getByRole('log', { name: /^Conversation with/ });
}

// Bug caught: a screen that shows other sessions than the store has.
test('one burst is one session of six bubbles on screen', async () => {
  await textAt('10:00', A, 'Hello');
  await textAt('10:01', A, 'What are your hours?');
  await textAt('10:03', A, 'Thank you');
  const log = await openThread(/202\D+555.0111/);
  await expect(log.getByRole('article')).toHaveCount(6);
  await expect(log.getByText('Hi there! 👋 How can I help you today?')).toBeVisible();
  await expect(log.getByRole('button', { name: /^Session menu/ })).toHaveCount(1);
});

test('six minutes later is another session on screen', async () => {
  await textAt('10:00', A, 'Hello');
  await textAt('10:06', A, 'Hi again');
  const log = await openThread(/202\D+555.0111/);
  await expect(log.getByRole('article')).toHaveCount(4);
  await expect(log.getByText('Hello! Nice to hear from you!')).toBeVisible();
  await expect(log.getByRole('button', { name: /^Session menu/ })).toHaveCount(2);
});

test('two people who write in turns are two threads of four bubbles', async () => {
  await textAt('10:00', A, 'Hello');
  await textAt('10:01', B, 'Hi there');
  await textAt('10:02', A, 'Are you there?');
  await textAt('10:03', B, 'Can you help?');
  for (const [name, own, others] of [
    [/202\D+555.0111/, 'Are you there?', 'Can you help?'],
    [/202\D+555.0122/, 'Can you help?', 'Are you there?'],
  ] as const) {
    const log = await openThread(name);
    await expect(log.getByText(own)).toBeVisible();
    await expect(log.getByRole('article')).toHaveCount(4);
    await expect(log.getByText(others)).toHaveCount(0);
    await expect(log.getByRole('button', { name: /^Session menu/ })).toHaveCount(1);
  }
});

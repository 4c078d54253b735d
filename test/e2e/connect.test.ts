import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { startStandIn } from '../support/stand-in';
import { startTunnelServer } from '../support/tunnel-server';

const OLD = 'https://old.example/sms';
const OURS = '+15703251809';
const MINE = '+12025550142';

let desk: Switchboard | undefined;
let closing: (() => Promise<unknown>)[] = [];
test.afterEach(async () => {
  await desk?.close();
  desk = undefined;
  for (const close of closing) await close();
  closing = [];
});

/** The step that is on screen. */
function step(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

// Bug caught: whoever has an account cannot get from the first start to the first text, cannot go back from entering
// another account, or has to begin anew after closing the console in the middle; a webhook is changed without being shown, or cannot be put back.
test('from the first start through every step to a text on screen, closed in the middle', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-connect-'));
  const standIn = await startStandIn({
    friendlyName: 'Hill Street Bakery',
    numbers: [{ phoneNumber: OURS, friendlyName: 'Front desk' }],
  });
  const tunnels = await startTunnelServer();
  closing = [
    () => tunnels.close(),
    () => standIn.close(),
    () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  ];
  const sms = () => standIn.account.number(OURS)?.settings.get('SmsUrl');
  standIn.account.number(OURS)?.settings.set('SmsUrl', OLD);
  const phone = standIn.addPhone({ name: 'Own', number: MINE });
  const options = {
    dataDir: folder,
    // Whatever the machine has: this is the path without a key store.
    args: ['--password-store=basic'],
    env: { TWILIO_API_BASE_URL: standIn.baseUrl, LOCALTUNNEL_HOST: tunnels.url, AI_RESPONSE_DELAY: '0' },
  };
  const credentials = async (page: Page, token: string) => {
    await page.getByRole('textbox', { name: 'Account SID' }).fill(`  ${standIn.account.sid}\n`);
    await page.getByRole('textbox', { name: 'Auth token' }).fill(token);
    await page.getByRole('button', { name: 'Check and keep' }).click();
  };

  desk = await launchSwitchboard(options);
  let page = await desk.window();
  await page.getByRole('button', { name: 'Connect Twilio' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeFocused();
  await credentials(page, 'f'.repeat(32));
  await expect(step(page, 'Your account').getByRole('alert')).toContainText(
    'Twilio did not accept the account SID and auth token.',
  );
  await page.getByText('Technical text').click();
  await expect(page.getByRole('button', { name: 'Twilio’s page about error 20003' })).toBeVisible();
  await credentials(page, standIn.account.authToken);
  await expect(step(page, 'Your account')).toContainText('Hill Street Bakery');
  await page.getByRole('button', { name: 'Another account…' }).click();
  await expect(page.getByRole('textbox', { name: 'Account SID' })).toHaveValue('');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(step(page, 'Your account')).toContainText('Hill Street Bakery');
  await page.getByRole('button', { name: 'Continue' }).click();

  // Closed in the middle: the account is known, but without a key store its token is gone.
  await expect(step(page, 'Numbers')).toContainText('Messages go to old.example');
  await desk.close();
  desk = await launchSwitchboard(options);
  page = await desk.window();
  await page.getByRole('button', { name: 'Connect Twilio' }).click();
  await expect(page.getByRole('textbox', { name: 'Account SID' })).toHaveValue(standIn.account.sid);
  await expect(step(page, 'Your account')).toContainText('no key store');
  await credentials(page, standIn.account.authToken);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue with these 2' }).click();

  await page.getByRole('radio', { name: 'localtunnel' }).check();
  await expect(step(page, 'Public address')).toContainText('Reachable');
  await page.getByRole('button', { name: 'Continue' }).click();

  // What is about to change is shown, and nothing has been changed.
  const webhooks = step(page, 'Webhooks');
  await expect(webhooks.getByRole('row', { name: /A message comes in/ }).first()).toContainText(OLD);
  expect(sms()).toBe(OLD);
  await page.getByRole('button', { name: 'Set the webhooks of 2 senders' }).click();
  await expect(webhooks).toContainText('All webhooks lead here');
  expect(sms()).toContain(`${tunnels.url}/t/`);
  await page.getByRole('button', { name: `Restore the webhooks of ${OURS}` }).click();
  await expect(webhooks.getByRole('button', { name: 'Set these webhooks' })).toBeVisible();
  expect(sms()).toBe(OLD);
  await webhooks.getByRole('button', { name: 'Set these webhooks' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(step(page, 'Round trip')).toContainText('It came back');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Your own phone' }).fill('+1 (202) 555-0142');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(step(page, 'A first text')).toContainText('Delivered.');
  await phone.text('Hello from my own phone', { to: OURS });
  await expect(step(page, 'A first text')).toContainText('“Hello from my own phone”');
  await page.getByRole('button', { name: 'Open the conversation' }).click();
  await expect(page.getByRole('log')).toContainText('Hello from my own phone');
  await expect(page.getByRole('contentinfo', { name: 'Connection' })).toContainText('Connected');
});

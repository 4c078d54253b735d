import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import type { Phone } from '../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../src/main/simulator/stand-in';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { environmentOf, OUR_NUMBER, startStandIn, VERIFIED } from '../support/stand-in';

const MARIA = '+12025550111';
/** Where pictures of what is tested go, if they are wanted. */
const pictures = process.env.SB_PICTURES;

let standIn: TwilioStandIn;
let desk: Switchboard;
let page: Page;
let maria: Phone;
let owner: Phone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const templates = [
    {
      friendlyName: 'order_ready',
      body: 'Hello {{1}}, your order {{2}} is ready.',
      variables: { 1: 'Ana', 2: '1234' },
    },
    { friendlyName: 'still_there', body: 'Are you still there?', language: 'de', buttons: ['Yes', 'No'] },
    { friendlyName: 'not_yet', body: 'Soon.', status: 'pending' as const },
  ];
  const services = [{ friendlyName: 'Support line', numbers: [OUR_NUMBER] }];
  standIn = await startStandIn({ templates, services });
  maria = standIn.addPhone({ name: 'Maria', number: MARIA, profileName: 'Maria' });
  owner = standIn.addPhone({ name: 'Owner', number: VERIFIED });
  desk = await launchSwitchboard({ env: environmentOf(standIn) });
  standIn.pointAt(desk.webhookUrl);
  page = await desk.window();
  await page.setViewportSize({ width: 1280, height: 800 });
});
test.afterAll(async () => {
  await desk.close();
  await standIn.close();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const panel = () => page.getByRole('form', { name: 'WhatsApp template' });
const bubble = (text: string) => page.getByRole('log').getByRole('article').filter({ hasText: text });

async function pick(label: string, option: RegExp): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option }).click();
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, colorScheme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

// Bugs caught: a text box that takes what WhatsApp throws away; a template that is sent with its placeholders.
test('somebody who never wrote on WhatsApp is reached with an approved template, filled in', async () => {
  await maria.text('Hello');
  await page.getByRole('option', { name: /202\D+555.0111/ }).click();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeVisible();
  await pick('From', /555.0101/);
  await expect(panel().getByRole('status')).toContainText('They have not written to you on WhatsApp here.');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveCount(0);
  await panel().getByLabel('Template', { exact: true }).first().fill('order');
  await expect(page.getByRole('option', { name: /order_ready/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /still_there|not_yet/ })).toHaveCount(0);
  await page.getByRole('option', { name: /order_ready/ }).click();
  await expect(button('Send template')).toBeDisabled();
  await panel().getByRole('textbox', { name: 'Value 1' }).fill('Maria');
  await panel().getByRole('textbox', { name: 'Value 2' }).fill('77');
  await expect(panel().getByRole('group', { name: 'Preview' })).toContainText('Hello Maria, your order 77 is ready.');
  await picture('template');
  await button('Send template').click();
  await expect(bubble('Hello Maria, your order 77 is ready.')).toContainText('Read');
  expect(maria.received().at(-1)).toMatchObject({ body: 'Hello Maria, your order 77 is ready.' });
});

// Bugs caught: no word of the window until it is closed; a composer that goes on to take what 63016 refuses.
test('the window counts down while it is open, and 63016 closes it whatever the clock says', async () => {
  await maria.text('Thank you', { channel: 'whatsapp' });
  await expect(page.getByRole('timer', { name: 'WhatsApp window' })).toContainText(/open for 23 h 5\d min/);
  await button('Choose a WhatsApp template').click();
  await expect(panel().getByRole('status')).toHaveCount(0);
  await panel().getByLabel('Template', { exact: true }).first().click();
  await expect(page.getByRole('option', { name: /not_yet.*pending/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await button('Write freely').click();
  standIn.setDelivery({ failWith: 63016 });
  await page.getByRole('textbox', { name: 'Reply' }).fill('One more thing');
  await button('Send').click();
  await expect(panel().getByRole('status')).toContainText('WhatsApp refused the last text as too late (63016)');
  standIn.setDelivery({ failWith: null });
  await picture('closed');
  await maria.text('Yes?', { channel: 'whatsapp' });
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeVisible();
});

// Bug caught: a Messaging Service that cannot be chosen, or whose number is made up before Twilio has chosen one.
test('a Messaging Service sends, and a long text goes out in order as several', async () => {
  await pick('From', /Support line/);
  const first = 'First half. '.repeat(130).trim();
  await page.getByRole('textbox', { name: 'Reply' }).fill(`${first} ${'The end of it. '.repeat(10)}`);
  await expect(page.getByText('Goes out as 2 messages')).toBeVisible();
  await button('Send').click();
  const sent = () => maria.received().filter(({ body }) => /half|The end/.test(body));
  await expect.poll(() => sent().length).toBe(2);
  expect(sent().map(({ body, from }) => [body.slice(0, 5), from])).toEqual([
    ['First', OUR_NUMBER],
    ['The e', OUR_NUMBER],
  ]);
});

// Bugs caught: a tour for trial accounts that nobody finds; an answer that does not reach the phone.
test('an operator writes in as a verified caller, found by its name', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('write in');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Write in as a verified caller' });
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Hi');
  await picture('write-in');
  await dialog.getByRole('button', { name: 'Write in' }).click();
  await expect(bubble('Hi').filter({ hasText: 'Written in from the console' })).toBeVisible();
  await expect(bubble('How can I help you today?')).toContainText('Delivered');
  expect(owner.received().at(-1)).toMatchObject({ from: OUR_NUMBER, body: 'Hi there! 👋 How can I help you today?' });
  await picture('written-in');
});

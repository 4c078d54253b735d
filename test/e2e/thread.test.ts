import { expect, test, type Page } from '@playwright/test';
import type { Phone } from '../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../src/main/simulator/stand-in';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { environmentOf, OUR_NUMBER, OUR_WHATSAPP, startStandIn, VERIFIED } from '../support/stand-in';

// One console for all of them: each goes on where the one before has ended.
test.describe.configure({ mode: 'serial' });

let standIn: TwilioStandIn;
let desk: Switchboard;
let page: Page;
let asha: Phone;
let owner: Phone;

test.beforeAll(async () => {
  standIn = await startStandIn();
  asha = standIn.addPhone({ name: 'Asha', number: '+919876543210' });
  owner = standIn.addPhone({ name: 'Owner', number: VERIFIED });
  desk = await launchSwitchboard({
    env: { ...environmentOf(standIn), TZ: 'UTC', AI_RESPONSES_ENABLED: 'false' },
  });
  standIn.pointAt(desk.webhookUrl);
  page = await desk.window();
  await asha.text('By text: where is my parcel?');
  await asha.text('By WhatsApp: hello?', { channel: 'whatsapp', to: OUR_WHATSAPP });
  await page.getByRole('option', { name: /Asha/ }).click();
});
test.afterAll(async () => {
  await desk.close();
  await standIn.close();
});

const log = () => page.getByRole('log');

// Bugs caught: two channels that cannot be told apart in a long thread; a message that nobody sees because of a filter.
test('a conversation is narrowed down to one channel, and whole again as soon as something else arrives', async () => {
  const filter = page.getByRole('radiogroup', { name: 'Show messages by' });
  await expect(log().getByText('By WhatsApp: hello?')).toBeVisible();
  await filter.getByText('SMS').click();
  await expect(log().getByText('By WhatsApp: hello?')).toHaveCount(0);
  await expect(log().getByText('By text: where is my parcel?')).toBeVisible();
  await asha.text('By text: still nothing');
  await expect(log().getByText('By text: still nothing')).toBeVisible();
  await expect(filter.getByRole('radio', { name: 'SMS' })).toBeChecked();
  await asha.text('By WhatsApp: are you there?', { channel: 'whatsapp', to: OUR_WHATSAPP });
  await expect(log().getByText('By WhatsApp: are you there?')).toBeVisible();
  await expect(filter.getByRole('radio', { name: 'All' })).toBeChecked();
});

// Bug caught: a customer who is called in the middle of their night.
test('the head of a conversation says what time it is there', async () => {
  const shown = page.getByTitle('The time in the country of this number');
  // A minute may pass between the two looks.
  await expect(async () => {
    const there = await page.evaluate(() =>
      new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Kolkata' }).format(),
    );
    await expect(shown).toContainText(`${there} there`, { timeout: 1000 });
  }).toPass();
});

// Bugs caught: a call that only works once a phone stands in the settings, or that rings the customer first.
test('a key calls the customer through one’s own phone', async () => {
  await log().focus();
  await page.keyboard.press('c');
  const dialogue = page.getByRole('dialog', { name: /^Call / });
  await expect(dialogue.getByRole('textbox', { name: 'Your own phone' })).toBeFocused();
  await dialogue.getByRole('textbox', { name: 'Your own phone' }).fill('202 555');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be read' })).toBeVisible();
  await dialogue.getByRole('textbox', { name: 'Your own phone' }).fill('+1 202 555 0188');
  await page.keyboard.press('Enter');
  const own = await owner.waitForRing();
  await expect(dialogue).toHaveCount(0);
  own.answer();
  const theirs = await asha.waitForRing();
  expect(theirs.view.from).toBe(OUR_NUMBER);
  theirs.answer();
  theirs.hangUp();
  await expect(log().getByRole('article').filter({ hasText: 'Call through your own phone' })).toBeVisible();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(dialogue.getByRole('textbox', { name: 'Your own phone' })).toHaveValue('+12025550188');
  await page.keyboard.press('Escape');
});

// Bug caught: a person who works in one view and finds another one whenever the window was closed.
test('the view that one works in is there again when the window is opened anew', async () => {
  const view = page.getByRole('button', { name: /^Needs human/ });
  await view.click();
  await expect(view).toHaveAttribute('aria-current', 'page');
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await expect(page.getByText('No conversation is open')).toBeVisible();
  await expect(view).toHaveAttribute('aria-current', 'page');
});

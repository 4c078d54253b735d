import { expect, test, type Page } from '@playwright/test';
import type { Phone } from '../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../src/main/simulator/stand-in';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { environmentOf, startStandIn } from '../support/stand-in';

// One console for all of them: each goes on where the one before has ended.
test.describe.configure({ mode: 'serial' });

let standIn: TwilioStandIn;
let desk: Switchboard;
let page: Page;
let maria: Phone;
let ben: Phone;

test.beforeAll(async () => {
  standIn = await startStandIn();
  maria = standIn.addPhone({ name: 'Maria', number: '+12025550111' });
  ben = standIn.addPhone({ name: 'Ben', number: '+12025550122' });
  desk = await launchSwitchboard({
    env: environmentOf(standIn),
  });
  standIn.pointAt(desk.webhookUrl);
  page = await desk.window();
  await maria.text('Hi, this is Maria');
  await ben.text('Hi, this is Ben');
});
test.afterAll(async () => {
  await desk.close();
  await standIn.close();
});

const row = (name: RegExp) => page.getByRole('option', { name });
const MARIA = /202\D+555.0111/;
const BEN = /202\D+555.0122/;

// Bug caught: a menu that only a mouse reaches, an item that does nothing, a focus that is lost when it closes.
test('the menu of a row works by keyboard', async () => {
  await expect(row(BEN)).toBeVisible();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'Done' })).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Take over' }).focus();
  await page.keyboard.press('Enter');
  await expect(row(BEN).getByText('You', { exact: true })).toBeVisible();
  await expect(page.getByRole('listbox')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Release' }).press('Enter');
  await expect(row(BEN).getByText('You', { exact: true })).toHaveCount(0);
});

// Bug caught: tags that are not kept, not shown on the row, or not offered elsewhere.
test('tags are added with a key, shown on the row, and offered in another conversation', async () => {
  await row(MARIA).click();
  await page.getByRole('log').focus();
  await page.keyboard.press('t');
  const box = page.getByRole('dialog').getByRole('combobox', { name: /^Tags of/ });
  await box.fill('billing');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(MARIA).getByText('billing')).toBeVisible();
  await row(BEN).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tags…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('combobox', { name: /^Tags of/ })
    .click();
  await page.getByRole('option', { name: 'billing', exact: true }).click();
  await expect(row(BEN).getByText('billing')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

// Bug caught: a thread that is read again in the same moment, or that never becomes read any more.
test('U keeps a conversation unread until it is opened again', async () => {
  await row(MARIA).click();
  await expect(row(MARIA).getByText('unread')).toHaveCount(0);
  await page.getByRole('log').focus();
  await page.keyboard.press('u');
  await expect(row(MARIA).getByText('unread')).toHaveCount(1);
  await row(BEN).click();
  await expect(page.getByRole('log')).toContainText('Hi, this is Ben');
  await expect(row(MARIA).getByText('unread')).toHaveCount(1);
  await row(MARIA).click();
  await expect(row(MARIA).getByText('unread')).toHaveCount(0);
});

// Bug caught: a conversation that stays put off although the customer writes; a time in the wrong time zone.
test('a conversation is snoozed until a date and time, and woken by a message', async () => {
  await row(MARIA).click();
  await page.getByRole('button', { name: 'Snooze', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Date and time…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Snooze until a date and time' });
  await dialog.getByLabel('Date and time').fill('2020-01-01T10:00');
  await expect(dialog.getByRole('button', { name: 'Snooze' })).toBeDisabled();
  await dialog.getByLabel('Date and time').fill('2099-01-05T10:30');
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await expect(page.getByRole('button', { name: /^Until .*10:30/ })).toBeVisible();
  const notice = page.getByRole('alert').filter({ hasText: 'Snoozed: ' });
  await expect(notice.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Snoozed 1 / })
    .click();
  await expect(row(MARIA)).toBeVisible();
  await maria.text('It is urgent after all');
  await expect(page.getByRole('button', { name: /^Snoozed 0 / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Snooze', exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^All 2 / }).click();
});

// Bug caught: the second of two quick clicks on a menu that fades away, which chooses what has moved under it meanwhile.
test('a time that is clicked twice in haste is the one that holds', async () => {
  await row(MARIA).click();
  await page.getByRole('button', { name: 'Snooze', exact: true }).click();
  const at = await page.getByRole('menuitem', { name: '1 hour' }).boundingBox();
  if (!at) throw new Error('The menu is not there');
  const click = () => page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  await click();
  await expect(page.getByRole('button', { name: /^Until / })).toBeVisible();
  await click();
  const snoozed = page.getByRole('alert').filter({ hasText: 'Snoozed: ' });
  // Bug caught: the notice lies over the last rows of the list.
  await expect
    .poll(async () => {
      const [list, notice] = [await page.getByRole('listbox').boundingBox(), await snoozed.boundingBox()];
      return list && notice ? list.y + list.height <= notice.y : 'one of them is not there';
    })
    .toBe(true);
  await snoozed.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Snooze', exact: true })).toBeVisible();
});

// Bug caught: somebody who has unsubscribed and looks like anybody else in the list.
test('a row says that its person has opted out', async () => {
  await ben.text('STOP');
  await expect(row(BEN).getByText('Opted out')).toBeVisible();
  await ben.text('START');
  await expect(row(BEN).getByText('Opted out')).toHaveCount(0);
});

// Bug caught: a call that nobody took and nobody sees.
test('a call that nobody takes stands under Missed calls until it is done', async () => {
  await row(BEN).click();
  await row(BEN).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'AI mode' }).hover();
  await page.getByRole('menuitem', { name: /^Off/ }).click();
  await expect(page.getByRole('radio', { name: 'Off' })).toBeChecked();
  ben.call();
  await page.getByRole('button', { name: /^Missed calls 1 / }).click();
  await page
    .getByRole('listbox', { name: 'Conversations, Missed calls' })
    .getByRole('option', { name: BEN })
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: /^Missed calls 0 / })).toBeVisible();
});

// Bug caught: a way to set right what is wrong that leads nowhere, or whose card stays in the way.
test('a console that Twilio cannot reach leads to the setting for it', async () => {
  await page.getByRole('button', { name: /^Webhook/ }).click();
  await page.getByRole('button', { name: 'Show its settings' }).click();
  await expect(page.getByRole('heading', { name: 'Public address', level: 3 })).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

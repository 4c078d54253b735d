import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';

let desk: Switchboard;
let simulator: Page;

test.beforeEach(async () => {
  desk = await launchSwitchboard({ env: { AI_RESPONSE_DELAY: '0' } });
  simulator = await desk.window('simulator');
  await expect(phone('Maria')).toBeVisible();
});
test.afterEach(async () => {
  await desk.close();
});

function phone(name: string): Locator {
  return simulator.getByRole('region', { name: `${name}’s phone`, exact: true });
}

function write(name: string, text: string): Promise<void> {
  const box = phone(name).getByRole('textbox', { name: `Message from ${name}` });
  return box.fill(text).then(() => box.press('Enter'));
}

function requests(): Locator {
  return simulator.getByRole('list', { name: 'Requests to the console' }).getByRole('listitem');
}

// Bug caught: a newcomer who starts to type reaches nothing, or the answer never comes back to the phone.
test('who starts to type texts as Maria, and the answer comes to her phone', async () => {
  await expect(phone('Maria').getByRole('textbox')).toBeFocused();
  await simulator.keyboard.type('Hi');
  await simulator.keyboard.press('Enter');
  const log = phone('Maria').getByRole('log');
  await expect(log.getByRole('article', { name: /^Me, / })).toContainText('The console has it');
  await expect(log.getByRole('article', { name: /^Them, / })).toHaveText(/Hi there! 👋 How can I help you today\?/);
  const operator = await desk.window();
  await expect(operator.getByRole('option', { name: /202\D+555.0123/ })).toBeVisible();
});

// Bug caught: WhatsApp and SMS mixed on the phone, or an arrival in the other app that nobody notices.
test('WhatsApp is an app of its own, and tells of what is new in the other one', async () => {
  await phone('Tom').getByText('WhatsApp', { exact: true }).click();
  await write('Tom', 'Hello on WhatsApp');
  await expect(
    phone('Tom')
      .getByRole('log')
      .getByRole('article', { name: /^Them, / }),
  ).toHaveCount(1);
  await phone('Tom').getByText('SMS', { exact: true }).click();
  await expect(phone('Tom').getByRole('log').getByRole('article')).toHaveCount(0);
  await write('Tom', 'And a text');
  await phone('Tom').getByText('WhatsApp', { exact: true }).click();
  await expect(phone('Tom').getByText('SMS • new')).toBeVisible();
});

// Bug caught: a repeat that makes a second message, or a second answer, or whose answer differs.
test('the same request five times at once leaves one message and the same answer', async () => {
  await write('Maria', 'Only once, please');
  const theirs = phone('Maria').getByRole('article', { name: /^Them, / });
  await expect(theirs).toHaveCount(1);
  await simulator.getByRole('button', { name: '5 times at once' }).click();
  await expect(requests().filter({ hasText: 'same answer' })).toHaveCount(5);
  await expect(requests().filter({ hasText: 'other answer' })).toHaveCount(0);
  const operator = await desk.window();
  await operator.getByRole('option', { name: /202\D+555.0123/ }).click();
  await expect(operator.getByRole('log').getByText('Only once, please')).toHaveCount(1);
  await expect(theirs).toHaveCount(1);
});

// Bug caught: a message that came while the line was cut is lost, or answered when it is found.
test('what is texted while the console is offline is caught up with, and not answered', async () => {
  const reach = simulator.getByRole('switch', { name: /Twilio reaches the console|The console is offline/ });
  await reach.click();
  await expect(reach).not.toBeChecked();
  await write('Aisha', 'Is anybody there?');
  await expect(phone('Aisha').getByText('The console was not reached')).toBeVisible();
  await reach.click();
  const operator = await desk.window();
  await operator.getByRole('option', { name: /202\D+555.0171/ }).click();
  await expect(operator.getByRole('log').getByText('Is anybody there?')).toBeVisible();
  await expect(operator.getByRole('log').getByText('Arrived while offline')).toBeVisible();
  await expect(phone('Aisha').getByRole('article', { name: /^Them, / })).toHaveCount(0);
});

// Bug caught: a call whose words are not heard, whose end is not told, or that cannot be left.
test('a call is heard, spoken and ended', async () => {
  await phone('Maria').getByRole('button', { name: 'Call us as Maria' }).click();
  const call = phone('Maria').getByRole('group', { name: 'Call on Maria’s phone' });
  const words = call.getByRole('textbox', { name: 'What you say' });
  await expect(words).toHaveAttribute('placeholder', 'Type what you say…');
  const said = call.getByRole('log', { name: 'What is said' });
  await words.fill('What are your hours?');
  await call.getByRole('button', { name: 'Say' }).click();
  await expect(said).toContainText('What are your hours?');
  await expect(said.getByText('Console')).toHaveCount(2);
  await call.getByRole('button', { name: 'Hang up' }).click();
  await expect(call.getByRole('status')).toHaveText(/Call ended after \d+ s/);
  await expect(requests().filter({ hasText: 'Call is completed' })).toHaveCount(1);
  await call.getByRole('button', { name: 'Back to messages' }).click();
  await expect(phone('Maria').getByRole('textbox', { name: 'Message from Maria' })).toBeVisible();
});

// Bug caught: STOP that does not reach Twilio's list, so that the customer goes on getting texts.
test('STOP is confirmed by Twilio, and the console does not answer', async () => {
  await phone('Tom').getByRole('button', { name: 'Send STOP as Tom' }).click();
  const theirs = phone('Tom').getByRole('article', { name: /^Them, / });
  await expect(theirs).toHaveText(/successfully been unsubscribed/);
  await expect(requests().filter({ hasText: 'Text: STOP' })).toContainText('200');
  await expect(theirs).toHaveCount(1);
});

// Bug caught: a delivery that is set to fail arrives all the same.
test('a reply that the carrier refuses never shows on the phone', async () => {
  await phone('Aisha').getByRole('button', { name: 'More for Aisha’s phone' }).click();
  await simulator.getByRole('menuitemradio', { name: /30007/ }).click();
  await write('Aisha', 'Hi');
  await simulator.getByRole('tab', { name: 'Messages' }).click();
  const list = simulator.getByRole('list', { name: 'Messages that Twilio keeps' });
  await expect(list.getByText('undelivered 30007')).toBeVisible();
  await expect(phone('Aisha').getByRole('article', { name: /^Them, / })).toHaveCount(0);
});

// Bug caught: text of a person, or of the console, that becomes more than text.
test('hostile text is text, on the phone and on Twilio’s side', async () => {
  const hostile = '<img src=x onerror="document.title=1"><b>bold</b> \u202Eevil &amp; javascript:alert(1)';
  await write('Maria', hostile);
  await expect(phone('Maria').getByText('<b>bold</b>')).toBeVisible();
  await requests().first().getByRole('button').first().click();
  await expect(simulator.locator('img, b:text-is("bold")')).toHaveCount(0);
  expect(await simulator.title()).toBe('Simulator');
});

// Bug caught: a picture that is not sent, or not shown again on the phone that sent it.
test('a picture is sent and stands on the phone', async () => {
  await phone('Aisha')
    .getByRole('button', { name: /Add a picture/ })
    .click();
  await simulator.getByRole('menuitem', { name: /damaged parcel/ }).click();
  await phone('Aisha').getByRole('button', { name: 'Send as Aisha' }).click();
  const picture = phone('Aisha').getByRole('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(240);
});

// Bug caught: a verified number that is nobody's phone, or a code that verifies any number.
test('the phone of a verified number is there, and another phone can be added', async () => {
  await expect(simulator.getByRole('region', { name: /phone$/ })).toHaveCount(4);
  await simulator.getByRole('button', { name: 'Add a phone' }).click();
  await simulator.getByRole('textbox', { name: 'Name' }).fill('Sam');
  await simulator.getByRole('textbox', { name: 'Number' }).fill('+1 (202) 555-0123');
  await simulator.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(simulator.getByRole('alert')).toContainText('There is a phone with the number +12025550123 already.');
  await simulator.getByRole('textbox', { name: 'Number' }).fill('+1 (202) 555-0160');
  await simulator.getByRole('button', { name: 'Add', exact: true }).click();
  await write('Sam', 'I am new here');
  await expect(phone('Sam').getByRole('article', { name: /^Them, / })).toHaveCount(1);
});

// Bug caught: a control without a name, or ink that cannot be read on its paper.
test('everything has a name and can be read, in light and in dark', async () => {
  await write('Maria', 'Hi');
  await expect(phone('Maria').getByRole('article', { name: /^Them, / })).toBeVisible();
  await phone('Tom').getByRole('button', { name: 'Call us as Tom' }).click();
  await expect(phone('Tom').getByRole('button', { name: 'Stay silent' })).toBeEnabled();
  await requests().first().getByRole('button').first().click();
  for (const [colorScheme, tabs] of [
    ['light', ['Messages', 'Trouble', 'Webhooks']],
    ['dark', ['API', 'Errors', 'Webhooks']],
  ] as const) {
    await simulator.emulateMedia({ colorScheme });
    for (const tab of tabs) {
      await simulator.getByRole('tab', { name: tab }).click();
      const { violations } = await new AxeBuilder({ page: simulator }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
  }
});

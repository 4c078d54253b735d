import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Phone } from '../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../src/main/simulator/stand-in';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { environmentOf, startStandIn } from '../support/stand-in';

let desk: Switchboard | undefined;
let standIn: TwilioStandIn | undefined;

test.afterEach(async () => {
  await desk?.close();
  await standIn?.close();
  desk = standIn = undefined;
});

async function connected(): Promise<{
  running: Switchboard;
  page: Page;
  maria: Phone;
  ben: Phone;
  twilio: TwilioStandIn;
}> {
  const twilio = (standIn = await startStandIn());
  const maria = twilio.addPhone({ name: 'Maria', number: '+12025550111' });
  const ben = twilio.addPhone({ name: 'Ben', number: '+12025550122' });
  const running = (desk = await launchSwitchboard({
    env: environmentOf(twilio),
  }));
  twilio.pointAt(running.webhookUrl);
  const page = await running.window();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return { running, page, maria, ben, twilio };
}

/**
 * Finds what keeps people out of what is on screen: everything in light, and in dark what depends on the colours. Gives
 * it in words, and expects nothing.
 *
 * @param part selector of what to look at, where the rest was looked at before
 */
async function expectOpenToAll(where: string, running: Switchboard, page: Page, part?: string): Promise<void> {
  const look = (scheme: 'light' | 'dark') =>
    running.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, scheme);
  for (const scheme of ['light', 'dark'] as const) {
    await look(scheme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    if (part !== undefined) await expect(page.locator(part).first()).toBeVisible();
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    // The head of a dialogue is no landmark, whatever its element is.
    if (part !== undefined) axe.include(part).disableRules('landmark-no-duplicate-banner');
    const { violations } = await (scheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${where}, ${scheme}: ${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`,
      ),
    );
    expect.soft(found).toEqual([]);
  }
}

const DIALOG = '[role="dialog"]';
const MENU = '[role="menu"]';

// Bug caught: a word too pale to read, a control without a name.
test('the inbox keeps nobody out, with a thread open', async () => {
  const { running, page, maria, ben, twilio } = await connected();
  const look = (where: string, part?: string) => expectOpenToAll(where, running, page, part);
  await look('no message yet');
  await ben.text('I want to talk to a person, please');
  await maria.text('Hi');
  await page.getByRole('option', { name: /0111/ }).click();
  await page.getByRole('log').focus();
  await page.keyboard.press('a');
  await expect(page.getByRole('radio', { name: 'Draft' })).toBeChecked();
  await maria.text('What are your hours?');
  await expect(page.getByRole('group', { name: 'Draft by the AI' })).toBeVisible();
  twilio.setDelivery({ failWith: 30003 });
  await page.getByRole('textbox', { name: 'Reply' }).fill('Can you read “this”?');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Reply' }).fill('It’s not sent yet');
  const failure = page.getByRole('log').getByRole('button', { name: /^Failed: / });
  await expect(failure).toBeVisible();
  await look('a thread with a draft and a failure');
  await failure.click();
  await look('the reason of a failure', DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('log').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('A note');
  await look('a note', '[aria-label="Composer"]');
});

// Bug caught: a dialogue or a menu whose parts a screen reader cannot tell apart.
test('dialogues and menus keep nobody out', async () => {
  const { running, page, ben, maria } = await connected();
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const look = (where: string, part?: string) => expectOpenToAll(where, running, page, part);
  await ben.text('I want to talk to a person, please');
  await maria.text('Hi');
  await page.getByRole('option', { name: /0111/ }).click();
  await page.getByRole('log').focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('dialog', { name: 'Tags' })).toBeVisible();
  await look('tags', DIALOG);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await look('the keys', DIALOG);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(page.getByRole('menu')).toBeVisible();
  await look('the menu for putting off', MENU);
  await page.keyboard.press('Escape');
  await button('More for this conversation').click();
  await page.getByRole('menuitem', { name: 'AI mode' }).hover();
  await expect(page.getByRole('menuitem', { name: /^Off/ })).toBeVisible();
  await look('the menu of the thread', MENU);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await button('Merge with another person…').click();
  await look('merging', DIALOG);
  await page.keyboard.press('Escape');
  await button('Canned replies').click();
  await expect(page.getByRole('dialog', { name: 'Canned replies' })).toBeVisible();
  await look('canned replies', DIALOG);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Commands' })).toBeVisible();
  await look('going to anything', DIALOG);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('combobox', { name: 'Search messages and people' })).toBeFocused();
  await page.keyboard.type('person');
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible();
  await look('the search', '[role="search"], [aria-label="Found"]');
  await page.keyboard.press('Escape');
  await button(/^Webhook/).click();
  await look('the connection', DIALOG);
  await page.keyboard.press('Escape');
});

// Bug caught: the same, on the pages beside the inbox and in the simulator.
test('the other pages keep nobody out', async () => {
  const running = (desk = await launchSwitchboard({ env: { AI_RESPONSE_DELAY: '0' } }));
  const page = await running.window();
  const simulator = await running.window('simulator');
  for (const one of [page, simulator]) await one.emulateMedia({ reducedMotion: 'reduce' });
  const heading = (name: string) => page.getByRole('heading', { name, level: 2 });
  const look = (where: string, part?: string) => expectOpenToAll(where, running, page, part);
  await expect(page.getByRole('button', { name: 'Connect Twilio' })).toBeVisible();
  await look('first start');
  await expect(simulator.getByRole('textbox', { name: /Maria/ })).toBeFocused();
  await simulator.keyboard.type('Hello');
  await simulator.keyboard.press('Enter');
  await expect(simulator.getByText('Hi there! 👋 How can I help you today?')).toBeVisible();
  await expectOpenToAll('the simulator', running, simulator);
  await page.getByRole('button', { name: 'Sessions' }).click();
  await expect(page.getByRole('row', { name: /SMS from/ })).toBeVisible();
  await look('sessions');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('deleting sessions', DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('nothing like this');
  await expect(page.getByText('No session is like this')).toBeVisible();
  await look('no session found', 'main');
  await page.getByRole('button', { name: 'Insights' }).click();
  await expect(heading('Insights')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible();
  await page.getByRole('switch', { name: 'Show numbers' }).click();
  await look('insights');
  await page.getByRole('button', { name: 'Knowledge' }).click();
  await expect(heading('Knowledge')).toBeVisible();
  await look('no knowledge yet', 'main');
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Question' }).fill('Do you deliver to Norway?');
  await page.getByRole('textbox', { name: 'Answer' }).fill('Yes, within five days, {{name}}.');
  await page.getByRole('combobox', { name: 'Tags' }).fill('post');
  await look('an entry being written', DIALOG);
  await page.getByRole('switch', { name: /Active/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('option', { name: /Norway/ })).toBeVisible();
  await look('knowledge');
  await page.getByRole('tab', { name: 'Test' }).click();
  await page.getByRole('textbox', { name: /What would you answer/ }).fill('delivery to norway?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible();
  await look('a question being tried', 'main');
  await page.getByRole('tab', { name: 'Gaps' }).click();
  await expect(page.getByText('No gaps')).toBeVisible();
  await look('gaps', 'main');
  await page.getByRole('button', { name: 'Activity' }).click();
  await expect(page.getByRole('region', { name: 'Activity log' })).toBeVisible();
  await look('activity');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 2 })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Senders' })).toBeVisible();
  await look('settings');
  await page.getByRole('button', { name: 'Verify a number…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('verifying a number', DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Connect Twilio…' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await look('connecting', 'main');
});

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
  await page.setViewportSize({ width: 1280, height: 800 });
  await maria.text('Hi, this is Maria');
  await ben.text('Hi, this is Ben');
});
test.afterAll(async () => {
  await desk.close();
  await standIn.close();
});

const row = (name: RegExp) => page.getByRole('option', { name });
const pane = () => page.getByRole('complementary', { name: 'About this person' });

// Bug caught: a name or notes that are shown but not kept.
test('a person is named, and notes are kept by themselves', async () => {
  await row(/202\D+555.0111/).click();
  await pane().getByRole('button', { name: 'Give a name' }).click();
  await page.keyboard.type('Maria López');
  await page.keyboard.press('Enter');
  await expect(row(/Maria López/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Maria López' })).toBeVisible();
  const notes = pane().getByRole('textbox', { name: 'Notes about this person' });
  await notes.fill('Prefers mornings.');
  await expect(pane().getByText('Saved', { exact: true })).toBeVisible();
  await row(/202\D+555.0122/).click();
  await expect(notes).toHaveValue('');
  await page.reload();
  await row(/Maria López/).click();
  await expect(notes).toHaveValue('Prefers mornings.');
});

// Bug caught: the profile name of a stranger taken as the name unasked, or a suggestion that does nothing.
test('what they call themselves is a suggestion, taken with one click', async () => {
  await ben.text('Me again', { params: { ProfileName: 'Ben K' } });
  await row(/~Ben K/).click();
  await pane()
    .getByRole('button', { name: /^Use .*Ben K.* as the name/ })
    .click();
  await expect(page.getByRole('heading', { level: 2, name: 'Ben K', exact: true })).toBeVisible();
});

// Bug caught: a number that is copied and nothing says so.
test('a number is copied with one click', async () => {
  await row(/Maria López/).click();
  await pane()
    .getByRole('button', { name: /^Copy .*0111/ })
    .click();
  await expect(page.getByRole('tooltip', { name: 'Copied' })).toBeVisible();
  expect(await desk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('+12025550111');
});

// Bugs caught: a merge that hides messages, shows a row twice, loses what was half written, or cannot be taken back.
test('two entries of one person are merged, and a number is taken out again', async () => {
  const reply = page.getByRole('textbox', { name: 'Reply' });
  await row(/Ben K/).click();
  await reply.fill('It is on its');
  await row(/Maria López/).click();
  await pane().getByRole('button', { name: 'Merge with another person…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge with another person' });
  await dialog.getByLabel('Name or number').fill('202 555 0122');
  await dialog.getByRole('button', { name: /Ben K/ }).click();
  await expect(dialog.getByText('the name Ben K is not shown any more')).toBeVisible();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  const log = page.getByRole('log');
  await expect(log.getByText('Hi, this is Ben')).toBeVisible();
  await expect(log.getByText('Hi, this is Maria')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(reply).toHaveValue('It is on its');
  await reply.fill('');
  await maria.text('Maria again');
  await ben.text('Ben again');
  await expect(log.getByText('Ben again')).toBeVisible();

  await pane()
    .getByRole('button', { name: /^Take out .*0122/ })
    .click();
  await expect(page.getByRole('option')).toHaveCount(2);
  await expect(log.getByText('Ben again')).toHaveCount(0);
  await expect(log.getByText('Maria again')).toBeVisible();
  await expect(row(/Ben K/)).toBeVisible();
  const notice = page.getByRole('alert').filter({ hasText: 'is a separate person now' });
  await notice.getByRole('button', { name: 'Undo' }).dblclick();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(log.getByText('Ben again')).toBeVisible();
  await expect(page.getByText('This cannot be undone any more.')).toHaveCount(0);
});

// Bug caught: a blocked person whom the AI goes on answering, or who cannot be seen to be blocked.
test('a blocked person is marked and gets no answer by the AI', async () => {
  await pane().getByRole('button', { name: 'Block this person' }).press('Enter');
  await expect(row(/Maria López/).getByText('Blocked')).toBeVisible();
  const { answer } = await maria.text('Are you there?');
  expect(answer?.body ?? '').not.toContain('<Message');
  await pane().getByRole('button', { name: 'Unblock this person' }).press('Enter');
  await expect(row(/Maria López/).getByText('Blocked')).toHaveCount(0);
});

// Bug caught: an earlier session that cannot be gone to.
test('a session in the pane opens in the thread', async () => {
  await pane().getByRole('listitem').getByRole('button').last().press('Enter');
  await expect(page.getByRole('log')).toBeFocused();
});

import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Phone } from '../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../src/main/simulator/stand-in';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { historyOf, seedByImport } from '../support/seed-import';
import { channelChange, contactChange, sessionChanges } from '../support/session-history';
import { environmentOf, OUR_NUMBER, startStandIn } from '../support/stand-in';

const CMD = process.platform === 'darwin' ? 'Meta' : 'Control';
const ANA = '+12025550111';
const BEN = '+12025550122';
const CARLA = '+12025550133';
/** Ben's other number, from which he wrote last week. */
const BEN_AT_WORK = '+12025550144';

// One shift: each step goes on where the one before has ended. Nothing in this file touches a mouse.
test.describe.configure({ mode: 'serial' });

let folder: string;
let standIn: TwilioStandIn;
let desk: Switchboard;
let page: Page;
let ana: Phone;
let ben: Phone;
let carla: Phone;

function lastWeek() {
  const at = new Date(Date.now() - 7 * 86_400_000).toISOString();
  const said = [['contact', 'The invoice has the number 4711-B'] as const, ['operator', 'We will look at it'] as const];
  return historyOf([
    channelChange('sms', OUR_NUMBER),
    contactChange(BEN_AT_WORK, 'Ben at work'),
    ...sessionChanges({ id: 'b'.repeat(24), address: BEN_AT_WORK, status: 'closed', at, said }),
  ]);
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-shift-'));
  const dataDir = path.join(folder, 'desk');
  await seedByImport(dataDir, lastWeek());
  standIn = await startStandIn();
  ana = standIn.addPhone({ name: 'Ana', number: ANA });
  ben = standIn.addPhone({ name: 'Ben', number: BEN });
  carla = standIn.addPhone({ name: 'Carla', number: CARLA });
  desk = await launchSwitchboard({
    dataDir,
    env: environmentOf(standIn),
  });
  standIn.pointAt(desk.webhookUrl);
  page = await desk.window();
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const phone of [ana, ben, carla]) await phone.text('I want to talk to a person, please');
});
test.afterAll(async () => {
  await desk.close();
  await standIn.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const view = (name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: new RegExp(`^${name} \\d`) });
const listOf = (name: string) => page.getByRole('listbox', { name: `Conversations, ${name}` });
const row = (number: RegExp) => page.getByRole('option', { name: number });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const press = (key: string) => page.keyboard.press(key);

/** Where the focus is: what it is on, in words, and whether it can be seen there. */
function focus(): Promise<{ words: string; pane: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return { words: '', pane: '', isSeen: false };
    const words =
      at.getAttribute('aria-label') ?? (at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at.textContent);
    const rings = [getComputedStyle(at), getComputedStyle(at, '::after')];
    if (at.nextElementSibling) rings.push(getComputedStyle(at.nextElementSibling));
    const frame = at.closest('label, .mantine-Input-input');
    if (frame) rings.push(getComputedStyle(frame));
    const isSeen = rings.some(
      ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
    );
    const notices = '.mantine-Notifications-root';
    const pane = at.closest(`nav, section[aria-label], main, aside, header, footer, [role="search"], ${notices}`);
    return {
      words: (words ?? '').trim().slice(0, 60),
      pane: pane?.matches(notices)
        ? 'Notices'
        : (pane?.getAttribute('aria-label') ?? pane?.tagName ?? at.outerHTML.slice(0, 200)),
      isSeen,
    };
  });
}

/** Goes on with Tab until something has the focus, and expects that at every stop it can be seen where one is. */
async function tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 90; stops += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await press(key);
  }
  throw new Error(`Tab never came to ${String(wanted)}; it is on “${(await focus()).words}”.`);
}

// Bug caught: a view that cannot be chosen, an order that lets somebody wait for ever.
test('the shift begins with who has waited longest', async () => {
  await expect(view('Needs human')).toContainText('3');
  await tabTo(view('Needs human'));
  await press('Enter');
  await expect(listOf('Needs human').getByRole('option')).toHaveCount(3);
  await press('j');
  await press('Enter');
  await expect(page.getByRole('log')).toContainText('I want to talk to a person, please');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('0111');
  await expect(row(/0111/).getByText('unread')).toHaveCount(0);
});

// Bugs caught: a draft that can be used with a mouse only; a key that sends something else than what is seen.
test('a draft is inserted, edited, and sent as done', async () => {
  await press('a');
  await expect(page.getByRole('radio', { name: 'Auto' })).toBeChecked();
  await press('a');
  await expect(page.getByRole('radio', { name: 'Draft' })).toBeChecked();
  await ana.text('What are your hours?');
  const strip = page.getByRole('group', { name: 'Draft by the AI' });
  await expect(strip).toBeVisible();
  await tabTo(strip.getByRole('button', { name: 'Insert' }));
  await press('Enter');
  const box = page.getByRole('textbox', { name: 'Reply' });
  await expect(box).not.toHaveValue('');
  await expect(button('Send')).toBeFocused();
  await tabTo(box, 'Shift+Tab');
  await press(`${CMD}+End`);
  await page.keyboard.type(' Ask for Jo.');
  await press(`${CMD}+Shift+Enter`);
  await ana.waitForMessage(({ body }) => body.endsWith(' Ask for Jo.'));
  await expect(page.getByRole('log').getByText('Delivered').last()).toBeVisible();
  await expect(button('Reopen')).toBeVisible();
  await expect(view('Needs human')).toContainText('2');
});

// Bug caught: a menu that opens by its key and then leaves the keyboard behind.
test('the next one is put off', async () => {
  await press('Escape');
  await press('j');
  await press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('0122');
  await press('s');
  await expect(page.getByRole('menu')).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /^15 minutes/ })).toBeFocused();
  await press('ArrowDown');
  await press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button('Snooze')).toHaveCount(0);
  await expect(view('Snoozed')).toContainText('1');
});

// Bug caught: a dialogue that takes the focus and does not give it back.
test('a tag is given, and the focus is where it was', async () => {
  await page.getByRole('listbox').focus();
  await press('j');
  await press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('0133');
  await press('t');
  await expect(page.getByRole('dialog', { name: 'Tags' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wholesale');
  await press('Enter');
  await press('Escape');
  await press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(/0133/).getByText('wholesale')).toBeVisible();
  await expect(page.getByRole('listbox')).toBeFocused();
  await press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('listbox')).toBeFocused();
});

// Bug caught: two people who can only be made one with a mouse.
test('a customer with two numbers is made one person', async () => {
  await tabTo(view('Snoozed'), 'Shift+Tab');
  await press('Enter');
  await expect(listOf('Snoozed').getByRole('option')).toHaveCount(1);
  await press('j');
  await press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('0122');
  await tabTo(button('Merge with another person…'));
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Merge with another person' });
  await expect(dialog.getByLabel('Name or number')).toBeFocused();
  await page.keyboard.type('202 555 0144');
  const found = dialog.getByRole('button', { name: /Ben at work/ });
  await expect(found).toBeVisible();
  await tabTo(found);
  await press('Enter');
  await expect(dialog.getByRole('button', { name: 'Merge', exact: true })).toBeFocused();
  await press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText('Ben at work');
  await expect(page.getByRole('log')).toContainText('4711-B');
});

// Bug caught: an old message that can only be found by scrolling.
test('a message of last week is found, and the thread shows it', async () => {
  await press(`${CMD}+f`);
  await expect(page.getByRole('combobox', { name: 'Search messages and people' })).toBeFocused();
  await page.keyboard.type('4711-b');
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option', { selected: true })).toContainText(
    '4711',
  );
  await press('Enter');
  const log = page.getByRole('log', { name: 'Conversation with Ben at work' });
  await expect(log.getByText('The invoice has the number 4711-B')).toBeInViewport();
  await expect(log).toBeFocused();
  await press(`${CMD}+f`);
  await press('Escape');
});

// Bugs caught: a page that leaves the focus behind; keys that stop working once a choice was made.
test('the pages are reached by keys and left again', async () => {
  for (const [key, name] of [
    ['s', 'Sessions'],
    ['n', 'Insights'],
    ['a', 'Activity'],
  ] as const) {
    await press('g');
    await press(key);
    await expect(page.getByRole('heading', { name, level: 2 })).toBeFocused();
    // The charts take their time to be drawn, and two keys belong together only when they come soon after one another.
    if (name === 'Insights') await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible();
  }
  // Nobody is put off any more, so there is no list that could have it.
  await press('g');
  await press('i');
  await expect(view('Snoozed')).toBeFocused();
  await tabTo(view('All'));
  await press('Enter');
  await expect(listOf('All').getByRole('option')).toHaveCount(3);
  await press('g');
  await press('s');
  await press('g');
  await press('i');
  await expect(page.getByRole('listbox')).toBeFocused();
});

// Bugs caught: a stop of the keyboard that nobody sees or that has no name; an order that jumps about the window.
test('every stop of the keyboard has a name and can be seen, pane by pane', async () => {
  // From the first stop in the window until it is there again.
  await tabTo(page.getByRole('switch', { name: 'AI replies' }));
  const first = await focus();
  const stops = [first];
  for (let isThrough = false; !isThrough && stops.length < 90;) {
    await press('Tab');
    const stop = await focus();
    isThrough = stop.pane === '' || stop.words === first.words;
    if (!isThrough) stops.push(stop);
  }
  expect(stops.filter(({ isSeen, words }) => !isSeen || words === '')).toEqual([]);
  const panes = stops.map(({ pane }) => pane).filter((pane, n, all) => pane !== all[n - 1]);
  // Among them stands, for a while, the way back from the merging.
  expect(panes.filter((pane) => pane !== 'Notices')).toEqual([
    'HEADER',
    'Views',
    'Search',
    'Conversations',
    'HEADER',
    'Conversation with Ben at work',
    'Composer',
    'About this person',
    'Connection',
  ]);
});

// Bug caught: a switch that is only reached by mouse, or that lets the next text through.
test('the AI is switched off everywhere, and the shift is over', async () => {
  await press(`${CMD}+Shift+A`);
  await expect(page.getByRole('banner').getByText('AI replies are off everywhere')).toBeVisible();
  const { answer } = await carla.text('Hello?');
  expect(answer?.body ?? '').not.toContain('<Message');
});

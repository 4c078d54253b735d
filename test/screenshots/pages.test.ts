import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DeskBridge } from '../../src/shared/ipc-contract';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { judgedDays } from '../support/judged-days';
import { sampleMonth } from '../support/sample-month';
import { seedByImport } from '../support/seed-import';
import { startStandIn } from '../support/stand-in';

const folder = path.join(__dirname, '../../docs/screenshots');
/** Question, answer, tag, other forms. */
const entries: readonly (readonly [string, string, string, ...string[]])[] = [
  [
    'Can I return something?',
    'Yes, within 30 days, {{name}}. The way back is free.',
    'returns',
    'How do I send it back?',
  ],
  ['What does delivery cost?', 'Nothing from 50 € on, else 4.90 €.', 'delivery', 'Is shipping free?', 'Postage?'],
  [
    'Do you deliver to the UK?',
    'Yes, to all of the UK, within five days. You get a link to follow the parcel.',
    'delivery',
    'Can you ship to Britain?',
  ],
  [
    'How can I pay?',
    'By card, by PayPal, or by invoice once you have ordered before.',
    'payment',
    'Do you take PayPal?',
  ],
  ['Are you open on Saturday?', 'Yes, from 10 to 4.', 'shop', 'Weekend hours?', 'When do you close on Saturdays?'],
  ['Where are you?', 'At 12 Long Street. The tram stops in front of the door.', 'shop', 'What is your address?'],
];
const OURS = '+12025550100';
const WHATSAPP = '+12025550101';
const account = {
  TWILIO_ACCOUNT_SID: `AC${'5e'.repeat(16)}`,
  TWILIO_AUTH_TOKEN: 'only-for-the-screenshots',
  TWILIO_PHONE_NUMBER: OURS,
};

async function picture(
  desk: Switchboard,
  page: Page,
  name: string,
  animations: 'disabled' | 'allow' = 'disabled',
): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  // Nothing is pointed at, and nothing but a box that is written in has the focus.
  await page.mouse.move(640, 4);
  await page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !activeElement.matches('input, textarea')) activeElement.blur();
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, colorScheme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), animations });
  }
}

/** Turns to a page by its keys and waits until it is drawn. */
async function turnTo(page: Page, keys: readonly string[], heading: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await expect(page.getByRole('heading', { name: heading, level: 2 })).toBeFocused();
}

test('the operator’s window in the middle of a day, and every page', async () => {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'switchboard-screenshots-'));
  const dataDir = path.join(scratch, 'desk');
  const month = sampleMonth(OURS, WHATSAPP, Date.now());
  const judged = judgedDays(OURS, Date.now());
  await seedByImport(dataDir, {
    channels: month.channels,
    contacts: [...month.contacts, ...judged.contacts],
    sessions: [...month.sessions, ...judged.sessions],
    messages: [...month.messages, ...judged.messages],
  });
  const standIn = await startStandIn({
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: account.TWILIO_AUTH_TOKEN,
    numbers: [{ phoneNumber: OURS, friendlyName: 'Front desk' }],
    whatsAppSenders: [WHATSAPP],
  });
  const desk = await launchSwitchboard({
    dataDir,
    env: { ...account, TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSE_DELAY: '0', LANG: 'en_US.UTF-8' },
  });
  standIn.pointAt(desk.webhookUrl);
  const phone = (name: string, number: string) => standIn.addPhone({ name, number, profileName: name });
  const tom = phone('Tom Becker', '+12025550131');
  const aisha = phone('Aisha Khan', '+447700900171');
  const liam = phone('Liam O’Connor', '+12025550162');
  const noor = phone('Noor de Vries', '+447700900145');
  const maria = phone('Maria Rossi', '+12025550123');
  const inbox = await desk.window();
  await tom.text('STOP');
  await aisha.text('Hi, do you deliver to Leeds?', { channel: 'whatsapp' });
  await liam.text('My parcel arrived broken. Can I talk to a person, please?');
  await noor.text('Thank you so much for your help!', { channel: 'whatsapp' });
  await maria.text('Hello', { channel: 'whatsapp' });
  await maria.text('Where is my order 48213?', { channel: 'whatsapp' });

  await inbox.getByRole('button', { name: /^All/ }).click();
  await inbox.getByRole('option', { name: /Maria Rossi/ }).click();
  await inbox.getByRole('textbox', { name: 'Reply' }).fill('It left our warehouse this morning and arrives tomorrow.');
  await inbox.keyboard.press('Enter');
  await expect(
    inbox
      .getByRole('log')
      .getByText(/Delivered|Read/)
      .last(),
  ).toBeVisible();
  await maria.text('That is great. Can you leave it with my neighbour?', { channel: 'whatsapp' });
  await expect(inbox.getByRole('group', { name: 'Draft by the AI' })).toBeVisible();
  await picture(desk, inbox, 'inbox');
  await inbox.getByRole('log').focus();
  await inbox.keyboard.press('Control+f');
  await inbox.keyboard.type('order');
  await expect(inbox.getByRole('listbox', { name: 'Found' }).getByRole('option').first()).toBeVisible();
  await picture(desk, inbox, 'search');
  await inbox.keyboard.press('Escape');

  await turnTo(inbox, ['g', 'r'], 'AI');
  await expect(inbox.getByRole('region', { name: 'Would it have said what you said?' })).toContainText('you answered');
  await picture(desk, inbox, 'ai');
  await turnTo(inbox, ['g', 's'], 'Sessions');
  await expect(inbox.getByRole('row', { name: /Maria Rossi|Front|SMS/ }).first()).toBeVisible();
  await picture(desk, inbox, 'sessions');
  await turnTo(inbox, ['g', 'n'], 'Insights');
  await expect(inbox.getByRole('region', { name: 'Messages' })).toBeVisible();
  await picture(desk, inbox, 'insights');
  for (const [question, answer, tag, ...forms] of entries) {
    const entry = { entry_id: null, base: null, question, answer, forms, tags: [tag], active: true };
    await inbox.evaluate(
      (put) => (window as unknown as { desk: DeskBridge }).desk.request('knowledge.put', put),
      entry,
    );
  }
  await turnTo(inbox, ['g', 'k'], 'Knowledge');
  await expect(inbox.getByRole('listbox', { name: 'Knowledge entries' }).getByRole('option').first()).toBeVisible();
  await picture(desk, inbox, 'knowledge');
  await inbox.getByRole('tab', { name: 'Test' }).click();
  await inbox.getByRole('textbox', { name: /What would you answer/ }).fill('do u ship to the uk');
  await inbox.keyboard.press('Enter');
  await expect(inbox.getByRole('region', { name: 'Answer' })).toBeVisible();
  await picture(desk, inbox, 'knowledge-test');
  // In a text box the keys would only be letters.
  await inbox.getByRole('tab', { name: 'Test' }).focus();
  await turnTo(inbox, ['g', 'a'], 'Activity');
  await expect(inbox.getByRole('region', { name: 'Activity log' })).toBeVisible();
  await picture(desk, inbox, 'activity');
  await turnTo(inbox, ['Control+,'], 'Settings');
  // Without its motion, what turns while the senders are asked for would end the page.
  await picture(desk, inbox, 'settings', 'allow');
  await desk.close();
  await standIn.close();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
});

test('the first start and the simulator', async () => {
  const desk = await launchSwitchboard({ env: { AI_RESPONSE_DELAY: '0', LANG: 'en_US.UTF-8' } });
  const inbox = await desk.window();
  const simulator = await desk.window('simulator');
  await expect(inbox.getByRole('button', { name: 'Try it with the simulator' })).toBeVisible();
  await picture(desk, inbox, 'first-start');
  await inbox
    .getByRole('button', { name: /Connect Twilio/ })
    .first()
    .click();
  await expect(inbox.getByRole('textbox', { name: 'Account SID' })).toBeVisible();
  await picture(desk, inbox, 'connect');
  await expect(simulator.getByRole('textbox', { name: /Maria/ })).toBeFocused();
  await simulator.keyboard.type('Hello');
  await simulator.keyboard.press('Enter');
  await expect(simulator.getByText('Hi there! 👋 How can I help you today?')).toBeVisible();
  await picture(desk, simulator, 'simulator');
  await desk.close();
});

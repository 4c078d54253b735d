import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { launchSwitchboard } from '../support/electron-app';
import { startStandIn } from '../support/stand-in';

const folder = path.join(__dirname, '../../docs/screenshots');
const account = {
  TWILIO_ACCOUNT_SID: `AC${'5e'.repeat(16)}`,
  TWILIO_AUTH_TOKEN: 'only-for-the-screenshots',
  TWILIO_PHONE_NUMBER: '+12025550100',
};

async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

test('the operator’s window in the middle of a day', async () => {
  const standIn = await startStandIn({
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: account.TWILIO_AUTH_TOKEN,
    numbers: [{ phoneNumber: account.TWILIO_PHONE_NUMBER, friendlyName: 'Front desk' }],
  });
  const desk = await launchSwitchboard({
    env: { ...account, TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSE_DELAY: '0' },
  });
  standIn.pointAt(desk.webhookUrl);
  const phone = (name: string, number: string) => standIn.addPhone({ name, number, profileName: name });
  const tom = phone('Tom Becker', '+12025550131');
  const aisha = phone('Aisha Khan', '+447700900171');
  const liam = phone('Liam O’Connor', '+12025550162');
  const noor = phone('Noor de Vries', '+447700900145');
  const maria = phone('Maria Rossi', '+12025550123');
  await tom.text('STOP');
  await aisha.text('Hi, do you deliver to Leeds?', { channel: 'whatsapp' });
  await liam.text('My parcel arrived broken. Can I talk to a person, please?');
  await noor.text('Thank you so much for your help!', { channel: 'whatsapp' });
  await maria.text('Hello', { channel: 'whatsapp' });
  await maria.text('Where is my order 48213?', { channel: 'whatsapp' });

  const inbox = await desk.window();
  await inbox.getByRole('button', { name: /^All/ }).click();
  await inbox.getByRole('option', { name: /Maria Rossi/ }).click();
  await inbox.getByRole('textbox', { name: 'Reply' }).fill('It left our warehouse this morning and arrives tomorrow.');
  await inbox.keyboard.press('Enter');
  await expect(inbox.getByRole('log').getByText(/Delivered|Read/)).toBeVisible();
  await inbox.getByRole('log').hover();
  await picture(inbox, 'inbox');
  await desk.close();
  await standIn.close();
});

test('the simulator', async () => {
  const desk = await launchSwitchboard({ env: { AI_RESPONSE_DELAY: '0' } });
  const simulator = await desk.window('simulator');
  await expect(simulator.getByRole('textbox', { name: /Maria/ })).toBeFocused();
  await simulator.keyboard.type('Hello');
  await simulator.keyboard.press('Enter');
  await expect(simulator.getByText('Hi there! 👋 How can I help you today?')).toBeVisible();
  await picture(simulator, 'simulator');
  await desk.close();
});

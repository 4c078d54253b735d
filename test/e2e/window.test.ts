import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Phone } from '../../src/main/simulator/phone';
import type { TwilioStandIn } from '../../src/main/simulator/stand-in';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { environmentOf, startStandIn } from '../support/stand-in';

const MARIA = '+12025550111';
const CMD = process.platform === 'darwin' ? 'Meta' : 'Control';

let standIn: TwilioStandIn;
let desk: Switchboard;
let page: Page;
let maria: Phone;

test.beforeEach(async () => {
  standIn = await startStandIn();
  maria = standIn.addPhone({ name: 'Maria', number: MARIA });
  desk = await launchSwitchboard({
    env: environmentOf(standIn),
  });
  standIn.pointAt(desk.webhookUrl);
  page = await desk.window();
});
test.afterEach(async () => {
  await desk.close();
  await standIn.close();
});

function row(name: RegExp): Locator {
  return page.getByRole('option', { name });
}

async function openMaria(): Promise<Locator> {
  await row(/202\D+555.0111|Boss/).click();
  const log = page.getByRole('log');
  await expect(log).toBeVisible();
  return log;
}

async function write(text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply' }).fill(text);
}

// Bug caught: a reply that is shown but not sent, sent twice, or whose delivery never reaches the screen.
test('what the operator writes reaches the phone once, and its delivery the screen', async () => {
  await maria.text('Hi');
  const log = await openMaria();
  await write('Hello Maria, this is Jo.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await maria.waitForMessage(({ body }) => body === 'Hello Maria, this is Jo.');
  const bubble = log.getByRole('article', { name: /^You, / });
  await expect(bubble).toHaveCount(1);
  await expect(bubble.getByText('Delivered')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('');
  expect(maria.received().filter(({ body }) => body.startsWith('Hello Maria'))).toHaveLength(1);
});

// Bug caught: a draft that is sent by itself, lost, or still offered after it was used.
test('a draft of the AI is sent only by the operator, as it was edited', async () => {
  await maria.text('Hi');
  await openMaria();
  await page.getByText('Draft', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Draft' })).toBeChecked();
  await maria.text('What are your hours?');
  const strip = page.getByRole('group', { name: 'Draft by the AI' });
  await expect(strip).toBeVisible();
  await strip.getByRole('button', { name: 'Edit' }).click();
  const box = page.getByRole('textbox', { name: 'Reply' });
  await expect(box).not.toHaveValue('');
  await expect(box).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' Jo');
  await page.keyboard.press('Enter');
  await maria.waitForMessage(({ body }) => body.endsWith(' Jo'));
  await expect(strip).toHaveCount(0);
  expect(maria.received()).toHaveLength(2);
});

// Bug caught: a control that can only be reached with a mouse, or a key that does nothing.
test('a conversation is handled with the keyboard alone', async () => {
  await maria.text('Are you there?');
  await expect(row(/Are you there|202/)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Knows Jo.');
  await page.keyboard.press(`${CMD}+Enter`);
  await expect(page.getByRole('article', { name: /^Note, / })).toContainText('Knows Jo.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('Yes, I am here.');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Jo');
  await page.keyboard.press('Enter');
  await maria.waitForMessage(({ body }) => body === 'Yes, I am here.\nJo');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'Draft' })).toBeChecked(); // whoever writes takes over
  await page.keyboard.press('a');
  await expect(page.getByRole('radio', { name: 'Off' })).toBeChecked();
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Done 1 / })).toBeVisible();
});

// Bug caught: a switch that only changes its own picture.
test('one keystroke stops every automatic reply, and says who did it', async () => {
  await maria.text('Hi');
  await expect(row(/202/)).toBeVisible();
  await page.keyboard.press(`${CMD}+Shift+A`);
  await expect(page.getByRole('banner').getByText('AI replies are off everywhere')).toBeVisible();
  await expect(page.getByText(/switched by you at/)).toBeVisible();
  const { answer } = await maria.text('Is anybody there?');
  expect(answer?.body ?? '').not.toContain('<Message');
  await openMaria();
  await expect(page.getByRole('article', { name: /^AI, / })).toHaveCount(1);
});

// Bug caught: a page that comes back empty, with another thread, or with counts of before.
test('a reload shows the same thread and all that happened meanwhile', async () => {
  await maria.text('Hi');
  await openMaria();
  await write('Half a rep');
  await expect(page.getByRole('radio', { name: 'Draft' })).toBeChecked();
  await page.reload();
  await maria.text('One more thing');
  const log = page.getByRole('log');
  await expect(log.getByText('One more thing')).toBeVisible();
  // Whoever has begun to write has taken over: the AI only drafts.
  await expect(log.getByRole('article')).toHaveCount(3);
  await expect(page.getByRole('group', { name: 'Draft by the AI' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('Half a rep');
});

// Bug caught: text of a stranger that becomes a part of the page, or breaks it.
test('hostile text is only text', async () => {
  const hostile = `<img src=x onerror="document.title='broken'"> \u202Egnp.exe\u0007 ${'w'.repeat(900)} https://example.com/a?b=c`;
  await maria.text(hostile, { params: { ProfileName: '<b>Boss</b>\u202E' } });
  const log = await openMaria();
  const bubble = log.getByRole('article').first();
  await expect(bubble).toContainText('<img src=x onerror=');
  await expect(bubble.getByRole('link', { name: 'https://example.com/a?b=c' })).toBeVisible();
  await expect(page.locator('[role=log] img, [role=option] b')).toHaveCount(0);
  expect(await page.title()).toBe('Switchboard');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const { scrollWidth, clientWidth } = await log.evaluate((box) => ({
    scrollWidth: box.scrollWidth,
    clientWidth: box.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});

// Bug caught: a failure without its reason, or a Retry where it cannot help.
test('a failed message says why, and offers only what helps', async () => {
  await maria.text('Hi');
  const log = await openMaria();
  standIn.setDelivery({ failWith: 30003 });
  await write('Can you read this?');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const failure = log.getByRole('button', { name: /^Failed: / });
  await failure.click();
  await expect(page.getByText('Twilio error 30003')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Twilio’s page about error 30003' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Failed sends 1 / })).toBeVisible();
  standIn.setDelivery({ failWith: null });
  await page.getByRole('button', { name: 'Retry' }).click();
  const retried = log.getByRole('article').filter({ hasText: 'Can you read this?' });
  await expect(retried.getByText('Delivered')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Failed sends 0 / })).toBeVisible();

  standIn.setDelivery({ failWith: 30006 });
  await page.keyboard.press('Escape');
  await write('And this?');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await failure.click();
  await expect(page.getByText('Twilio error 30006')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
});

// Bug caught: a composer that still writes to somebody who has said STOP, or that stays locked after START.
test('STOP locks the composer until START', async () => {
  await maria.text('Hi');
  await openMaria();
  await maria.text('STOP', { optOutType: 'STOP' });
  await expect(page.getByText('Opted out').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeDisabled();
  await maria.text('START', { optOutType: 'START' });
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeEnabled();
});

/** Waits until a box stands still: the wheel scrolls it over several frames, and rows are measured as they come. */
async function scrollingHasEnded(box: Locator): Promise<void> {
  await box.evaluate(async (element) => {
    let still = 0;
    for (let last = element.scrollTop; still < 20; last = element.scrollTop) {
      await new Promise(requestAnimationFrame);
      still = element.scrollTop === last ? still + 1 : 0;
    }
  });
}

// Bug caught: a list that jumps under the reader's eyes, or that hides that something came.
test('somebody who reads further up stays there and is told of what is new', async () => {
  await expect(page.getByRole('switch', { name: 'AI replies' })).toBeEnabled();
  await page.keyboard.press(`${CMD}+Shift+A`);
  await expect(page.getByRole('banner').getByText('AI replies are off everywhere')).toBeVisible();
  for (let i = 0; i < 40; i += 1) await maria.text(`Line ${i}\nof a long story that goes on`);
  const log = await openMaria();
  await expect(log.getByText('Line 39')).toBeVisible();
  await log.hover();
  const scrollTop = () => log.evaluate((box) => box.scrollTop);
  const end = await scrollTop();
  await page.mouse.wheel(0, -1500);
  await expect.poll(scrollTop).toBeLessThan(end);
  await scrollingHasEnded(log);
  const reading = log.getByText(/^Line 2\d/).first();
  await expect(reading).toBeVisible();
  const words = await reading.textContent();
  const before = await log.getByText(words ?? '', { exact: true }).boundingBox();
  await maria.text('Are you still reading?');
  const pill = page.getByRole('button', { name: '1 new message' });
  await expect(pill).toBeVisible();
  await scrollingHasEnded(log);
  const after = await log.getByText(words ?? '', { exact: true }).boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
  await pill.click();
  await expect(log.getByText('Are you still reading?')).toBeInViewport();
  await maria.text('Good');
  await expect(log.getByText('Good', { exact: true })).toBeInViewport();
});

// Bug caught: a deletion that leaves messages on screen, or that cannot be taken back.
test('a deleted session is gone, and back again after Undo', async () => {
  await maria.text('Hi');
  const log = await openMaria();
  await log.getByRole('button', { name: /^Session menu/ }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(log.getByRole('article')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(log.getByRole('article')).toHaveCount(2);
});

import { expect, test, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DeskBridge } from '../../src/shared/ipc-contract';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { attacks, oddities, SENTINEL } from '../support/hostile-texts';
import { historyOf, seedByImport } from '../support/seed-import';
import { channelChange, contactChange, sessionChanges } from '../support/session-history';

// One desk for all of them: its people have every bad name there is.
test.describe.configure({ mode: 'serial' });

const LONG = 50_000;
const number = (n: number) => `+1202555${String(1000 + n)}`;
const contactId = (n: number) => `contact${number(n)}`;
const everything = [...attacks, ...Object.values(oddities)];
const names = [...everything, 'x'.repeat(LONG), 'two words '.repeat(LONG / 10), '\u200b\u200d', 'Plain Jane'];
const plain = names.length - 1;

let folder: string;
let desk: Switchboard;
let page: Page;
const failures: string[] = [];

/** Everybody is called something bad and says something bad; the first says all of it, in a session of a bad name. */
function history() {
  const changes = [channelChange('sms', ACCOUNT_ENV.TWILIO_PHONE_NUMBER)];
  const begin = Date.now() - 3_600_000 * 24;
  names.forEach((name, n) => {
    const said = n === 0 ? [...everything, 'y'.repeat(LONG)] : [names[n] ?? ''];
    changes.push(
      contactChange(number(n), name),
      ...sessionChanges({
        id: n.toString(16).padStart(24, '0'),
        address: number(n),
        title: n === plain ? 'Plain title' : name.slice(0, 2_000),
        status: 'closed',
        // The first says so much that it must begin long before the others to stand last.
        at: new Date(begin + (n === 0 ? -600 : n) * 60_000).toISOString(),
        said: said.map((words) => ['contact', words] as const),
      }),
    );
  });
  const made = historyOf(changes);
  return { ...made, contacts: made.contacts.map((contact, n) => ({ ...contact, notes: everything[n] ?? '' })) };
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-hostile-'));
  const dataDir = path.join(folder, 'desk');
  await seedByImport(dataDir, history());
  desk = await launchSwitchboard({ env: { ...ACCOUNT_ENV, AI_RESPONSES_ENABLED: 'false' }, dataDir });
  page = await desk.window();
  page.on('pageerror', (error) => failures.push(error.message));
  await page.setViewportSize({ width: 1280, height: 800 });
  // What the team writes itself is text as well.
  await page.evaluate(
    async ({ ids, tags, texts }) => {
      const { desk: bridge } = window as unknown as { desk: DeskBridge };
      for (const contact_id of ids) await bridge.request('thread.tag', { contact_id, add: tags, remove: [] });
      for (const [n, text] of texts.entries()) {
        await bridge.request('canned.put', { reply_id: null, shortcut: `<b>${n}`, text });
      }
    },
    {
      ids: names.map((_, n) => contactId(n)),
      tags: ['<img onerror=1>', '\u202Etag', 'w'.repeat(40)],
      texts: everything.map((text) => text.slice(0, 1_600)),
    },
  );
});
test.afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const list = () => page.getByRole('listbox');
const log = () => page.getByRole('log');

/** Expects that nothing a stranger wrote has become anything but text, and that the window holds it all. */
async function expectOnlyText(): Promise<void> {
  const found = await page.evaluate((sentinel) => {
    const added = '[data-evil], iframe, object, embed, base, meta[http-equiv="refresh" i], form[action], math';
    const lures = '[href^="javascript:" i], [src^="javascript:" i], [href^="data:" i], img[src^="http" i]';
    const handlers = [...document.querySelectorAll('*')].filter((element) =>
      [...element.attributes].some(({ name }) => name.startsWith('on')),
    );
    const { scrollWidth, scrollHeight } = document.documentElement;
    return {
      ran: sentinel in window || sentinel in Object.prototype,
      added: [...document.querySelectorAll(`${added}, ${lures}`), ...handlers].map(({ outerHTML }) =>
        outerHTML.slice(0, 200),
      ),
      title: document.title,
      over: [scrollWidth > window.innerWidth, scrollHeight > window.innerHeight],
    };
  }, SENTINEL);
  expect(found).toEqual({ ran: false, added: [], title: 'Switchboard', over: [false, false] });
  expect(failures).toEqual([]);
}

/** Expects that a box shows all that is in it without being scrolled sideways. */
async function expectNoOverflow(box: Locator): Promise<void> {
  const { scrollWidth, clientWidth } = await box.evaluate((element) => ({
    scrollWidth: element.scrollWidth,
    clientWidth: element.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}

/** Where the panes stand. */
function panes(): Promise<unknown> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'body nav, body main, body aside, header, footer, section[aria-label="Conversations"]',
      ),
    ].map((pane) => {
      const { left, top, width, height } = pane.getBoundingClientRect();
      return [pane.tagName, ...[left, top, width, height].map(Math.round)];
    }),
  );
}

async function open(n: number): Promise<void> {
  await expect(page.locator(`[id="thread-${contactId(n)}"]`)).toBeAttached();
  await page.evaluate((id) => document.getElementById(id)?.click(), `thread-${contactId(n)}`);
  await expect(log()).toBeVisible();
}

// Bugs caught: a name that turns round what stands beside it, pushes the time out of the row, or makes the row taller.
test('rows keep their shape whatever people are called', async () => {
  await expect(list().getByRole('option').first()).toBeVisible();
  const shapes = new Set<string>();
  for (let n = names.length - 1; n >= 0; n -= 4) {
    await page.keyboard.press('Home');
    await list().evaluate((box, top) => box.scrollTo({ top }), (names.length - 1 - n) * 80);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const seen = await list().evaluate((box) =>
      [...box.querySelectorAll('[role=option]')].map((row) => {
        const { left, width, height, right } = row.getBoundingClientRect();
        const time = row.querySelector('time')?.getBoundingClientRect();
        const name = row.querySelector('bdi')?.getBoundingClientRect();
        return [left, width, height, right - (time?.right ?? NaN), (name?.right ?? NaN) <= (time?.left ?? NaN)]
          .map((part) => (typeof part === 'number' ? Math.round(part) : part))
          .join(' ');
      }),
    );
    for (const shape of seen) shapes.add(shape);
  }
  expect([...shapes]).toHaveLength(1);
  expect([...shapes][0]).toMatch(/true$/);
  await expectNoOverflow(list());
  await expectOnlyText();
});

// Bugs caught: markup that is drawn, a link that is none, a bubble wider than its pane, panes pushed aside.
test('threads, their heads and what is known of people keep their shape', async () => {
  await list().evaluate((box) => box.scrollTo({ top: 0 }));
  await open(plain);
  await expect(page.getByRole('heading', { level: 2, name: 'Plain Jane' })).toBeVisible();
  const usual = await panes();
  for (const n of [plain - 1, plain - 2, plain - 3, 0, attacks.length, attacks.length + 5]) {
    await list().evaluate((box, top) => box.scrollTo({ top }), (names.length - 1 - n) * 80);
    await expect(page.locator(`[id="thread-${contactId(n)}"]`)).toBeAttached();
    await open(n);
    await expect(page.locator(`[id="thread-${contactId(n)}"]`)).toHaveAttribute('aria-selected', 'true');
    await expect(log().getByRole('article').first()).toBeVisible();
    // Somebody without a name that can be seen is called by the number.
    if (n === plain - 1) await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('555');
    expect(await panes()).toEqual(usual);
    await expectNoOverflow(log());
    await expectNoOverflow(page.getByRole('complementary', { name: 'About this person' }));
    await expectOnlyText();
  }
});

// Bugs caught: an attack that lies in wait until it is scrolled to; a link that opens what is not of the web.
test('every bad text is shown as it was written', async () => {
  await list().evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await expect(page.locator(`[id="thread-${contactId(0)}"]`)).toBeAttached();
  await open(0);
  await expect(page.locator(`[id="thread-${contactId(0)}"]`)).toHaveAttribute('aria-selected', 'true');
  await log().evaluate((box) => box.scrollTo({ top: 0 }));
  for (const words of attacks) {
    const bubble = log().getByRole('article').filter({ hasText: words });
    await bubble.first().scrollIntoViewIfNeeded();
    await expect(bubble.first()).toContainText(words);
  }
  const links = await log().evaluate((box) =>
    [...box.querySelectorAll('[role=link], a')].map((link) => link.textContent),
  );
  for (const link of links) expect(link).toMatch(/^https:\/\/(good|evil)\.example\//);
  await log().evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await expectNoOverflow(log());
  await expectOnlyText();
});

// Bug caught: a dialogue or a list of choices that a name bursts.
test('dialogues and choices keep their shape', async () => {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Merge with another person…' }).click();
  await dialog.getByLabel('Name or number').fill('evil');
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  await expectNoOverflow(dialog);
  await dialog.getByRole('listitem').getByRole('button').last().click();
  await expect(dialog.getByText('become one person')).toBeVisible();
  await expectNoOverflow(dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await log().focus();
  await page.keyboard.press('t');
  await expect(dialog).toBeVisible();
  await expectNoOverflow(dialog);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await log().focus();
  await page.keyboard.press('/');
  const canned = page.getByRole('listbox', { name: 'Canned replies' });
  await expect(canned.getByRole('option').first()).toBeVisible();
  await expectNoOverflow(canned);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Reply' }).fill('');
  await page.getByRole('button', { name: 'Canned replies' }).click();
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  await expectNoOverflow(dialog);
  await expectOnlyText();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

// Bug caught: what is found is marked in the text, and the text becomes markup by it.
test('what is found by its words is only text', async () => {
  const found = page.getByRole('listbox', { name: 'Found' });
  for (const words of ['evil', 'onerror', 'script', 'xxxxxxxx', 'two words']) {
    await page.keyboard.press('Control+f');
    await page.getByRole('combobox', { name: 'Search messages and people' }).fill(words);
    await expect(found.locator('mark').first()).toBeVisible();
    await expectNoOverflow(found);
    await expectOnlyText();
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('script');
  await expect(
    page
      .getByRole('dialog')
      .getByText(/script data-evil/)
      .first(),
  ).toBeVisible();
  await expectNoOverflow(page.getByRole('dialog'));
  await expectOnlyText();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

// Bug caught: a table whose columns a title shifts; a log line that is drawn; a page that a name breaks.
test('sessions, insights and activity keep their shape', async () => {
  const words = `<img data-evil src=x onerror="window.${SENTINEL}=1"> ${'😀'.repeat(400)}`;
  await receiveText(desk, '+12025559999', words, { ProfileName: '<b>Boss</b>\u202E' });
  await page.getByRole('button', { name: 'Sessions', exact: true }).click();
  const grid = page.getByRole('grid', { name: 'Sessions' });
  await expect(grid.getByRole('row').nth(5)).toBeVisible();
  for (const key of ['Home', 'End']) {
    await grid.focus();
    await page.keyboard.press(key);
    const columns = await grid.evaluate((table) => [
      ...new Set(
        [...table.querySelectorAll('[role=row]')]
          .filter((row) => row.children.length > 5)
          .map((row) => [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().left)).join(' ')),
      ),
    ]);
    expect(columns).toHaveLength(1);
    await expectNoOverflow(grid);
    await expectOnlyText();
  }
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoOverflow(page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Insights', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible();
  await expectOnlyText();
  await page.getByRole('button', { name: 'Activity', exact: true }).click();
  const lines = page.getByRole('region', { name: 'Activity log' });
  await expect(lines.getByRole('listitem').first()).toBeVisible();
  await expectNoOverflow(lines);
  await expectOnlyText();
});

// Bug caught: a name of a book's length, or one that turns the words round, on everybody's screen.
test('titles of windows and notifications are only text', async () => {
  await watch(desk.app);
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await receiveText(desk, number(plain - 3), 'Is anybody there?\u202E\u0007');
  const shown = () =>
    desk.app.evaluate(() => (globalThis as unknown as { shown: { title: string; body: string }[] }).shown.at(-1));
  await expect.poll(async () => (await shown())?.body).toContain('Is anybody there?');
  const { title = '', body = '' } = (await shown()) ?? {};
  expect(title).toMatch(/^x+…$/);
  expect(title.length).toBeLessThanOrEqual(120);
  for (const sign of ['\u202d', '\u202e', '\u0007']) expect(body).not.toContain(sign);
  const titles = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.getTitle()),
  );
  expect(titles).toEqual(['Switchboard']);
});

/** Keeps what the app asks the system to show. */
async function watch(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const shown: unknown[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: { title: string; body: string }) {
      shown.push({ title: this.title, body: this.body });
    };
  });
}

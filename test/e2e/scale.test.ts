import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard, type Switchboard } from '../support/electron-app';
import { seedStore, seededAddress } from '../support/seed-store';

const THREADS = 5_000;
const MESSAGES = 100_000;
const LONGEST = 10_000;
/** What a screen of rows or bubbles and some beyond its edges come to, however many there are. */
const A_SCREENFUL = 60;

// One desk for all of them: to fill it is the dearest part.
test.describe.configure({ mode: 'serial' });

let folder: string;
let desk: Switchboard;
let page: Page;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-scale-'));
  const dataDir = path.join(folder, 'desk');
  await seedStore({
    dir: dataDir,
    threads: THREADS,
    messages: MESSAGES,
    longest: LONGEST,
    ours: ACCOUNT_ENV.TWILIO_PHONE_NUMBER,
  });
  desk = await launchSwitchboard({ env: { ...ACCOUNT_ENV, AI_RESPONSES_ENABLED: 'false' }, dataDir });
  page = await desk.window();
  await page.setViewportSize({ width: 1280, height: 800 });
});
test.afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const list = () => page.getByRole('listbox', { name: 'Conversations, All' });
const rows = () => list().getByRole('option');
const log = () => page.getByRole('log');
const bubbles = () => log().getByRole('article');
const count = (name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: new RegExp(`^${name} \\d`) });

/** Gives what stands where in a box, from its upper edge, by what it says. */
function places(
  box: Locator,
  role: 'option' | 'article',
  which: 'seen' | 'all' = 'seen',
): Promise<Record<string, number>> {
  const asked = { wanted: role, all: which === 'all' };
  return box.evaluate((element, { wanted, all }) => {
    const edge = element.getBoundingClientRect();
    const seen = [...element.querySelectorAll(wanted === 'option' ? '[role=option]' : 'article')]
      .map((one) => ({
        words: one.id || (one.closest('[data-index]')?.textContent ?? ''),
        at: one.getBoundingClientRect(),
      }))
      .filter(({ at }) => all || (at.top >= edge.top && at.bottom <= edge.bottom));
    return Object.fromEntries(seen.map(({ words, at }) => [words, Math.round(at.top - edge.top)]));
  }, asked);
}

/** Waits until a box has stood still for some frames. */
function standsStill(box: Locator): Promise<void> {
  return box.evaluate(async (element) => {
    let still = 0;
    for (let last = NaN; still < 12;) {
      await new Promise(requestAnimationFrame);
      const now = element.scrollTop + element.scrollHeight;
      still = now === last ? still + 1 : 0;
      last = now;
    }
  });
}

/** Scrolls a box by the wheel, over several frames, and gives the most elements of a kind that it held in any of them. */
function scrollThrough(box: Locator, selector: string, by: number, frames: number): Promise<number> {
  return box.evaluate(
    async (element, options) => {
      let most = 0;
      for (let n = 0; n < options.frames; n += 1) {
        element.scrollTop += options.by;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, element.querySelectorAll(options.selector).length);
      }
      return most;
    },
    { selector, by, frames },
  );
}

// Bug caught: a list that mounts every row it has passed, or that ends before the last conversation.
test('five thousand conversations are scrolled through with a screenful of rows', async () => {
  await expect(count('All')).toContainText('5K');
  await expect(rows().first()).toHaveAttribute('aria-setsize', String(THREADS));
  expect(await scrollThrough(list(), '[role=option]', 700, 60)).toBeLessThan(A_SCREENFUL);
  await expect
    .poll(
      async () => {
        await list().evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
        return rows().last().getAttribute('aria-posinset');
      },
      { timeout: 30_000, intervals: [20] },
    )
    .toBe(String(THREADS));
  expect(await rows().count()).toBeLessThan(A_SCREENFUL);
});

// Bug caught: rows that move under the pointer because somebody wrote.
test('a message lets the list stand still for who looks further down', async () => {
  await list().evaluate((box) => box.scrollTo({ top: 30_000 }));
  await standsStill(list());
  const before = await places(list(), 'option');
  expect(Object.keys(before).length).toBeGreaterThan(4);
  await receiveText(desk, seededAddress(4_000), 'From far below');
  await receiveText(desk, '+12025550999', 'Somebody new');
  await expect.poll(() => rows().first().getAttribute('aria-setsize')).toBe(String(THREADS + 1));
  await standsStill(list());
  expect(await places(list(), 'option')).toEqual(before);
  await list().evaluate((box) => box.scrollTo({ top: 0 }));
  await expect(rows().first()).toContainText('Somebody new');
  await expect(rows().nth(1)).toContainText('From far below');
});

// Bug caught: typing that waits for a thread of ten thousand messages, or for a list of five thousand rows.
test('typing costs as much in the longest thread as in the shortest', async () => {
  await rows().first().click();
  await expect(bubbles()).toHaveCount(1);
  const short = await typeAndMeasure();
  await openLongest();
  await loadAll();
  const long = await typeAndMeasure();
  // A busy machine makes single keys late in both; what a thread costs shows in the middle one and in the crowd of them.
  expect(long.median).toBeLessThan(16);
  expect(long.median).toBeLessThanOrEqual(short.median * 2 + 2);
  expect(long.longTasks).toBeLessThanOrEqual(short.longTasks + 5);
});

// Bug caught: a thread that mounts every message that was looked at.
test('ten thousand messages are scrolled through with a screenful of bubbles', async () => {
  expect(await scrollThrough(log(), 'article', 1_500, 80)).toBeLessThan(A_SCREENFUL);
  await log().evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  expect(await bubbles().count()).toBeLessThan(A_SCREENFUL);
});

// Bug caught: a reader of old messages who is carried off by a new one, or who is not told of it.
test('a message keeps the place of who reads far up in the longest thread', async () => {
  await log().evaluate((box) => box.scrollTo({ top: box.scrollHeight / 2 }));
  await standsStill(log());
  const before = await places(log(), 'article');
  expect(Object.keys(before).length).toBeGreaterThan(1);
  await receiveText(desk, seededAddress(0), 'Are you still there?');
  const pill = page.getByRole('button', { name: '1 new message' });
  await expect(pill).toBeVisible();
  await standsStill(log());
  // What stood at the edge may have been cut by a banner above or below meanwhile; it must not have moved.
  const after = await places(log(), 'article', 'all');
  for (const [words, at] of Object.entries(before)) expect(Math.abs((after[words] ?? NaN) - at)).toBeLessThanOrEqual(1);
  await pill.click();
  await expect(log().getByText('Are you still there?')).toBeInViewport();
});

async function openLongest(): Promise<void> {
  await list().evaluate((box) => box.scrollTo({ top: 0 }));
  await rows().filter({ hasText: 'Customer 0' }).click();
  await expect(page.getByRole('heading', { name: 'Customer 0', exact: true })).toBeVisible();
  await expect(bubbles().first()).toBeVisible();
}

/** Has the thread fetch page after page until its first message is there. */
async function loadAll(): Promise<void> {
  await expect
    .poll(
      () =>
        log().evaluate((box) => {
          box.scrollTo({ top: 0 });
          return box.querySelector('[data-index="0"]') !== null &&
            box.querySelectorAll('[aria-label="Loading older messages"]').length === 0
            ? box.scrollHeight
            : 0;
        }),
      { timeout: 40_000, intervals: [50] },
    )
    .toBeGreaterThan(LONGEST * 60);
}

/**
 * Types a sentence and gives the time that the page was at work for the key in the middle, in milliseconds, and how many
 * tasks held it up for more than 50 ms meanwhile.
 */
async function typeAndMeasure(): Promise<{ median: number; longTasks: number }> {
  const box = page.getByRole('textbox', { name: 'Reply' });
  await box.click();
  // The first letters take the conversation over from the AI, which is work of its own.
  await box.pressSequentially('So ');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await box.evaluate((area) => {
    const own = window as unknown as { keys: number[]; longTasks: number; observer: PerformanceObserver };
    own.keys = [];
    own.longTasks = 0;
    own.observer = new PerformanceObserver((seen) => {
      own.longTasks += seen.getEntries().length;
    });
    own.observer.observe({ type: 'longtask' });
    let begin = 0;
    // From before the first listener to after the last one has drawn: React renders what is typed within the event.
    window.addEventListener('input', () => (begin = performance.now()), { capture: true });
    window.addEventListener('input', () => {
      void area.getBoundingClientRect();
      own.keys.push(performance.now() - begin);
    });
  });
  await box.pressSequentially('this is what we are going to do about it, tomorrow.');
  const seen = await page.evaluate(() => {
    const own = window as unknown as { keys: number[]; longTasks: number; observer: PerformanceObserver };
    own.observer.disconnect();
    return { keys: own.keys, longTasks: own.longTasks };
  });
  await box.fill('');
  const sorted = [...seen.keys].sort((a, b) => a - b);
  expect(sorted.length).toBeGreaterThan(40);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? NaN, longTasks: seen.longTasks };
}

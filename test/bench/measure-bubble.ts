import { mkdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { baselineEnvironment, deskEnvironment } from './desk-environment';
import type { ElectronProcess } from './electron-process';
import type { Measure, MeasureContext, Outcome } from './measure';
import { seedDesk, sendersOf } from './seed-desk';
import { makeForm, PATH, signForm } from './sign-requests';
import { quantile, ratiosOf, spreadOf, type Spread } from './statistics';

const GOAL = 1.3;
/** Texts in a row before the other one has its turn. */
const BLOCK = 25;

/** The way of one text, in milliseconds from the moment at which its request was sent. */
interface Way {
  /** The page was told. */
  readonly told: number;
  /** Its bubble is in the document. */
  readonly seen: number;
}

/** From a signed request to the text in the document, in a conversation that is open, seen from within the page. */
export const measureBubble: Measure = {
  name: 'bubble',
  title: 'From the webhook to the bubble',
  run: async (context) => {
    const stored = context.quick ? 10_000 : 100_000;
    const dir = path.join(context.scratch, 'bubble');
    await mkdir(dir);
    context.say(`storing ${stored} messages first`);
    await seedDesk(dir, stored);
    const [sender = ''] = sendersOf(stored);
    const desk = context.startElectron('desk', deskEnvironment(dir));
    const listed = desk.nextFromPage('list-painted');
    const minimal = context.startElectron('minimal', baselineEnvironment);
    try {
      await minimal.url();
      await listed;
      await openConversation(desk, sender);
      return await compare(context, desk, minimal, sender, stored);
    } finally {
      await Promise.all([desk.quit(), minimal.quit()]);
    }
  },
};

/** A text brings the sender's thread to the top of the list, where it is opened. */
async function openConversation(desk: ElectronProcess, sender: string): Promise<void> {
  await post(await desk.url(), sender, 'Hello');
  const pressed = desk.nextFromPage('pressed');
  desk.tellPage({ type: 'press', selector: `[role="option"]:has([title])` });
  await pressed;
}

async function compare(
  context: MeasureContext,
  desk: ElectronProcess,
  minimal: ElectronProcess,
  sender: string,
  stored: number,
): Promise<Outcome> {
  const blocks = context.quick ? 4 : 12;
  const ours: Way[][] = [];
  const theirs: Way[][] = [];
  // The first block warms up.
  for (let block = 0; block <= blocks; block++) {
    const mine = await measureBlock(desk, sender, block);
    const other = await measureBlock(minimal, sender, block);
    context.say(`p95 ${p95(mine).toFixed(1)} ms against ${p95(other).toFixed(1)} ms`);
    if (block === 0) continue;
    ours.push(mine);
    theirs.push(other);
  }
  const ratio: Spread = {
    ...spreadOf(ratiosOf(ours.map(p95), theirs.map(p95))),
    median: p95(ours.flat()) / p95(theirs.flat()),
  };
  const middle = (ways: readonly Way[][], pick: (way: Way) => number): string =>
    quantile(ways.flat().map(pick), 0.5).toFixed(1);
  return {
    findings: [
      {
        what: `webhook to bubble in the document, p95, ${stored} stored`,
        against: 'Express + signature + webContents.send + textContent',
        ratio,
        goal: { kind: 'at-most', ratio: GOAL },
        ours: { ...spreadOf(ours.map(p95)), median: p95(ours.flat()) },
        theirs: { ...spreadOf(theirs.map(p95)), median: p95(theirs.flat()) },
        unit: 'ms',
      },
    ],
    remarks: [
      `Bubble, medians: the page is told after ${middle(ours, (way) => way.told)} ms ` +
        `(minimal: ${middle(theirs, (way) => way.told)}): request, signature, AI, one write and sync to disk, IPC; and ` +
        `${middle(ours, (way) => way.seen - way.told)} ms later the bubble is there ` +
        `(minimal: ${middle(theirs, (way) => way.seen - way.told)}): reducer, React.`,
    ],
  };
}

async function measureBlock(electron: ElectronProcess, sender: string, block: number): Promise<Way[]> {
  const url = await electron.url();
  const offset = await clockOffset(electron);
  const ways: Way[] = [];
  for (let n = 0; n < BLOCK; n++) {
    const text = `What are your hours on day ${block}-${n}-?`;
    const seen = electron.nextFromPage('seen');
    electron.tellPage({ type: 'expect', text });
    // So that the page knows what to look for, and each text finds everything at rest.
    await sleep(20 + Math.random() * 20);
    const sentAt = now();
    const answered = post(url, sender, text);
    const { at, toldAt } = await seen;
    await answered;
    ways.push({ told: toldAt - offset - sentAt, seen: at - offset - sentAt });
  }
  return ways;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** How far the page's clock is ahead of ours: by the quickest of several exchanges, taken to be as long both ways. */
async function clockOffset(electron: ElectronProcess): Promise<number> {
  let best = { took: Infinity, offset: 0 };
  for (let n = 0; n < 15; n++) {
    const pong = electron.nextFromPage('pong');
    const askedAt = now();
    electron.tellPage({ type: 'ping' });
    const { at } = await pong;
    const took = now() - askedAt;
    if (took < best.took) best = { took, offset: at - (askedAt + took / 2) };
  }
  return best.offset;
}

function p95(ways: readonly Way[]): number {
  return quantile(
    ways.map((way) => way.seen),
    0.95,
  );
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function post(base: string, from: string, body: string): Promise<void> {
  const form = makeForm(from, body);
  const payload = new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const request = http.request(
      base + PATH,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'content-length': Buffer.byteLength(payload),
          'x-twilio-signature': signForm(base, form),
        },
      },
      (response) => {
        response.resume().once('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`The webhook was answered with ${response.statusCode}.`));
        });
      },
    );
    request.once('error', reject).end(payload);
  });
}

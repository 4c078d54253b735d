import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { deskEnvironment } from './desk-environment';
import type { ElectronProcess } from './electron-process';
import type { Measure, MeasureContext, Outcome } from './measure';
import { seedDesk } from './seed-desk';
import { median, ratiosOf, spreadOf } from './statistics';

const GOAL = 1.5;

/** What is known of a start, in milliseconds since the process was started. */
interface Start {
  readonly electronReady: number;
  /** The page's document is there and two frames have gone by. */
  readonly pageReady: number;
  /** What it was started for is on the screen. */
  readonly usable: number;
}

/**
 * From starting the program to the first rows of the list on the screen, with everything that is stored, against the
 * same Electron with an empty window.
 */
export const measureStart: Measure = {
  name: 'start',
  title: 'From the start of the program to a list that can be used',
  run: async (context) => {
    const stored = context.quick ? 10_000 : 100_000;
    const dir = path.join(context.scratch, 'start');
    await mkdir(dir);
    context.say(`storing ${stored} messages first`);
    await seedDesk(dir, stored);
    const rounds = context.quick ? 3 : 7;
    const ours: Start[] = [];
    const theirs: Start[] = [];
    // The first round fills the file cache and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const desk = await startDesk(context, dir);
      const empty = await startEmpty(context);
      context.say(`${desk.usable.toFixed(0)} ms against ${empty.usable.toFixed(0)} ms`);
      if (round === 0) continue;
      ours.push(desk);
      theirs.push(empty);
    }
    await rm(dir, { recursive: true, force: true });
    return outcomeOf(stored, ours, theirs);
  },
};

async function startDesk(context: MeasureContext, dir: string): Promise<Start> {
  return watchStart(context.startElectron('desk', deskEnvironment(dir)), 'list-painted');
}

async function startEmpty(context: MeasureContext): Promise<Start> {
  return watchStart(context.startElectron('empty'), 'empty-painted');
}

async function watchStart(electron: ElectronProcess, usable: 'list-painted' | 'empty-painted'): Promise<Start> {
  try {
    const since = async (moment: Promise<{ readonly hereAt: number }>): Promise<number> =>
      (await moment).hereAt - electron.startedAt;
    const [electronReady, pageReady, usableAt] = await Promise.all([
      since(electron.next('ready')),
      since(electron.nextFromPage('empty-painted')),
      since(electron.nextFromPage(usable)),
    ]);
    return { electronReady, pageReady, usable: usableAt };
  } finally {
    await electron.quit();
  }
}

function outcomeOf(stored: number, ours: readonly Start[], theirs: readonly Start[]): Outcome {
  const usable = (starts: readonly Start[]): number[] => starts.map((start) => start.usable);
  const middle = (starts: readonly Start[], pick: (start: Start) => number): string =>
    median(starts.map(pick)).toFixed(0);
  return {
    findings: [
      {
        what: `start to first rows painted, ${stored} stored`,
        against: 'an empty window of the same Electron',
        ratio: spreadOf(ratiosOf(usable(ours), usable(theirs))),
        goal: { kind: 'at-most', ratio: GOAL },
        ours: spreadOf(usable(ours)),
        theirs: spreadOf(usable(theirs)),
        unit: 'ms',
      },
    ],
    remarks: [
      `Start: Electron itself is up after ${middle(ours, (start) => start.electronReady)} ms ` +
        `(empty: ${middle(theirs, (start) => start.electronReady)}), which includes reading the main script; from there ` +
        `${middle(ours, (start) => start.pageReady - start.electronReady)} ms until the page's document is drawn ` +
        `(empty: ${middle(theirs, (start) => start.pageReady - start.electronReady)}); from there ` +
        `${middle(ours, (start) => start.usable - start.pageReady)} ms until the rows are on the screen.`,
    ],
  };
}

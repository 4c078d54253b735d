import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { baselineEnvironment, deskEnvironment } from './desk-environment';
import type { ElectronProcess } from './electron-process';
import { startLoadGenerator, type LoadGenerator } from './load-generator';
import type { Finding, Measure, MeasureContext, Outcome } from './measure';
import { readProfile, sayProfile } from './read-profile';
import { seedDesk, sendersOf } from './seed-desk';
import { median, quantile, ratiosOf, spreadOf } from './statistics';
import { waitUntilQuiet } from './wait-until-quiet';

const CONNECTIONS = 20;
const GOAL = 0.8;

interface Round {
  readonly perSecond: number;
  readonly p95: number;
  /** CPU time of the main process for each request, in milliseconds. */
  readonly cpuMs: number;
}

/**
 * Signed webhooks per second through everything, against a server that only checks the signature. Both run in
 * Electron's main process without a window, with the same program sending from a process of its own.
 */
export const measureWebhooks: Measure = {
  name: 'webhooks',
  title: 'Signed webhooks per second, 20 connections',
  run: async (context) => {
    const stored = context.quick ? 10_000 : 100_000;
    const dir = path.join(context.scratch, 'webhooks');
    await mkdir(dir);
    context.say(`storing ${stored} messages first`);
    await seedDesk(dir, stored);
    const load = startLoadGenerator();
    const desk = context.startElectron('desk', deskEnvironment(dir));
    const express = context.startElectron('express', baselineEnvironment);
    try {
      return await compare(context, { desk, express, load, stored });
    } finally {
      await Promise.all([desk.quit(), express.quit(), load.close()]);
    }
  },
};

interface Parts {
  readonly desk: ElectronProcess;
  readonly express: ElectronProcess;
  readonly load: LoadGenerator;
  readonly stored: number;
}

async function compare(context: MeasureContext, { desk, express, load, stored }: Parts): Promise<Outcome> {
  const senders = sendersOf(stored);
  const count = context.quick ? 2000 : 6000;
  const rounds = context.quick ? 3 : 7;
  const round = async (server: ElectronProcess): Promise<Round> => {
    await waitUntilQuiet([desk.pid, express.pid]);
    const cpuBefore = await server.cpuMs();
    const result = await load.run({ url: await server.url(), senders, count, connections: CONNECTIONS });
    const cpuMs = ((await server.cpuMs()) - cpuBefore) / count;
    return { perSecond: result.perSecond, p95: quantile(result.latencies, 0.95), cpuMs };
  };
  const both = async (): Promise<{ ours: Round; theirs: Round }> => {
    const ours = await round(desk);
    const theirs = await round(express);
    context.say(`${ours.perSecond.toFixed(0)}/s against ${theirs.perSecond.toFixed(0)}/s`);
    return { ours, theirs };
  };

  const open = await both();
  const closed = desk.next('windows-closed');
  desk.tell({ type: 'close-windows' });
  await closed;
  await both();
  const measured: { ours: Round; theirs: Round }[] = [];
  for (let n = 0; n < rounds; n++) measured.push(await both());

  const ours = measured.map((one) => one.ours);
  const theirs = measured.map((one) => one.theirs);
  const finding = (what: string, pick: (one: Round) => number, unit: string, goal: Finding['goal']): Finding => ({
    what,
    against: 'Express + twilio.webhook() + fixed TwiML, nothing kept',
    ratio: spreadOf(ratiosOf(ours.map(pick), theirs.map(pick))),
    goal,
    ours: spreadOf(ours.map(pick)),
    theirs: spreadOf(theirs.map(pick)),
    unit,
  });
  return {
    findings: [
      finding(`webhooks per second, ${stored} stored`, (one) => one.perSecond, '/s', { kind: 'at-least', ratio: GOAL }),
      finding('… CPU time of the main process each', (one) => one.cpuMs, 'ms', null),
      finding('… answered within, p95', (one) => one.p95, 'ms', null),
    ],
    remarks: [
      `With the window open and showing the list (one round, both cores busy): ${open.ours.perSecond.toFixed(0)}/s, ` +
        `${(open.ours.perSecond / open.theirs.perSecond).toFixed(2)} of Express.`,
      ...(await sayWhere(context, desk, load, senders, count, median(ours.map((one) => one.cpuMs)))),
    ],
  };
}

/** Where the time of a webhook goes, by a profile of the main process under the same load. */
async function sayWhere(
  context: MeasureContext,
  desk: ElectronProcess,
  load: LoadGenerator,
  senders: readonly string[],
  count: number,
  cpuMs: number,
): Promise<string[]> {
  const file = process.env.BENCH_PROFILE ?? path.join(context.scratch, 'webhooks.cpuprofile');
  await waitUntilQuiet([desk.pid]);
  const profiling = desk.next('profiling');
  desk.tell({ type: 'start-profile' });
  await profiling;
  await load.run({ url: await desk.url(), senders, count, connections: CONNECTIONS });
  const profiled = desk.next('profiled');
  desk.tell({ type: 'stop-profile', file });
  await profiled;
  const parts = sayProfile(await readProfile(file));
  return [`Of ${(cpuMs * 1000).toFixed(0)} µs of CPU each: ${parts}.`];
}

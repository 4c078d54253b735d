import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { RequestTrouble } from '../../../src/main/simulator/rest/make-trouble';
import { bundle } from '../../support/bundle';
import { createFastClock } from '../../support/fast-clock';
import { freePort } from '../../support/http-server';
import type { SendStream, Settled } from '../../support/send-stream';
import { OURS } from '../../support/start-desk';
import { makeFolder } from '../../support/store-folder';
import { openStandIn } from './support/desk-harness';

const MESSAGES = 500;
const KILLS = 10;
/** The kills fall while so many come to be at Twilio: fewer than do, since some fail and each kill comes a little late. */
const CREATED_DURING_KILLS = MESSAGES * 0.6;
const PEOPLE = 24;
const SENDERS = [OURS, '+15703251810', '+15703251811'];
const SAME_WORDS = 'OK.';
/** Minutes in which a message is looked for pass in seconds. */
const SPEED = 60;

/** What goes wrong with a request to send, in so many of a hundred; the rest goes well. */
const troubles: readonly (readonly [share: number, trouble: RequestTrouble])[] = [
  [5, { kind: 'drop', when: 'before' }],
  [5, { kind: 'drop', when: 'after' }],
  [4, { kind: 'drop', when: 'mid-answer' }],
  [4, { kind: 'fault', when: 'before' }],
  [4, { kind: 'fault', when: 'after' }],
  [3, { kind: 'too-many' }],
  [2, { kind: 'too-many', retryAfterSeconds: 1 }],
];
/** The requests to send that all get a 429, so that the repeats of the library are used up as well. */
const STORM = { from: 200, to: 290 };

// Bugs caught: a text sent twice, or lost, by whatever can break between the desk and Twilio and by the end of the process
// at any point; one that is shown as delivered and never was, or as failed and was; one that is on its way for ever; two
// with the same words taken for one; texts to one person out of their order.
test('500 texts with broken connections, refusals and ten kills: each at most once, in order, and all told truly', async () => {
  const epoch = Date.now();
  const standIn = await openStandIn([], {
    clock: createFastClock(epoch, SPEED),
    numbers: SENDERS.map((phoneNumber) => ({ phoneNumber })),
  });
  let posts = 0;
  standIn.scriptTrouble(({ method, path: asked }) => {
    if (!asked.endsWith('/Messages.json')) return null;
    if (method === 'GET') return Math.random() < 0.1 ? { kind: 'drop', when: 'before' } : null;
    posts += 1;
    if (posts >= STORM.from && posts < STORM.to) return { kind: 'too-many' };
    let left = Math.random() * 100;
    for (const [share, trouble] of troubles) {
      left -= share;
      if (left < 0) return trouble;
    }
    return null;
  });
  const stream: SendStream = {
    ...{ dataDir: await makeFolder(), epoch, speed: SPEED },
    env: { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false', PORT: String(await freePort()) },
    texts: Array.from({ length: MESSAGES }, (_, n) => ({
      id: `m${n}`,
      from: SENDERS[n % SENDERS.length] ?? OURS,
      to: `+120255501${String(n % PEOPLE).padStart(2, '0')}`,
      body: n % 5 === 0 ? SAME_WORDS : `Text ${n}`,
    })),
  };
  const folder = await makeFolder();
  const program = await bundle('test/support/send-stream.ts', folder);

  const accepted = new Set<string>();
  let settled: Settled | null = null;
  let kills = 0;
  while (settled === null) {
    const child = spawn(process.execPath, [program, JSON.stringify(stream)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const soFar = standIn.messages.newestFirst().length;
    const enough = soFar + Math.max(1, Math.floor((CREATED_DURING_KILLS - soFar) / (KILLS - kills + 1)));
    const stop = standIn.onEvent(() => {
      if (kills < KILLS && standIn.messages.newestFirst().length >= enough) child.kill('SIGKILL');
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('accepted ')) accepted.add(line.slice('accepted '.length));
      if (!line.startsWith('settled ')) continue;
      settled = JSON.parse(line.slice('settled '.length)) as Settled;
      child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    stop();
    expect([errors, child.signalCode]).toEqual(['', 'SIGKILL']);
    if (settled === null) kills += 1;
  }

  expect(kills).toBe(KILLS);
  expect(accepted.size).toBe(MESSAGES);
  const created = [...standIn.messages.newestFirst()].reverse();
  const bySid = new Map(settled.flatMap((one) => (one.sid === null ? [] : [[one.sid, one] as const])));
  const said = settled.filter(({ status }) => status === 'delivered');
  // Each that is told as delivered is there, under a SID of its own; each that is there is told so.
  expect(new Set(said.map(({ sid }) => sid)).size).toBe(said.length);
  expect(created.map(({ sid }) => bySid.get(sid)?.status ?? `${sid} is of nobody`)).toEqual(
    created.map(() => 'delivered'),
  );
  expect(said.length).toBe(created.length);
  expect(settled.filter(({ status }) => status !== 'delivered').map(({ status }) => status)).toEqual(
    Array.from({ length: MESSAGES - said.length }, () => 'failed'),
  );
  // Much more than half got through, and some did not: else nothing was tried here.
  expect(said.length).toBeGreaterThan(MESSAGES / 2);
  expect(said.length).toBeLessThan(MESSAGES);
  for (const { to } of stream.texts.slice(0, PEOPLE)) {
    // Which of two with the same words one was that a killed desk had sent, nobody can tell, nor does it matter.
    const own = created.filter((one) => one.to === to && one.body !== SAME_WORDS);
    const order = own.map(({ sid }) => Number(bySid.get(sid)?.id.slice(1)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
}, 120_000);

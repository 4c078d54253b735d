import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diskError, FaultDisk } from '../../support/fault-disk';
import { ACCOUNT, newSid, OURS } from '../../support/start-desk';
import { A, aiMessages, EMPTY, openAsAfterPowerCut, openDeskFor, threadOf, untilChange } from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

const RETRY = 1000;

async function openOnDisk() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-desk-'));
  const disk = new FaultDisk(dataDir);
  const clock = createWatchedClock();
  const desk = await openDeskFor({ dataDir, disk, clock });
  const fill = () => {
    disk.before = ({ kind }) => {
      if (kind === 'write' || kind === 'open') throw diskError('ENOSPC');
    };
  };
  const free = () => (disk.before = () => undefined);
  return { desk, clock, fill, free };
}

// Bugs caught: a repeat that is answered from memory while the disk is full: Twilio counts the text as taken, and a power
// cut takes it away; a reply that says "sent" for ever although Twilio got a refusal.
test('while the disk is full a repeat is refused like the first, and afterwards nothing claims to have been sent', async () => {
  const { desk, clock, fill, free } = await openOnDisk();
  await desk.text(A, 'Hello');
  fill();
  const form = { MessageSid: newSid(), AccountSid: ACCOUNT, From: A, To: OURS, Body: 'Thank you', NumMedia: '0' };
  for (let time = 0; time < 3; time += 1) {
    const { status, type, body } = await desk.post('/api/webhooks/sms', form);
    expect([status, type, body]).toEqual([503, 'text/xml; charset=utf-8', expect.stringMatching(EMPTY)]);
  }
  const cut = await openAsAfterPowerCut(desk, { clock: createWatchedClock() });
  expect((await cut.documents()).messages.map((one) => one.content)).not.toContain('Thank you');

  const flagged = untilChange(desk, 'thread.flagged');
  free();
  await clock.untilTimer(RETRY);
  clock.advance(RETRY);
  expect((await flagged).needsHuman?.reason).toMatch(/disk was full/);
  const { messages } = await desk.documents();
  expect(messages.filter((one) => one.sender === 'contact').map((one) => one.content)).toEqual(['Hello', 'Thank you']);
  expect(aiMessages(messages).map((one) => one.status)).toEqual(['sent', 'failed']);
  expect(threadOf(desk).failedIds).toHaveLength(1);
});

// Bug caught: a step of a call that is answered from memory while the disk is full.
test('while the disk is full a repeated step of a call is refused too', async () => {
  const { desk, clock, fill, free } = await openOnDisk();
  fill();
  const form = { CallSid: 'CA1', AccountSid: ACCOUNT, From: A, To: OURS, CallStatus: 'ringing' };
  for (let time = 0; time < 2; time += 1) expect((await desk.post('/api/webhooks/voice', form)).status).toBe(503);
  free();
  await clock.untilTimer(RETRY);
  const taken = untilChange(desk, 'session.opened');
  clock.advance(RETRY);
  await taken;
  expect((await desk.post('/api/webhooks/voice', form)).body).toContain('<Gather');
});

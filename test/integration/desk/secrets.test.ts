import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/main/app/clock';
import { createFileSink } from '../../../src/main/app/log-sinks';
import { runDataCommand } from '../../../src/main/cli/run-data-command';
import { toRequestProblem } from '../../../src/main/ipc/problem';
import { ACCOUNT, newSid, OURS, TOKEN, type StartedDesk } from '../../support/start-desk';
import { AI_KEY, openAiEndpoint } from './support/ai-endpoint';
import { A, openDeskFor, openStandIn, operatorOf, reopen, threadOf, untilStored } from './support/desk-harness';
import { openHeldTwilio } from './support/held-twilio';

/** A secret in every form in which it travels. */
function formsOf(secret: string): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');
  const hex = Buffer.from(secret).toString('hex');
  return [secret, encodeURIComponent(secret), base64(secret), base64(`${ACCOUNT}:${secret}`), hex];
}
const CONNECTED = 'the-token-of-an-account-that-was-connected';
const forbidden = [...formsOf(TOKEN), ...formsOf(AI_KEY), ...formsOf(CONNECTED)];

/** Every file below a folder with the secrets that stand in it. */
async function leaksIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(3);
  const leaks = [];
  for (const file of files) {
    const text = await readFile(file, 'latin1');
    leaks.push(...forbidden.filter((secret) => text.includes(secret)).map((secret) => `${file}: ${secret}`));
  }
  return leaks;
}

async function exportOf(desk: StartedDesk): Promise<string> {
  const file = path.join(desk.dataDir, 'all.json');
  const said: string[] = [];
  const note = (text: string) => void said.push(text);
  const command = { args: ['export', file], workingFolder: desk.dataDir, dataDir: desk.dataDir, clock: systemClock };
  expect([await runDataCommand({ ...command, say: note, note }), said]).toEqual([0, said]);
  const exported = JSON.parse(await readFile(file, 'utf8')) as { format: string; messages: unknown[] };
  expect(exported.format).toBe('switchboard/1');
  return readFile(file, 'utf8');
}

// Bug caught: the auth token or the API key in the journal, a document, the log (above all in the technical text of an
// error, which holds whole requests), or an export.
test('after a full run with everything going wrong, a restart and an export, no secret is anywhere', async () => {
  const ai = await openAiEndpoint();
  const twilio = await openHeldTwilio();
  const sinks = (dataDir: string) => [createFileSink({ clock: systemClock, dataDir })];
  const desk = await openDeskFor({ sinks, env: { ...ai.env, TWILIO_API_BASE_URL: twilio.url } });
  const operator = operatorOf(desk);

  const first = desk.text(A, 'Hello');
  (await ai.asked()).give(401, JSON.stringify({ error: { message: `Incorrect API key provided: ${AI_KEY}` } }));
  await first;
  const second = desk.text(A, `Is your token ${TOKEN.slice(0, 5)}…?`);
  (await ai.asked()).say('I may not say.');
  await second;
  const third = desk.text(A, 'And now?');
  const asked = await ai.asked();
  await operator.setMode('draft');
  asked.hangUp();
  (await ai.asked()).hangUp(); // the library tries once more
  await third;
  const id = await operator.reply('One');
  (await twilio.sent()).refuse(401, 20_003, 'Authenticate');
  await untilStored(desk, ({ messages }) => messages.some((one) => one._id === id && one.status === 'failed'));
  await operator.reply('Two');
  (await twilio.sent()).drop(true);
  await untilStored(desk, ({ messages }) => messages.some((one) => one.status === 'unknown'));
  await desk.post('/api/webhooks/voice', { CallSid: newSid('CA'), AccountSid: ACCOUNT, From: A, To: OURS });
  await desk.post('/api/webhooks/sms', { Body: 'x' }, { signature: 'forged' });
  desk.log.error('A request failed.', {
    detail: { headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}` } },
  });
  expect(threadOf(desk).messageCount).toBeGreaterThan(3);

  const again = await reopen(desk);
  desk.log.flush();
  const exported = await exportOf(again);
  expect(exported.match(/"session_id"/g)?.length).toBeGreaterThan(3);
  expect(forbidden.filter((secret) => exported.includes(secret))).toEqual([]);
  await again.close();
  again.log.flush();
  expect(await leaksIn(again.dataDir)).toEqual([]);
  const log = await readFile(path.join(again.dataDir, 'logs', 'switchboard.log'), 'utf8');
  expect(log).toContain('[secret]');
  const lines = JSON.stringify([desk.lines(), again.lines(), desk.connection.state(), again.connection.state()]);
  expect(forbidden.filter((secret) => lines.includes(secret))).toEqual([]);
});

// Bug caught: what was typed into the connect wizard, or what Twilio says of the account (its token is in that answer), in
// the journal, the log, an export, or an answer to the window.
test('the token of an account that was connected here is nowhere, whether Twilio took it or not', async () => {
  const standIn = await openStandIn(['+12025550109'], { authToken: CONNECTED });
  const sinks = (dataDir: string) => [createFileSink({ clock: systemClock, dataDir })];
  const none = { TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', TWILIO_PHONE_NUMBER: '' };
  const desk = await openDeskFor({ sinks, env: { ...none, TWILIO_API_BASE_URL: standIn.baseUrl } });
  const { handlers } = operatorOf(desk);
  const answers: unknown[] = [];
  const ask = async (answer: unknown) => void answers.push(await Promise.resolve(answer).catch(toRequestProblem));
  await ask(handlers['connect.account']({ accountSid: ACCOUNT, authToken: TOKEN }));
  await ask(handlers['connect.account']({ accountSid: ACCOUNT, authToken: CONNECTED }));
  await ask(handlers['senders.read']({ of: 'wizard', refresh: true }));
  await ask(handlers['connect.choose']({ keys: [OURS] }));
  await ask(handlers['senders.plan']({ keys: [OURS] }));
  await ask(handlers['senders.point']({ keys: [OURS] }));
  await ask(handlers['connect.rotate']({ authToken: TOKEN }));
  await ask(handlers['connect.read']({}));
  expect(desk.account.now.authToken).toBe(CONNECTED);
  expect(answers).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('did not accept') as unknown }),
  );
  const said = JSON.stringify([answers, desk.lines(), desk.connection.state()]);
  expect(forbidden.filter((secret) => said.includes(secret))).toEqual([]);
  const exported = await exportOf(desk);
  expect(forbidden.filter((secret) => exported.includes(secret))).toEqual([]);
  await desk.close();
  desk.log.flush();
  expect(await leaksIn(desk.dataDir)).toEqual([]);
});

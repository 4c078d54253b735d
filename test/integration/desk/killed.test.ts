import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '../../support/bundle';
import type { RunDesk } from '../../support/run-desk';
import { postSigned } from '../../support/signed-post';
import { ACCOUNT, newSid, OURS, TOKEN } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import { A, aiMessages, EMPTY, openDeskFor, threadOf, untilStored } from './support/desk-harness';
import { openHeldTwilio } from './support/held-twilio';

const moments = ['while the model writes', 'when the answer has left', 'while Twilio is asked to send it'] as const;

// Bugs caught: what only a process that really dies loses: what was acknowledged and is not on the disk, an answer that is
// sent again because nobody knows that Twilio has it, a question that nobody is told of.
test('kill -9 between question and answer: never two answers, never a lost question', async () => {
  const folder = await makeFolder();
  const program = await bundle('test/support/run-desk.ts', folder);
  for (const moment of moments) {
    const [ai, twilio] = await Promise.all([openAiEndpoint(), openHeldTwilio()]);
    const env = { ...ai.env, TWILIO_API_BASE_URL: twilio.url };
    const dataDir = await makeFolder();
    const before = await openDeskFor({ dataDir, env });
    if (moment === 'while Twilio is asked to send it') await before.settings.put('budgetMs', 1_000, 'operator');
    await before.close();

    const options: RunDesk = { dataDir, env };
    const child = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exit = once(child, 'exit');
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const agent = new http.Agent();
    const form = { MessageSid: newSid(), AccountSid: ACCOUNT, From: A, To: OURS, Body: 'Where is it?', NumMedia: '0' };
    const post = (base: string) => postSigned(agent, base, '/api/webhooks/sms', TOKEN, form);
    const answer = post(url).catch(() => null);
    const asked = await ai.asked();
    if (moment === 'when the answer has left') {
      asked.say('It comes today.');
      expect((await answer)?.body).toContain('It comes today.');
    }
    if (moment === 'while Twilio is asked to send it') {
      expect((await answer)?.body).toMatch(EMPTY);
      asked.say('It comes today.');
      await twilio.sent();
    }
    child.kill('SIGKILL');
    await exit;

    const desk = await openDeskFor({ dataDir, env });
    const { messages } = await desk.documents();
    const [said] = aiMessages(messages);
    expect(messages.filter(({ sender }) => sender === 'contact')).toHaveLength(1);
    if (moment === 'while the model writes') {
      expect(said).toBeUndefined();
      expect(threadOf(desk).needsHuman?.reason).toMatch(/closed before the AI could answer/);
    } else {
      expect(said?.content).toBe('It comes today.');
    }
    if (moment === 'when the answer has left') expect((await post(desk.webhookUrl)).body).toBe((await answer)?.body);
    if (moment === 'while Twilio is asked to send it') {
      await untilStored(desk, (now) => aiMessages(now.messages)[0]?.status === 'unknown');
      expect((await post(desk.webhookUrl)).body).toMatch(EMPTY);
      expect(twilio.count).toBe(1);
    }
    expect(aiMessages((await desk.documents()).messages)).toHaveLength(said ? 1 : 0);
  }
}, 60_000);

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'switchboard-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

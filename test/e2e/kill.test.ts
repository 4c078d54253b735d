import { expect, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/main/app/clock';
import { openStore } from '../../src/main/store/open-store';
import { isCounted } from '../../src/shared/apply-to-conversation';
import { killTree, launchSwitchboard } from '../support/electron-app';
import { postSigned } from '../support/signed-post';

const ROUNDS = 20;
const SENDERS = 8;
const account = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'only-for-this-test',
  TWILIO_PHONE_NUMBER: '+12025550100',
  // Nothing listens there: what the app would send stays where it is.
  TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
  AI_RESPONSE_DELAY: '0',
};

// Bug caught: an answer that leaves before its text is on the disk, a text stored twice, a count that a crash leaves
// wrong, a folder that cannot be opened after a crash.
test('no text that got a 200 is lost or doubled by kill -9 in the middle of a stream', async () => {
  test.setTimeout(240_000);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-kill-'));
  const acknowledged = new Map<string, string>();
  const sent = new Set<string>();

  for (let round = 0; round < ROUNDS; round += 1) {
    const desk = await launchSwitchboard({ env: account, dataDir });
    try {
      const before = acknowledged.size;
      // Another point in the stream each time; the last letters of the round's texts are then on their way.
      const enough = before + 5 + ((round * 37) % 90);
      const agent = new http.Agent({ keepAlive: true, maxSockets: SENDERS });
      let killed: Promise<unknown> | undefined;
      await Promise.all(
        Array.from({ length: SENDERS }, async (_, sender) => {
          // Until the kill cuts it off, so that each round ends in the middle of a stream.
          for (let text = 0; ; text += 1) {
            const sid = `SM${round.toString(16).padStart(4, '0')}${sender}${text.toString(16).padStart(27, '0')}`;
            sent.add(sid);
            try {
              const answer = await postSigned(agent, desk.webhookUrl, '/api/webhooks/sms', account.TWILIO_AUTH_TOKEN, {
                MessageSid: sid,
                AccountSid: account.TWILIO_ACCOUNT_SID,
                From: `+1202555${(2000 + sender).toString()}`,
                To: account.TWILIO_PHONE_NUMBER,
                Body: `Text ${text} of round ${round}`,
                NumMedia: '0',
              });
              if (answer.status === 200) acknowledged.set(sid, answer.body);
            } catch {
              return;
            }
            if (acknowledged.size >= enough) killed ??= killTree(desk.pid);
          }
        }),
      );
      await killed;
      agent.destroy();
    } finally {
      await desk.close();
    }
  }

  const desk = await launchSwitchboard({ env: account, dataDir });
  const agent = new http.Agent({ keepAlive: true });
  const [sid, body] = [...acknowledged].at(-1) ?? ['', ''];
  const round = Number.parseInt(sid.slice(2, 6), 16);
  const again = await postSigned(agent, desk.webhookUrl, '/api/webhooks/sms', account.TWILIO_AUTH_TOKEN, {
    MessageSid: sid,
    AccountSid: account.TWILIO_ACCOUNT_SID,
    From: `+1202555${2000 + Number(sid[6])}`,
    To: account.TWILIO_PHONE_NUMBER,
    Body: `Text ${Number.parseInt(sid.slice(7), 16)} of round ${round}`,
    NumMedia: '0',
  });
  expect(again).toEqual({ status: 200, body });
  agent.destroy();
  await desk.close();

  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await openStore({ dir: dataDir, clock: systemClock, log });
  const stored: string[] = [];
  for (const { _id, contact_id } of store.now.values('addresses')) {
    const conversation = await store.conversation(_id);
    const messages = conversation.messages();
    stored.push(
      ...messages.flatMap(({ sender, metadata }) => (sender === 'contact' ? [metadata.twilioMessageSid ?? ''] : [])),
    );
    const repliedTo = messages.flatMap(({ sender, metadata }) => (sender === 'ai' ? [metadata.inResponseTo] : []));
    expect(new Set(repliedTo).size, 'one reply to one text').toBe(repliedTo.length);
    for (const session of conversation.sessions()) {
      const counted = messages.filter((message) => message.session_id === session._id && isCounted(message));
      expect(session.message_count).toBe(counted.length);
    }
    expect(store.now.get('threads', contact_id)?.messageCount).toBe(messages.filter(isCounted).length);
  }
  await store.close();
  expect(store.losses).toEqual([]);
  expect(new Set(stored).size, 'no text stands twice').toBe(stored.length);
  expect(
    stored.filter((one) => !sent.has(one)),
    'no text that nobody sent',
  ).toEqual([]);
  const kept = new Set(stored);
  expect(
    [...acknowledged.keys()].filter((one) => !kept.has(one)),
    'texts that got a 200 and are gone',
  ).toEqual([]);
  await rm(dataDir, { recursive: true, force: true });
});

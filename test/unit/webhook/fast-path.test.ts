import express from 'express';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { RequestCounter } from '../../../src/main/webhook/count-requests';
import { createWebhookApp, type WebhookServerOptions } from '../../../src/main/webhook/webhook-app';
import type { StatusReport } from '../../../src/main/webhook/parse-inbound';
import { startServer } from '../../support/http-server';

const TOKEN = 'token';
const ACCOUNT = `AC${'0'.repeat(32)}`;

// Bug caught: every report sent through the router, because its address names our message; or the name lost on the way.
test('a report whose address names a message is taken without the router', async () => {
  const router = vi.spyOn(express.application as unknown as { handle: () => void }, 'handle');
  onTestFinished(() => router.mockRestore());
  const reports: StatusReport[] = [];
  const base = { url: '' };
  const app = createWebhookApp({
    credentials: {
      accountSid: () => ACCOUNT,
      authTokens: () => [TOKEN],
      publicBases: () => [base.url],
      signedWith: () => undefined,
    },
    handlers: {
      message: () => Promise.resolve(''),
      call: () => Promise.resolve(''),
      status: (report) => Promise.resolve(void reports.push(report)),
    },
    counter: { accepted: () => undefined, refused: () => undefined } as unknown as RequestCounter,
    own: { meet: () => undefined } as unknown as WebhookServerOptions['own'],
    files: { serve: () => Promise.resolve(false) },
    onError: (error) => {
      throw error;
    },
  });
  const server = await startServer(app);
  onTestFinished(() => server.close());
  base.url = server.url;
  const form = {
    AccountSid: ACCOUNT,
    MessageSid: 'SM1',
    MessageStatus: 'sent',
    From: '+15703251809',
    To: '+12025550111',
  };
  const post = async (path: string) => {
    const signature = getExpectedTwilioSignature(TOKEN, server.url + path, form);
    const headers = { 'x-twilio-signature': signature };
    return (await fetch(server.url + path, { method: 'POST', headers, body: new URLSearchParams(form) })).status;
  };
  expect(await post('/api/webhooks/status?message=our%20id')).toBe(200);
  expect(reports).toMatchObject([{ kind: 'message', sid: 'SM1', message_id: 'our id' }]);
  expect(router).not.toHaveBeenCalled();
  expect(await post('/api/webhooks/voice/turn-2?a=b')).not.toBe(404);
  expect(router).toHaveBeenCalledTimes(1);
});

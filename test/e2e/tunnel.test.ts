import { expect, test, type Page } from '@playwright/test';
import http from 'node:http';
import { launchSwitchboard } from '../support/electron-app';
import { postSigned } from '../support/signed-post';
import { environmentOf, OUR_NUMBER, startStandIn } from '../support/stand-in';
import { startTunnelServer } from '../support/tunnel-server';

const MARIA = '+12025550111';

const strip = (page: Page) => page.getByRole('contentinfo', { name: 'Connection' });
const bubble = (page: Page, text: string) => page.getByRole('log').getByRole('article').filter({ hasText: text });

async function openMaria(page: Page): Promise<void> {
  await page.getByRole('option', { name: /202\D+555.0111/ }).click();
  await expect(page.getByRole('log')).toBeVisible();
}

// Bug caught: webhooks that stay at a dead address after the tunnel came back elsewhere, what customers wrote meanwhile
// never seen or answered by a machine an hour late, and what Twilio signed for the old address refused.
test('a text comes through a real tunnel to the screen, and nothing is lost when that is cut and comes back elsewhere', async () => {
  test.setTimeout(90_000);
  const server = await startTunnelServer();
  const standIn = await startStandIn();
  const maria = standIn.addPhone({ name: 'Maria', number: MARIA });
  const webhook = () => standIn.account.number(OUR_NUMBER)?.settings.get('SmsUrl') ?? '';
  const desk = await launchSwitchboard({
    env: { ...environmentOf(standIn), TUNNEL: 'localtunnel', LOCALTUNNEL_HOST: server.url },
  });
  try {
    const page = await desk.window();
    await expect.poll(webhook).toBe(`${server.url}/t/quick-fox-1/api/webhooks/sms`);
    await expect(strip(page).getByRole('button', { name: 'Webhook Reachable' })).toBeVisible();
    const { replies } = await maria.text('Hi');
    expect(replies).toHaveLength(1);
    await openMaria(page);
    await expect(bubble(page, 'Hi').first()).toBeVisible();

    await strip(page)
      .getByRole('button', { name: /^Webhook/ })
      .click();
    const panel = page.getByRole('dialog', { name: /^Webhook/ });
    await expect(panel.getByText(/ ms$/)).toBeVisible();
    await panel.getByRole('button', { name: 'Test now' }).click();
    await expect(panel.getByText(/ ms$/)).toBeVisible();
    await page.keyboard.press('Escape');

    const oldUrl = webhook().replace('/api/webhooks/sms', '');
    server.behaviour = 'busy';
    server.givesOtherNames = true;
    server.forget('quick-fox-1');
    await expect(strip(page).getByRole('button', { name: 'Webhook Not reachable' })).toBeVisible();
    await maria.text('Is anybody there?');
    server.behaviour = 'well';
    await strip(page)
      .getByRole('button', { name: /^Webhook/ })
      .click();
    await page
      .getByRole('dialog', { name: /^Webhook/ })
      .getByRole('button', { name: 'Try now' })
      .click();
    await page.keyboard.press('Escape');
    await expect.poll(webhook).toMatch(/\/t\/quick-fox-[2-9]\d*\/api\/webhooks\/sms$/);
    await expect(strip(page).getByRole('button', { name: 'Webhook Reachable' })).toBeVisible();

    const agent = new http.Agent();
    const sid = `SM${'5'.repeat(32)}`;
    const form = {
      MessageSid: sid,
      AccountSid: standIn.account.sid,
      From: MARIA,
      To: OUR_NUMBER,
      Body: 'On its way',
      NumMedia: '0',
    };
    const { authToken } = standIn.account;
    const late = await postSigned(agent, desk.webhookUrl, '/api/webhooks/sms', authToken, form, oldUrl);
    agent.destroy();
    expect(late.status).toBe(200);
    await expect(bubble(page, 'On its way').first()).toBeVisible();

    // Twilio may still be about to post what is newer than a webhook takes, so it is fetched once that time is over.
    const missed = bubble(page, 'Is anybody there?');
    await expect(missed).toBeVisible({ timeout: 30_000 });
    await expect(missed.getByText(/offline/)).toBeVisible();
    await expect(missed).toHaveCount(1);
    expect((await maria.text('Thanks')).replies).toHaveLength(1);
    await expect.poll(() => maria.received()).toHaveLength(2);
  } finally {
    await desk.close();
    await standIn.close();
    await server.close();
  }
});

// Bug caught: a start that fails or hangs without a network, a reply that is lost or sent twice over it, a window that
// says nothing of it, and a tunnel's library that keeps the console from answering or quitting.
test('with no network at all the console starts, says so, keeps what is written, and goes on by itself', async () => {
  const standIn = await startStandIn();
  const maria = standIn.addPhone({ name: 'Maria', number: MARIA });
  const env = environmentOf(standIn);
  const port = Number(new URL(standIn.baseUrl).port);
  await standIn.close();
  const desk = await launchSwitchboard({ env: { ...env, TUNNEL: 'ngrok', NGROK_AUTHTOKEN: 'no-token-of-ngrok' } });
  try {
    standIn.pointAt(desk.webhookUrl);
    const page = await desk.window();
    const banner = page.getByRole('status').filter({ hasText: 'No connection to Twilio' });
    await expect(banner).toContainText(/What you write is kept .* Tried again/);
    await expect(strip(page).getByRole('button', { name: 'Twilio No connection' })).toBeVisible();
    await expect(strip(page).getByRole('button', { name: 'Webhook Not reachable' })).toBeVisible({ timeout: 25_000 });
    await strip(page)
      .getByRole('button', { name: /^Webhook/ })
      .click();
    const panel = page.getByRole('dialog', { name: /^Webhook/ });
    await expect(panel).toContainText(/ngrok/);
    await expect(panel.getByRole('button', { name: 'Try now' })).toBeVisible();
    await page.keyboard.press('Escape');

    expect((await maria.text('Hi')).replies).toHaveLength(1);
    await openMaria(page);
    await page.getByRole('textbox', { name: 'Reply' }).fill('We will be back soon.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(bubble(page, 'We will be back soon.')).toBeVisible();
    expect(maria.received().map(({ body }) => body)).not.toContain('We will be back soon.');

    await standIn.listen(port);
    await maria.waitForMessage(({ body }) => body === 'We will be back soon.');
    await expect(banner).toHaveCount(0);
    await expect(strip(page).getByRole('button', { name: 'Twilio Connected' })).toBeVisible();
    await expect(bubble(page, 'We will be back soon.').getByText('Delivered')).toBeVisible();
    expect(maria.received().filter(({ body }) => body === 'We will be back soon.')).toHaveLength(1);
  } finally {
    const began = Date.now();
    await desk.close();
    expect(Date.now() - began, 'quitting is not held up').toBeLessThan(9_000);
    await standIn.close();
  }
});

import type { ElectronApplication } from '@playwright/test';
import http from 'node:http';
import type { Switchboard } from './electron-app';
import { postSigned } from './signed-post';

/** An account whose REST API is not there: what the app would send stays where it is. */
export const ACCOUNT_ENV = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'only-for-this-test',
  TWILIO_PHONE_NUMBER: '+12025550100',
  TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
  AI_RESPONSE_DELAY: '0',
};

let texts = 0;

/** Has a customer text the app's number, by a signed request; gives the answer. */
export async function receiveText(
  { webhookUrl }: Switchboard,
  from: string,
  body: string,
  params: Readonly<Record<string, string>> = {},
): Promise<string> {
  texts += 1;
  const agent = new http.Agent();
  const answer = await postSigned(agent, webhookUrl, '/api/webhooks/sms', ACCOUNT_ENV.TWILIO_AUTH_TOKEN, {
    MessageSid: `SM${Date.now().toString(16).padStart(16, '0')}${texts.toString(16).padStart(16, '0')}`,
    AccountSid: ACCOUNT_ENV.TWILIO_ACCOUNT_SID,
    From: from,
    To: ACCOUNT_ENV.TWILIO_PHONE_NUMBER,
    Body: body,
    NumMedia: '0',
    ...params,
  });
  agent.destroy();
  if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
  return answer.body;
}

/** Chooses an item of the application's menu, by its id. */
export async function chooseMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    if (!item) throw new Error(`There is no ${wanted} in the menu`);
    // Electron's types say only that it is a function.
    (item.click as () => void)();
  }, id);
}

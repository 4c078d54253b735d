import type { Account } from './account';
import { SANDBOX_NUMBER } from './account-messaging';

/** Points the webhooks of every number and sender at a console, as its owner would in Twilio's Console. */
export function pointWebhooks(account: Account, consoleUrl: string): void {
  const base = `${consoleUrl.replace(/\/+$/, '')}/api/webhooks`;
  const { numbers, senders } = account;
  const sandbox = account.sender(`whatsapp:${SANDBOX_NUMBER}`);
  for (const { settings } of numbers) {
    settings.set('SmsUrl', `${base}/sms`);
    settings.set('VoiceUrl', `${base}/voice`);
    settings.set('StatusCallback', `${base}/status`);
  }
  for (const sender of sandbox ? [...senders, sandbox] : senders) {
    sender.callbackUrl = `${base}/whatsapp`;
    sender.statusCallbackUrl = `${base}/status`;
  }
}

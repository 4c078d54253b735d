import type { Account } from './account';

/** Points the webhooks of every number and sender at a console, as its owner would in Twilio's Console. */
export function pointWebhooks({ numbers, senders }: Account, consoleUrl: string): void {
  const base = `${consoleUrl.replace(/\/+$/, '')}/api/webhooks`;
  for (const { settings } of numbers) {
    settings.set('SmsUrl', `${base}/sms`);
    settings.set('VoiceUrl', `${base}/voice`);
    settings.set('StatusCallback', `${base}/status`);
  }
  for (const sender of senders) {
    sender.callbackUrl = `${base}/whatsapp`;
    sender.statusCallbackUrl = `${base}/status`;
  }
}

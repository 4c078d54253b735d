import type Twilio from 'twilio/lib/rest/Twilio';
import type { MessagingClient, MessagingService, SenderWebhook } from './messaging-client';
import { whole, type Ask } from './rest-ask';
import { toService, toServiceNumber, toServiceSender, toTemplate, toWhatsAppSender } from './rest-messaging-shapes';

/** The largest page of the Messaging and Content APIs. */
const PAGE = 100;
const WHATSAPP = 'whatsapp:';

/** Messaging Services, WhatsApp senders and templates. */
export function restMessaging(ask: Ask): MessagingClient {
  return {
    listServices: () =>
      ask(async (client) => {
        const services: MessagingService[] = [];
        // One after the other: a burst of requests is what Twilio turns away.
        for (const found of await client.messaging.v1.services.list(whole(PAGE))) {
          const service = toService(found);
          services.push({ ...service, ...(await membersOf(client, service.sid)) });
        }
        return services;
      }),

    listWhatsAppSenders: () =>
      ask(async ({ messaging }) =>
        (await messaging.v2.channelsSenders.list({ channel: 'whatsapp', ...whole(PAGE) })).map(toWhatsAppSender),
      ),

    updateWhatsAppSender: (sid, urls) =>
      ask(async ({ messaging }) => {
        const sender = messaging.v2.channelsSenders(sid);
        // The SDK passes nested objects on as they are, and Twilio's API has its own spelling.
        await sender.update({ webhook: spellForTwilio(urls) } as unknown as Parameters<typeof sender.update>[0]);
        // Twilio answers 202 before it has changed anything: what it kept is read back.
        return toWhatsAppSender(await sender.fetch());
      }),

    listTemplates: () =>
      ask(async ({ content }) => (await content.v1.contentAndApprovals.list(whole(PAGE))).map(toTemplate)),
  };
}

async function membersOf(
  client: Twilio,
  serviceSid: string,
): Promise<Pick<MessagingService, 'numbers' | 'whatsAppSenders'>> {
  const service = client.messaging.v1.services(serviceSid);
  const numbers = (await service.phoneNumbers.list(whole(PAGE))).map(toServiceNumber);
  const senders = (await service.channelSenders.list(whole(PAGE))).map(toServiceSender);
  return {
    numbers,
    whatsAppSenders: senders
      .filter(({ sender }) => sender.startsWith(WHATSAPP))
      .map(({ sender }) => sender.slice(WHATSAPP.length)),
  };
}

function spellForTwilio({ callbackUrl, fallbackUrl, statusCallbackUrl }: Partial<SenderWebhook>) {
  return {
    ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl, callback_method: 'POST' }),
    ...(fallbackUrl === undefined ? {} : { fallback_url: fallbackUrl, fallback_method: 'POST' }),
    ...(statusCallbackUrl === undefined
      ? {}
      : { status_callback_url: statusCallbackUrl, status_callback_method: 'POST' }),
  };
}

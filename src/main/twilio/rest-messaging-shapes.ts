import { z } from 'zod';
import type { MessagingService, RemoteTemplate, WhatsAppSender } from './messaging-client';
import { flag, given, read, text, textOrNull } from './rest-read';

const service = z.object({
  ...{ sid: given, friendlyName: text, inboundRequestUrl: text, statusCallback: text },
  useInboundWebhookOnNumber: flag,
});
const serviceNumber = z.object({ sid: given, phoneNumber: given });
const serviceSender = z.object({ sender: given });

const sender = z
  .object({
    ...{ sid: given, senderId: given, status: text },
    webhook: z.object({ callbackUrl: text, fallbackUrl: text, statusCallbackUrl: text }).nullish().catch(null),
    properties: z.object({ qualityRating: textOrNull, messagingLimit: textOrNull }).nullish().catch(null),
  })
  .transform(({ senderId, webhook, properties, ...one }): WhatsAppSender => ({
    ...one,
    address: senderId.replace(/^whatsapp:/, ''),
    webhook: webhook ?? { callbackUrl: '', fallbackUrl: '', statusCallbackUrl: '' },
    qualityRating: properties?.qualityRating ?? null,
    messagingLimit: properties?.messagingLimit ?? null,
  }));

const button = z
  .object({ title: text, text })
  .transform((one) => one.title || one.text)
  .catch('');
/**
 * One kind of content. Cards have a title in place of a body.
 * Source: https://www.twilio.com/docs/content/content-types-overview
 */
const content = z
  .object({ body: text, title: text, subtitle: text, actions: z.array(button).nullish().catch(null) })
  .transform(({ body, title, subtitle, actions }) => ({
    body: body || [title, subtitle].filter(Boolean).join('\n'),
    buttons: (actions ?? []).filter(Boolean),
  }))
  .catch({ body: '', buttons: [] });
const approval = z
  .object({ status: textOrNull, category: text })
  .nullish()
  .catch(null)
  .transform((one) => ({ approval: one?.status ?? null, category: one?.category ?? '' }));

const template = z
  .object({
    ...{ sid: given, friendlyName: text, language: text, approvalRequests: approval },
    types: z.record(z.string(), content).nullish().catch(null),
    variables: z.record(z.string(), z.coerce.string()).nullish().catch(null),
  })
  .transform(({ types, variables, approvalRequests, ...one }): RemoteTemplate => {
    const kinds = Object.values(types ?? {});
    return {
      ...one,
      ...approvalRequests,
      types: Object.keys(types ?? {}),
      variables: variables ?? {},
      // A template may say the same in several kinds, the poorer ones for channels without buttons.
      body: kinds.find(({ body }) => body !== '')?.body ?? '',
      buttons: kinds.find(({ buttons }) => buttons.length > 0)?.buttons ?? [],
    };
  });

/** Take what the SDK gives apart, field by field. Each throws TwilioUnreachable for what is not Twilio's. */
export const toService = (value: unknown): Omit<MessagingService, 'numbers' | 'whatsAppSenders'> =>
  read(service, value);
export const toServiceNumber = (value: unknown): MessagingService['numbers'][number] => read(serviceNumber, value);
export const toServiceSender = (value: unknown): { sender: string } => read(serviceSender, value);
export const toWhatsAppSender = (value: unknown): WhatsAppSender => read(sender, value);
export const toTemplate = (value: unknown): RemoteTemplate => read(template, value);

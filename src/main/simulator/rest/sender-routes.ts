import express, { Router } from 'express';
import { z } from 'zod';
import type { WhatsAppSender } from '../account';
import type { Parts } from '../parts';
import { notFound, RestRefusal } from './rest-error';
import { metaPageOf, pageParameters } from './rest-page';
import { pathOf, queryForm, type RestRequest } from './rest-request';

const text = z.string().max(4000).optional();
const change = z.strictObject({
  webhook: z.strictObject({
    callback_url: text,
    callback_method: text,
    fallback_url: text,
    fallback_method: text,
    status_callback_url: text,
    status_callback_method: text,
  }),
});

/** WhatsApp senders, of the Messaging API: JSON, not forms. Source: https://www.twilio.com/docs/whatsapp/api/senders */
export function senderRoutes(parts: Parts): Router {
  const { senders } = parts.account;
  const find = (request: RestRequest): WhatsAppSender => {
    const sender = senders.find(({ sid }) => sid === request.params.sid);
    if (!sender) throw notFound(request.path);
    return sender;
  };
  const router = Router();
  router.get('/v2/Channels/Senders', (request, response) => {
    const form = queryForm(request, ['Channel', ...pageParameters]);
    if (form.one('Channel') !== 'whatsapp') throw new RestRefusal(20001, 'Channel is missing or not known');
    response.json(metaPageOf(senders, viewSender, 'senders', parts.baseUrl() + pathOf(request), form));
  });
  router.get('/v2/Channels/Senders/:sid', (request, response) => {
    response.json(viewSender(find(request)));
  });
  router.post('/v2/Channels/Senders/:sid', express.json(), (request, response) => {
    const sender = find(request);
    const parsed = change.safeParse(request.body);
    if (!parsed.success) throw new RestRefusal(20001, `Unknown parameters: ${z.prettifyError(parsed.error)}`);
    const { webhook } = parsed.data;
    sender.callbackUrl = webhook.callback_url ?? sender.callbackUrl;
    sender.fallbackUrl = webhook.fallback_url ?? sender.fallbackUrl;
    sender.statusCallbackUrl = webhook.status_callback_url ?? sender.statusCallbackUrl;
    response.status(202).json(viewSender(sender));
  });
  return router;
}

function viewSender(sender: WhatsAppSender) {
  return {
    sid: sender.sid,
    sender_id: sender.address,
    status: sender.status,
    webhook: {
      callback_url: sender.callbackUrl,
      callback_method: 'POST',
      fallback_url: sender.fallbackUrl,
      fallback_method: 'POST',
      status_callback_url: sender.statusCallbackUrl,
      status_callback_method: 'POST',
    },
    configuration: null,
    profile: null,
    properties: { quality_rating: sender.qualityRating, messaging_limit: sender.messagingLimit },
    offline_reasons: null,
    compliance: null,
    url: `https://messaging.twilio.com/v2/Channels/Senders/${sender.sid}`,
  };
}

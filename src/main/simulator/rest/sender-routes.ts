import { Router } from 'express';
import type { WhatsAppSender } from '../account';
import type { Parts } from '../parts';
import { notFound, RestRefusal } from './rest-error';
import { metaPageOf } from './rest-page';
import { formOf, pathOf, type RestRequest } from './rest-request';

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
    const form = formOf(request);
    if (form.one('Channel') !== 'whatsapp') throw new RestRefusal(20001, 'Channel is not known');
    response.json(metaPageOf(senders, viewSender, 'senders', parts.baseUrl() + pathOf(request), form));
  });
  router.get('/v2/Channels/Senders/:sid', (request, response) => {
    response.json(viewSender(find(request)));
  });
  router.post('/v2/Channels/Senders/:sid', (request, response) => {
    const sender = find(request);
    const form = formOf(request);
    sender.callbackUrl = form.one('webhook.callback_url') ?? sender.callbackUrl;
    sender.fallbackUrl = form.one('webhook.fallback_url') ?? sender.fallbackUrl;
    sender.statusCallbackUrl = form.one('webhook.status_callback_url') ?? sender.statusCallbackUrl;
    response.json(viewSender(sender));
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

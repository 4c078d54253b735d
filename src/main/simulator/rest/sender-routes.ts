import express, { Router } from 'express';
import { z } from 'zod';
import type { WhatsAppSender } from '../account';
import type { Parts } from '../parts';
import { notFound, RestRefusal } from './rest-error';
import { queryForm, type RestRequest } from './rest-request';

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
    queryForm(request, ['Channel', 'PageSize', 'Page', 'PageToken']);
    response.json({
      senders: senders.map(viewSender),
      meta: wholeList('senders', request.path, parts, senders.length),
    });
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
  router.get('/v1/Services', (request, response) => {
    response.json({ services: [], meta: wholeList('services', request.path, parts, 0) });
  });
  return router;
}

function wholeList(key: string, path: string, { baseUrl }: Parts, size: number) {
  const url = baseUrl() + path;
  const page_size = Math.max(50, size);
  return { key, page: 0, page_size, url, first_page_url: url, next_page_url: null, previous_page_url: null };
}

function viewSender(sender: WhatsAppSender) {
  return {
    sid: sender.sid,
    sender_id: sender.address,
    status: 'ONLINE',
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
    properties: null,
    offline_reasons: null,
    compliance: null,
    url: `https://messaging.twilio.com/v2/Channels/Senders/${sender.sid}`,
  };
}

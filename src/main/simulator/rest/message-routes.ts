import { Router } from 'express';
import { countSegments } from '../count-segments';
import { deliverMessage, statusParams } from '../deliver-message';
import { fetchLink, isOfConsole } from '../fetch-link';
import type { MediaRecord, MessageRecord } from '../message-log';
import type { Parts } from '../parts';
import { typeOfLink } from '../reply-message';
import { checkNewMessage } from './check-new-message';
import { notFound, RestRefusal } from './rest-error';
import { formOf, pathOf, type RestRequest } from './rest-request';
import { passesTimeFilters, rfc2822, rfc2822OrNull } from './rest-format';
import { pageOf } from './rest-page';

/** The Message resource and its media: https://www.twilio.com/docs/messaging/api/message-resource */
export function messageRoutes(parts: Parts): Router {
  const { messages } = parts;
  const find = (request: RestRequest): MessageRecord => {
    const message = messages.get(String(request.params.sid));
    if (!message) throw notFound(request.originalUrl);
    return message;
  };
  const view = (message: MessageRecord) => viewMessage(message, parts.account.sid);
  const router = Router();

  router.post('/Messages.json', (request, response) => {
    response.json(view(createMessage(parts, request)));
  });
  router.get('/Messages.json', (request, response) => {
    const form = formOf(request);
    const wanted = messages
      .newestFirst()
      .filter(
        ({ to, from }) => [to, undefined].includes(form.one('To')) && [from, undefined].includes(form.one('From')),
      )
      .filter((message) => passesTimeFilters(message.sentAt ?? message.createdAt, 'DateSent', form.entries()));
    response.json(pageOf(wanted, view, 'messages', pathOf(request), form));
  });
  router.get('/Messages/:sid.json', (request, response) => {
    response.json(view(find(request)));
  });
  router.post('/Messages/:sid.json', (request, response) => {
    const form = formOf(request);
    const message = find(request);
    if (form.has('Status')) throw new RestRefusal(30409, 'Cannot cancel a message that is not scheduled.', 409);
    if (form.one('Body') !== '') throw new RestRefusal(20001, 'Body can only be set to an empty text.');
    response.json(view(messages.update(message.sid, { body: '' }) ?? message));
  });
  router.delete('/Messages/:sid.json', (request, response) => {
    messages.remove(find(request).sid);
    response.end();
  });
  router.get('/Messages/:sid/Media.json', (request, response) => {
    const form = formOf(request);
    const message = find(request);
    const viewItem = (media: MediaRecord) => viewMedia(media, message.sid, parts.account.sid);
    response.json(pageOf(message.media, viewItem, 'media_list', pathOf(request), form));
  });
  router.get('/Messages/:sid/Media/:media.json', (request, response) => {
    const message = find(request);
    const media = message.media.find(({ sid }) => sid === request.params.media);
    if (!media) throw notFound(request.originalUrl);
    response.json(viewMedia(media, message.sid, parts.account.sid));
  });
  return router;
}

function createMessage(parts: Parts, request: RestRequest): MessageRecord {
  const { to, from, body, links, statusCallback, isTemplate, serviceSid } = checkNewMessage(formOf(request), parts);
  const media = links.map((link) => ({ contentType: typeOfLink(link), bytes: null, link }));
  const numSegments = countSegments(body, to);
  const message = parts.messages.add({
    direction: 'outbound-api',
    from,
    to,
    body,
    media,
    serviceSid,
    // A service has to choose the sender first.
    status: serviceSid === null ? 'queued' : 'accepted',
    numSegments,
  });
  const deliver = () =>
    deliverMessage(parts, message, { callbacks: statusCallback ? [statusCallback] : [], isTemplate });
  if (links.length === 0) deliver();
  else
    void parts.track(
      fetchMedia(parts, message).then((arrived) => (arrived ? deliver() : fail(parts, message, statusCallback))),
    );
  return message;
}

async function fail(parts: Parts, message: MessageRecord, callback: string | undefined): Promise<void> {
  if (!callback) return;
  const params = statusParams(parts, message, { status: 'failed', errorCode: 11200 });
  await parts.webhooks.ask({ about: 'message status', url: callback, params });
}

/** Fetches the files of a message from the console; false, with the message failed, when one cannot be had. */
async function fetchMedia(parts: Parts, message: MessageRecord): Promise<boolean> {
  const { account, messages, clock } = parts;
  const webhooks = [
    ...account.numbers.map(({ settings }) => settings.get('SmsUrl') ?? ''),
    ...account.senders.map(({ callbackUrl }) => callbackUrl),
  ];
  const media: MediaRecord[] = [];
  for (const item of message.media) {
    const link = item.link ?? '';
    const file = isOfConsole(link, webhooks) ? await fetchLink(link, clock) : item;
    if (!file) {
      const errorMessage = `The file could not be fetched: ${link}`;
      messages.update(message.sid, { status: 'failed', errorCode: 11200, errorMessage });
      parts.debuggerLog.note('error', { code: 11200, message: errorMessage }, message.sid);
      return false;
    }
    media.push({ ...item, ...file });
  }
  messages.update(message.sid, { media });
  return true;
}

/** A message as the API shows it. */
export function viewMessage(message: MessageRecord, accountSid: string) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    messaging_service_sid: message.serviceSid,
    direction: message.direction,
    from: message.status === 'accepted' ? null : message.from,
    to: message.to,
    body: message.body,
    num_media: String(message.media.length),
    num_segments: String(message.numSegments),
    status: message.status,
    error_code: message.errorCode,
    error_message: message.errorMessage,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    date_sent: rfc2822OrNull(message.sentAt),
    price: null,
    price_unit: 'USD',
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
  };
}

function viewMedia(media: MediaRecord, messageSid: string, accountSid: string) {
  return {
    sid: media.sid,
    parent_sid: messageSid,
    account_sid: accountSid,
    content_type: media.contentType,
    date_created: rfc2822(media.createdAt),
    date_updated: rfc2822(media.createdAt),
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${media.sid}.json`,
  };
}

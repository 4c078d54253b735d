import { Router } from 'express';
import { isE164 } from '../../../shared/phone-address';
import type { CallerId } from '../account';
import type { Parts } from '../parts';
import { verifyCallerId } from '../verify-caller-id';
import { notFound, RestRefusal } from './rest-error';
import { rfc2822 } from './rest-format';
import { pageOf } from './rest-page';
import { formOf, pathOf, type RestRequest } from './rest-request';

/** Verified caller IDs, and how a number becomes one: https://www.twilio.com/docs/voice/api/outgoing-caller-ids */
export function callerIdRoutes(parts: Parts): Router {
  const { callerIds, sid: accountSid } = parts.account;
  const find = (request: RestRequest): CallerId => {
    const callerId = callerIds.find(({ sid }) => sid === request.params.sid);
    if (!callerId) throw notFound(request.originalUrl);
    return callerId;
  };
  const view = (callerId: CallerId) => viewCallerId(callerId, accountSid);
  const router = Router();
  router.get('/OutgoingCallerIds.json', (request, response) => {
    const form = formOf(request);
    const wanted = callerIds
      .filter(({ phoneNumber }) => [phoneNumber, undefined].includes(form.one('PhoneNumber')))
      .filter(({ friendlyName }) => [friendlyName, undefined].includes(form.one('FriendlyName')));
    response.json(pageOf(wanted, view, 'outgoing_caller_ids', pathOf(request), form));
  });
  router.post('/OutgoingCallerIds.json', (request, response) => {
    const form = formOf(request);
    const phoneNumber = form.one('PhoneNumber') ?? '';
    if (!isE164(phoneNumber)) throw new RestRefusal(21211, `Invalid 'To' Phone Number: ${phoneNumber}`);
    if (parts.account.callerId(phoneNumber)) throw new RestRefusal(21450, 'Phone number already validated');
    const delay = Number(form.one('CallDelay') ?? 0);
    const friendlyName = form.one('FriendlyName') ?? phoneNumber;
    const code = sixDigits(parts.random(4));
    const statusCallback = form.one('StatusCallback');
    const call_sid = verifyCallerId(parts, { phoneNumber, friendlyName, code, delayMs: delay * 1000, statusCallback });
    response.json({
      ...{ account_sid: accountSid, call_sid, friendly_name: friendlyName, phone_number: phoneNumber },
      validation_code: code,
    });
  });
  router.get('/OutgoingCallerIds/:sid.json', (request, response) => {
    response.json(view(find(request)));
  });
  router.post('/OutgoingCallerIds/:sid.json', (request, response) => {
    const form = formOf(request);
    const callerId = find(request);
    callerId.friendlyName = form.one('FriendlyName') ?? callerId.friendlyName;
    response.json(view(callerId));
  });
  router.delete('/OutgoingCallerIds/:sid.json', (request, response) => {
    callerIds.splice(callerIds.indexOf(find(request)), 1);
    response.end();
  });
  return router;
}

function sixDigits(random: Uint8Array): string {
  const number = random.reduce((sum, byte) => (sum * 256 + byte) % 1_000_000, 0);
  return String(number).padStart(6, '0');
}

function viewCallerId(callerId: CallerId, accountSid: string) {
  return {
    sid: callerId.sid,
    account_sid: accountSid,
    phone_number: callerId.phoneNumber,
    friendly_name: callerId.friendlyName,
    date_created: rfc2822(callerId.createdAt),
    date_updated: rfc2822(callerId.createdAt),
    uri: `/2010-04-01/Accounts/${accountSid}/OutgoingCallerIds/${callerId.sid}.json`,
  };
}

import { Router } from 'express';
import { createAccount, type Account } from '../account';
import { createMessageLog } from '../message-log';
import { createOptOuts } from '../opt-outs';
import { countSegments } from '../count-segments';
import type { Parts } from '../parts';
import { createCallLog } from '../call-log';
import { checkNewCall } from './check-new-call';
import { viewCallResource } from './call-routes';
import { checkNewMessage } from './check-new-message';
import { checkMagicCall, checkMagicMessage, MAGIC_SENDER } from './magic-numbers';
import { viewMessage } from './message-routes';
import { viewNumber } from './number-routes';
import { obeyDescription } from './obey-description';
import { RestRefusal } from './rest-error';
import { formOf } from './rest-request';

/**
 * What works with test credentials: new messages, calls and numbers are checked and answered, and nothing else happens.
 * Source: https://www.twilio.com/docs/iam/test-credentials
 */
export function testCredentialRoutes(parts: Parts, credentials: Pick<Account, 'sid' | 'authToken'>): Router {
  const { clock, newSid } = parts;
  const options = { accountSid: credentials.sid, authToken: credentials.authToken };
  const account = createAccount({ ...options, numbers: [{ phoneNumber: MAGIC_SENDER }] }, newSid, clock.now());
  const apart = { ...parts, account, optOuts: createOptOuts() };
  const messages = createMessageLog(clock, newSid, () => undefined);
  const calls = createCallLog(clock, newSid, () => undefined);
  const router = Router();
  router.use((request, _response, next) => {
    if (request.method !== 'POST') throw notForTests();
    next();
  }, obeyDescription);
  router.post('/Messages.json', (request, response) => {
    const form = formOf(request);
    const [from, to] = [form.one('From'), form.one('To')];
    if (from && to) checkMagicMessage(from, to);
    if (from && from !== MAGIC_SENDER) throw new RestRefusal(21606, `The 'From' number ${from} is not a test number.`);
    const checked = checkNewMessage(form, apart);
    const numSegments = countSegments(checked.body, checked.to);
    const message = messages.add({ ...checked, direction: 'outbound-api', status: 'queued', numSegments });
    messages.remove(message.sid);
    response.json(viewMessage(message, account.sid));
  });
  router.post('/Calls.json', (request, response) => {
    const form = formOf(request);
    const [from, to] = [form.one('From'), form.one('To')];
    if (from && to) checkMagicCall(from, to);
    const checked = checkNewCall(form, apart);
    const call = { ...checked, parentSid: null, phone_id: null, direction: 'outbound-api', status: 'queued' } as const;
    response.json(viewCallResource(apart, calls.add(call)));
  });
  router.post('/IncomingPhoneNumbers.json', (request, response) => {
    const form = formOf(request);
    const number = form.one('PhoneNumber');
    const area = form.one('AreaCode');
    if (number === '+15005550001') throw new RestRefusal(21421, 'PhoneNumber is invalid');
    if (number !== undefined && number !== MAGIC_SENDER) throw new RestRefusal(21422, `${number} is not available`);
    if (number === undefined && area !== '500')
      throw new RestRefusal(21452, 'No phone numbers found in this area code');
    const [bought] = createAccount(
      { ...options, numbers: [{ phoneNumber: MAGIC_SENDER }] },
      newSid,
      clock.now(),
    ).numbers;
    if (bought) response.json(viewNumber(bought, account.sid));
  });
  router.use(() => {
    throw notForTests();
  });
  return router;
}

function notForTests(): RestRefusal {
  return new RestRefusal(20008, 'Resource not accessible with Test Account Credentials', 403);
}

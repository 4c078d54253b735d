import { Router } from 'express';
import type { OwnedNumber } from '../account';
import type { Parts } from '../parts';
import { notFound, RestRefusal } from './rest-error';
import { rfc2822 } from './rest-format';
import { pageOf } from './rest-page';
import { formOf, pathOf, type RestRequest } from './rest-request';

/** The IncomingPhoneNumber resource: the account's numbers and their webhooks. */
export function numberRoutes(parts: Parts): Router {
  const { numbers } = parts.account;
  const find = (request: RestRequest): OwnedNumber => {
    const number = numbers.find(({ sid }) => sid === request.params.sid);
    if (!number) throw notFound(request.originalUrl);
    return number;
  };
  const view = (number: OwnedNumber) => viewNumber(number, parts.account.sid);
  const router = Router();
  router.get('/IncomingPhoneNumbers.json', (request, response) => {
    const form = formOf(request);
    const wanted = numbers
      .filter(({ phoneNumber }) => phoneNumber.includes(form.one('PhoneNumber') ?? ''))
      .filter(({ settings }) => [settings.get('FriendlyName'), undefined].includes(form.one('FriendlyName')));
    response.json(pageOf(wanted, view, 'incoming_phone_numbers', pathOf(request), form));
  });
  router.get('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    response.json(view(find(request)));
  });
  router.post('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    const form = formOf(request);
    const number = find(request);
    for (const [name, value] of form.entries()) number.settings.set(name, value);
    number.updatedAt = parts.clock.now();
    response.json(view(number));
  });
  router.post('/IncomingPhoneNumbers.json', (request) => {
    const form = formOf(request);
    const number = form.one('PhoneNumber') ?? '';
    if (number === '+15005550001') throw new RestRefusal(21421, 'PhoneNumber is invalid');
    throw new RestRefusal(21422, `${number || 'This number'} is not available. The simulator sells no numbers.`);
  });
  return router;
}

/** A number as the API shows it. */
export function viewNumber(number: OwnedNumber, accountSid: string) {
  const setting = (name: string, otherwise = '') => number.settings.get(name) ?? otherwise;
  const sidOrNull = (name: string) => ((number.settings.get(name) ?? '') === '' ? null : number.settings.get(name));
  return {
    sid: number.sid,
    account_sid: accountSid,
    phone_number: number.phoneNumber,
    friendly_name: setting('FriendlyName'),
    capabilities: { ...number.capabilities, fax: false },
    sms_url: setting('SmsUrl'),
    sms_method: setting('SmsMethod', 'POST'),
    sms_fallback_url: setting('SmsFallbackUrl'),
    sms_fallback_method: setting('SmsFallbackMethod', 'POST'),
    sms_application_sid: setting('SmsApplicationSid'),
    voice_url: setting('VoiceUrl'),
    voice_method: setting('VoiceMethod', 'POST'),
    voice_fallback_url: setting('VoiceFallbackUrl'),
    voice_fallback_method: setting('VoiceFallbackMethod', 'POST'),
    voice_application_sid: setting('VoiceApplicationSid'),
    voice_caller_id_lookup: setting('VoiceCallerIdLookup') === 'true',
    voice_receive_mode: setting('VoiceReceiveMode', 'voice'),
    status_callback: setting('StatusCallback'),
    status_callback_method: setting('StatusCallbackMethod', 'POST'),
    trunk_sid: sidOrNull('TrunkSid'),
    address_sid: sidOrNull('AddressSid'),
    bundle_sid: sidOrNull('BundleSid'),
    identity_sid: sidOrNull('IdentitySid'),
    emergency_address_sid: sidOrNull('EmergencyAddressSid'),
    emergency_status: setting('EmergencyStatus', 'Inactive'),
    emergency_address_status: 'unregistered',
    address_requirements: 'none',
    api_version: '2010-04-01',
    beta: false,
    origin: 'twilio',
    status: 'in-use',
    type: 'local',
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}

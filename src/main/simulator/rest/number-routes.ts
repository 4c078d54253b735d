import { Router } from 'express';
import type { OwnedNumber } from '../account';
import { parseHttpUrl } from '../parse-url';
import type { Parts } from '../parts';
import { notFound, RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';
import { rfc2822 } from './rest-format';
import { pageOf, pageParameters } from './rest-page';
import { bodyForm, pathOf, queryForm, type RestRequest } from './rest-request';

const urls = ['SmsUrl', 'SmsFallbackUrl', 'VoiceUrl', 'VoiceFallbackUrl', 'StatusCallback'];
const methods = ['SmsMethod', 'SmsFallbackMethod', 'VoiceMethod', 'VoiceFallbackMethod', 'StatusCallbackMethod'];
/** What can be set on a number: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
const settable = [
  ...urls,
  ...methods,
  ...['FriendlyName', 'ApiVersion', 'SmsApplicationSid', 'VoiceApplicationSid', 'VoiceCallerIdLookup', 'TrunkSid'],
  ...['VoiceReceiveMode', 'AccountSid', 'AddressSid', 'BundleSid', 'IdentitySid', 'EmergencyAddressSid'],
  'EmergencyStatus',
];
const MAX_NAME = 64;

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
    const form = queryForm(request, ['PhoneNumber', 'FriendlyName', 'Origin', 'Beta', ...pageParameters]);
    const wanted = numbers
      .filter(({ phoneNumber }) => phoneNumber.includes(form.one('PhoneNumber') ?? ''))
      .filter(({ settings }) => [settings.get('FriendlyName'), undefined].includes(form.one('FriendlyName')));
    response.json(pageOf(wanted, view, 'incoming_phone_numbers', pathOf(request), form));
  });
  router.get('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    response.json(view(find(request)));
  });
  router.post('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    const form = bodyForm(request, settable);
    const number = find(request);
    checkSettings(form);
    for (const [name, value] of form.entries()) number.settings.set(name, value);
    number.updatedAt = parts.clock.now();
    response.json(view(number));
  });
  router.post('/IncomingPhoneNumbers.json', (request) => {
    const form = bodyForm(request, ['PhoneNumber', 'AreaCode', ...settable]);
    const number = form.one('PhoneNumber') ?? '';
    if (number === '+15005550001') throw new RestRefusal(21421, 'PhoneNumber is invalid');
    throw new RestRefusal(21422, `${number || 'This number'} is not available. The simulator sells no numbers.`);
  });
  return router;
}

function checkSettings(form: RestForm): void {
  for (const name of urls) {
    const value = form.one(name);
    if (value && !parseHttpUrl(value)) throw new RestRefusal(21502, `${name} is not valid: ${value}`);
  }
  for (const name of methods) {
    const value = form.one(name);
    if (value && !['GET', 'POST'].includes(value.toUpperCase())) throw new RestRefusal(21403, `Invalid ${name}`);
  }
  if ((form.one('FriendlyName')?.length ?? 0) > MAX_NAME) throw new RestRefusal(20001, 'FriendlyName is too long');
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

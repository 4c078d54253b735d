import { flag, oneOf, paging, required, sid, text, time, url, withError } from './operation';
import type { Operation, Parameter } from './operation';

const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}';
const hook = withError(url, 21502);
const hookMethod = withError(oneOf('GET', 'POST', 'get', 'post'), 21403);

/** What can be set on a number. */
const settable: Readonly<Record<string, Parameter>> = {
  ...{ SmsUrl: hook, SmsMethod: hookMethod, SmsFallbackUrl: hook, SmsFallbackMethod: hookMethod },
  ...{ VoiceUrl: hook, VoiceMethod: hookMethod, VoiceFallbackUrl: hook, VoiceFallbackMethod: hookMethod },
  ...{ StatusCallback: hook, StatusCallbackMethod: hookMethod, VoiceCallerIdLookup: flag },
  ...{ SmsApplicationSid: sid('AP'), VoiceApplicationSid: sid('AP'), TrunkSid: sid('TK') },
  ...{ AddressSid: sid('AD'), BundleSid: sid('BU'), IdentitySid: sid('RI'), EmergencyAddressSid: sid('AD') },
  ...{ EmergencyStatus: oneOf('Active', 'Inactive'), VoiceReceiveMode: oneOf('voice', 'fax') },
  FriendlyName: { accepts: (value) => value.length <= 64 },
  ApiVersion: text,
};
const webhook = Object.fromEntries(
  ['callback', 'fallback', 'status_callback'].flatMap((name) => [
    [`webhook.${name}_url`, url],
    [`webhook.${name}_method`, name === 'status_callback' ? text : oneOf('POST', 'PUT')],
  ]),
);
const get = (id: string, path: string, parameters: Operation['parameters'] = {}): Operation => ({
  ...{ id, method: 'GET', path, success: 200, parameters },
});

/**
 * What can be asked about the account, its numbers and senders, templates and alerts. Source: `spec/json/` of
 * https://github.com/twilio/twilio-oai, `twilio_api_v2010.json`, `twilio_messaging_v1.json`, `twilio_messaging_v2.json`,
 * `twilio_content_v1.json` and `twilio_monitor_v1.json`; numbers of errors: https://www.twilio.com/docs/api/errors
 */
export const accountOperations: readonly Operation[] = [
  get('FetchAccount', '/2010-04-01/Accounts/{Sid}.json'),
  get('FetchBalance', `${ACCOUNT}/Balance.json`),
  get('ListIncomingPhoneNumber', `${ACCOUNT}/IncomingPhoneNumbers.json`, {
    ...{ PhoneNumber: text, FriendlyName: text, Origin: text, Beta: flag },
    ...paging,
  }),
  get('FetchIncomingPhoneNumber', `${ACCOUNT}/IncomingPhoneNumbers/{Sid}.json`),
  {
    id: 'UpdateIncomingPhoneNumber',
    method: 'POST',
    path: `${ACCOUNT}/IncomingPhoneNumbers/{Sid}.json`,
    success: 200,
    parameters: { ...settable, AccountSid: sid('AC') },
  },
  {
    id: 'CreateIncomingPhoneNumber',
    method: 'POST',
    path: `${ACCOUNT}/IncomingPhoneNumbers.json`,
    success: 201,
    parameters: { ...settable, PhoneNumber: text, AreaCode: text },
  },
  get('ListService', '/v1/Services', paging),
  get('FetchService', '/v1/Services/{Sid}'),
  get('ListPhoneNumber', '/v1/Services/{ServiceSid}/PhoneNumbers', paging),
  get('ListChannelSender', '/v1/Services/{MessagingServiceSid}/ChannelSenders', paging),
  get('ListChannelsSender', '/v2/Channels/Senders', { Channel: required(text), ...paging }),
  get('FetchChannelsSender', '/v2/Channels/Senders/{Sid}'),
  {
    id: 'UpdateChannelsSender',
    method: 'POST',
    path: '/v2/Channels/Senders/{Sid}',
    success: 202,
    body: 'json',
    parameters: webhook,
  },
  get('ListContentAndApprovals', '/v1/ContentAndApprovals', paging),
  get('ListAlert', '/v1/Alerts', { LogLevel: text, StartDate: time, EndDate: time, ...paging }),
];

import { flag, list, number, oneOf, paging, required, sid, span, text, time, url, whole, withError } from './operation';
import type { Operation } from './operation';

const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}';

/**
 * What can be asked about messages. Source: `spec/json/twilio_api_v2010.json` of https://github.com/twilio/twilio-oai;
 * numbers of errors: https://www.twilio.com/docs/api/errors
 */
export const messageOperations: readonly Operation[] = [
  {
    id: 'CreateMessage',
    method: 'POST',
    path: `${ACCOUNT}/Messages.json`,
    success: 201,
    parameters: {
      To: required(text, 21604),
      From: text,
      MessagingServiceSid: withError(sid('MG'), 21705),
      Body: text,
      MediaUrl: list(withError(url, 21620)),
      ContentSid: withError(sid('HX'), 21655),
      ContentVariables: text,
      StatusCallback: withError(url, 21609),
      ApplicationSid: sid('AP'),
      SendAt: time,
      ScheduleType: oneOf('fixed'),
      ValidityPeriod: whole(),
      MaxPrice: number,
      Attempt: whole(),
      PersistentAction: list(text),
      ContentRetention: oneOf('retain', 'discard'),
      AddressRetention: oneOf('retain', 'obfuscate'),
      TrafficType: oneOf('free'),
      RiskCheck: oneOf('enable', 'disable'),
      MessageIntent: text,
      FallbackFrom: text,
      ...{ ProvideFeedback: flag, ForceDelivery: flag, SmartEncoded: flag, ShortenUrls: flag, SendAsMms: flag },
    },
  },
  {
    id: 'ListMessage',
    method: 'GET',
    path: `${ACCOUNT}/Messages.json`,
    success: 200,
    parameters: { To: text, From: text, ...span('DateSent'), ...paging },
  },
  { id: 'FetchMessage', method: 'GET', path: `${ACCOUNT}/Messages/{Sid}.json`, success: 200, parameters: {} },
  {
    id: 'UpdateMessage',
    method: 'POST',
    path: `${ACCOUNT}/Messages/{Sid}.json`,
    success: 200,
    parameters: { Body: text, Status: oneOf('canceled') },
  },
  { id: 'DeleteMessage', method: 'DELETE', path: `${ACCOUNT}/Messages/{Sid}.json`, success: 204, parameters: {} },
  {
    id: 'ListMedia',
    method: 'GET',
    path: `${ACCOUNT}/Messages/{MessageSid}/Media.json`,
    success: 200,
    parameters: { ...span('DateCreated'), ...paging },
  },
  {
    id: 'FetchMedia',
    method: 'GET',
    path: `${ACCOUNT}/Messages/{MessageSid}/Media/{Sid}.json`,
    success: 200,
    parameters: {},
  },
];

import { flag, httpMethod, list, oneOf, paging, required, sid, span, text, url, whole, withError } from './operation';
import type { Operation } from './operation';

const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}';
const statuses = ['queued', 'ringing', 'in-progress', 'completed', 'busy', 'failed', 'no-answer', 'canceled'];
/** What a call does, where a new call and one under way say it alike. */
const document = {
  Url: withError(url, 21205),
  Method: httpMethod,
  Twiml: text,
  ...{ FallbackUrl: url, FallbackMethod: httpMethod, StatusCallback: url, StatusCallbackMethod: httpMethod },
  TimeLimit: whole(),
};

/**
 * What can be asked about calls and verified caller IDs. Source: `spec/json/twilio_api_v2010.json` of
 * https://github.com/twilio/twilio-oai; numbers of errors: https://www.twilio.com/docs/api/errors
 */
export const callOperations: readonly Operation[] = [
  {
    id: 'CreateCall',
    method: 'POST',
    path: `${ACCOUNT}/Calls.json`,
    success: 201,
    parameters: {
      To: required(text, 21201),
      From: required(text, 21213),
      ...document,
      ApplicationSid: sid('AP'),
      StatusCallbackEvent: list(text),
      SendDigits: text,
      Timeout: whole(),
      Record: flag,
      ...{ RecordingChannels: text, RecordingStatusCallback: url, RecordingStatusCallbackMethod: httpMethod },
      ...{ RecordingStatusCallbackEvent: list(text), RecordingTrack: text, RecordingConfigurationId: text },
      ...{ SipAuthUsername: text, SipAuthPassword: text, MachineDetection: text, MachineDetectionTimeout: whole() },
      ...{ MachineDetectionSpeechThreshold: whole(), MachineDetectionSpeechEndThreshold: whole() },
      ...{ MachineDetectionSilenceTimeout: whole(), AsyncAmd: text, AsyncAmdStatusCallback: url },
      ...{ AsyncAmdStatusCallbackMethod: httpMethod, Trim: text, CallerId: text, Byoc: sid('BY'), CallReason: text },
      ...{ CallToken: text, Passports: text, ClientNotificationUrl: url },
    },
  },
  {
    id: 'ListCall',
    method: 'GET',
    path: `${ACCOUNT}/Calls.json`,
    success: 200,
    parameters: {
      ...{ To: text, From: text, ParentCallSid: sid('CA'), Status: oneOf(...statuses) },
      ...span('StartTime'),
      ...span('EndTime'),
      ...paging,
    },
  },
  { id: 'FetchCall', method: 'GET', path: `${ACCOUNT}/Calls/{Sid}.json`, success: 200, parameters: {} },
  {
    id: 'UpdateCall',
    method: 'POST',
    path: `${ACCOUNT}/Calls/{Sid}.json`,
    success: 200,
    parameters: { ...document, Status: oneOf('canceled', 'completed') },
  },
  {
    id: 'ListOutgoingCallerId',
    method: 'GET',
    path: `${ACCOUNT}/OutgoingCallerIds.json`,
    success: 200,
    parameters: { PhoneNumber: text, FriendlyName: text, ...paging },
  },
  {
    id: 'CreateValidationRequest',
    method: 'POST',
    path: `${ACCOUNT}/OutgoingCallerIds.json`,
    success: 200,
    parameters: {
      PhoneNumber: required(text, 21211),
      ...{ FriendlyName: text, CallDelay: whole(0, 60), Extension: text },
      ...{ StatusCallback: url, StatusCallbackMethod: httpMethod },
    },
  },
  {
    id: 'FetchOutgoingCallerId',
    method: 'GET',
    path: `${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
    success: 200,
    parameters: {},
  },
  {
    id: 'UpdateOutgoingCallerId',
    method: 'POST',
    path: `${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
    success: 200,
    parameters: { FriendlyName: text },
  },
  {
    id: 'DeleteOutgoingCallerId',
    method: 'DELETE',
    path: `${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
    success: 204,
    parameters: {},
  },
];

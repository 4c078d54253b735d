import { randomBytes } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { ACCOUNT_SID, AUTH_TOKEN, OUR_NUMBER } from './desk-environment';

/** The webhook that texts come to. */
export const PATH = '/api/webhooks/sms';

/** What customers write and the mock AI answers by itself, however often. */
const texts = [
  'Hi',
  'Hello, is anybody there?',
  'What are your hours on Sunday?',
  'Where is my order 48213? It was supposed to be here on Tuesday.',
  'How much does the large one cost?',
  'Do you deliver to the islands as well, and how long does that take? It is for a birthday on the 14th 🎂',
  'Thanks a lot!',
  'Are you still there?',
  'Where are you? I am standing in front of the station and cannot find the shop.',
] as const;

/**
 * Makes the form of an incoming text with the fields that Twilio sends and a MessageSid of its own.
 * Source: https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function makeForm(from: string, body: string): Record<string, string> {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  return {
    ToCountry: 'US',
    ToState: 'PA',
    SmsMessageSid: sid,
    NumMedia: '0',
    ToCity: 'BETHLEHEM',
    FromZip: '94105',
    SmsSid: sid,
    FromState: 'CA',
    SmsStatus: 'received',
    FromCity: 'SAN FRANCISCO',
    Body: body,
    FromCountry: 'US',
    To: OUR_NUMBER,
    ToZip: '18015',
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: ACCOUNT_SID,
    From: from,
    ApiVersion: '2010-04-01',
  };
}

/** Signs a form as Twilio does. @param base the address of the server, without a path */
export function signForm(base: string, form: Record<string, string>): string {
  return getExpectedTwilioSignature(AUTH_TOKEN, base + PATH, form);
}

/** Makes the bytes of a request, ready to be written to a socket. */
function makeRequest(base: string, from: string, body: string): Buffer {
  const form = makeForm(from, body);
  const payload = new URLSearchParams(form).toString();
  const head = [
    `POST ${PATH} HTTP/1.1`,
    `Host: ${new URL(base).host}`,
    'Content-Type: application/x-www-form-urlencoded; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(payload)}`,
    `X-Twilio-Signature: ${signForm(base, form)}`,
    `I-Twilio-Idempotency-Token: ${randomBytes(16).toString('hex')}`,
    'User-Agent: TwilioProxy/1.1',
    'Accept: */*',
    'Connection: keep-alive',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${payload}`);
}

/** Makes requests from senders picked at random, each with something that customers write. */
export function signRequests(base: string, senders: readonly string[], count: number): Buffer[] {
  return Array.from({ length: count }, () => {
    const sender = senders[Math.floor(Math.random() * senders.length)] ?? '';
    return makeRequest(base, sender, texts[Math.floor(Math.random() * texts.length)] ?? '');
  });
}

import type Twilio from 'twilio/lib/rest/Twilio';
import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call';
import type { IncomingPhoneNumberInstance } from 'twilio/lib/rest/api/v2010/account/incomingPhoneNumber';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message';
import { restErrorFrom } from './rest-errors';
import { createTransport } from './rest-transport';
import {
  TwilioRefusal,
  TwilioUnreachable,
  type OwnNumber,
  type RemoteCall,
  type RemoteMessage,
  type TwilioClient,
} from './client';

export interface RestClientOptions {
  readonly accountSid: string;
  /** Asked for once, when the first request is made. */
  readonly authToken: () => string;
  /** Origin that all products of Twilio are asked at instead of their own (a stand-in); null for Twilio itself. */
  readonly baseUrl: string | null;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often a request that Twilio turned away as one too many (429) is repeated. */
  readonly maxRetries?: number;
}

/** Long enough for Twilio's slow minutes, short enough that an operator still waits for it. */
const TIMEOUT_MS = 15_000;
/** With the SDK's doubling, fully jittered pauses from 200 ms up to 3 s: about 8 s at the worst. */
const MAX_RETRIES = 5;
/** The largest page that Twilio gives. */
const MAX_PAGE = 1000;

/**
 * Calls Twilio's REST API through Twilio's own SDK. The SDK is loaded with the first request, because it costs the
 * start-up of the console a quarter of a second.
 */
export function createRestClient(options: RestClientOptions): TwilioClient {
  let loading: Promise<Twilio> | undefined;
  const sdk = (): Promise<Twilio> => (loading ??= loadSdk(options));

  async function ask<T>(request: (client: Twilio) => Promise<T>): Promise<T> {
    try {
      return await request(await sdk());
    } catch (error) {
      throw restErrorFrom(error);
    }
  }

  return {
    createMessage: (message) =>
      ask(async ({ messages }) =>
        toMessage(
          await messages.create({
            to: message.to,
            from: message.from,
            body: message.body,
            ...(message.mediaUrls?.length ? { mediaUrl: [...message.mediaUrls] } : {}),
            ...(message.statusCallback === undefined ? {} : { statusCallback: message.statusCallback }),
          }),
        ),
      ),

    fetchMessage: (sid) => ask(async ({ messages }) => toMessage(await messages(sid).fetch())),

    listMessages: (filter) =>
      ask(async ({ messages }) => {
        const found = await messages.list({
          ...(filter.to === undefined ? {} : { to: filter.to }),
          ...(filter.from === undefined ? {} : { from: filter.from }),
          ...(filter.sentAfter === undefined ? {} : { dateSentAfter: new Date(filter.sentAfter) }),
          ...page(filter.limit),
        });
        return found.map(toMessage);
      }),

    listMedia: (messageSid) =>
      ask(async (client) => {
        const found = await client.messages(messageSid).media.list({ limit: 10 });
        const origin = options.baseUrl ?? client.api.baseUrl;
        return found.map((media) => ({
          url: new URL(media.uri.replace(/\.json$/, ''), origin).href,
          contentType: media.contentType,
        }));
      }),

    fetchAccount: () =>
      ask(async (client) => {
        // The SDK's answer holds the auth token, so only what is asked for goes on from here.
        const account = await client.api.v2010.accounts(options.accountSid).fetch();
        return {
          sid: account.sid,
          status: account.status,
          type: account.type,
          friendlyName: account.friendlyName,
        };
      }),

    listNumbers: () => ask(async (client) => (await client.incomingPhoneNumbers.list(page(MAX_PAGE))).map(toNumber)),

    updateNumber: (sid, urls) =>
      ask(async (client) =>
        toNumber(
          await client.incomingPhoneNumbers(sid).update({
            ...(urls.smsUrl === undefined ? {} : { smsUrl: urls.smsUrl, smsMethod: 'POST' }),
            ...(urls.voiceUrl === undefined ? {} : { voiceUrl: urls.voiceUrl, voiceMethod: 'POST' }),
            ...(urls.statusCallback === undefined
              ? {}
              : { statusCallback: urls.statusCallback, statusCallbackMethod: 'POST' }),
          }),
        ),
      ),

    listCallerIds: () =>
      ask(async (client) =>
        (await client.outgoingCallerIds.list(page(MAX_PAGE))).map(({ sid, phoneNumber, friendlyName }) => ({
          sid,
          phoneNumber,
          friendlyName,
        })),
      ),

    createCall: (call) => ask(async ({ calls }) => toCall(await calls.create({ ...call }))),

    listCalls: (filter) =>
      ask(async ({ calls }) => {
        const found = await calls.list({
          ...(filter.to === undefined ? {} : { to: filter.to }),
          ...(filter.startedAfter === undefined ? {} : { startTimeAfter: new Date(filter.startedAfter) }),
          ...page(filter.limit),
        });
        return found.map(toCall);
      }),
  };
}

async function loadSdk(options: RestClientOptions): Promise<Twilio> {
  const [{ default: Sdk }, httpClient] = await Promise.all([
    import('twilio/lib/rest/Twilio'),
    createTransport({
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      maxRetries: options.maxRetries ?? MAX_RETRIES,
    }),
  ]);
  if (!/^AC[0-9a-f]{32}$/i.test(options.accountSid)) {
    throw new TwilioRefusal('The account SID is not valid: it has AC and 32 digits or letters from a to f.', 0, 20003);
  }
  // Said here, so that no variable of the environment makes the SDK print numbers and texts.
  return new Sdk(options.accountSid, options.authToken(), { httpClient, logLevel: 'error' });
}

function page(limit: number): { limit: number; pageSize: number } {
  return { limit, pageSize: Math.min(limit, MAX_PAGE) };
}

function toMessage(message: MessageInstance): RemoteMessage {
  return {
    sid: known(message.sid),
    status: known(message.status),
    direction: known(message.direction),
    from: message.from ?? '',
    to: message.to ?? '',
    body: message.body ?? '',
    numMedia: Number(message.numMedia) || 0,
    errorCode: message.errorCode || null,
    errorMessage: message.errorMessage || null,
    dateCreated: isoOf(message.dateCreated) ?? new Date(0).toISOString(),
  };
}

function toCall(call: CallInstance): RemoteCall {
  const seconds = Number(call.duration);
  return {
    sid: known(call.sid),
    status: known(call.status),
    direction: known(call.direction),
    from: call.from ?? '',
    to: call.to ?? '',
    durationSeconds: call.duration === null || Number.isNaN(seconds) ? null : seconds,
    startedAt: isoOf(call.startTime),
  };
}

function toNumber(number: IncomingPhoneNumberInstance): OwnNumber {
  const { sms = false, mms = false, voice = false } = number.capabilities ?? {};
  return {
    sid: known(number.sid),
    phoneNumber: known(number.phoneNumber),
    friendlyName: number.friendlyName ?? '',
    capabilities: { sms, mms, voice },
    smsUrl: number.smsUrl ?? '',
    voiceUrl: number.voiceUrl ?? '',
    statusCallback: number.statusCallback ?? '',
    overriddenBy: [
      ...(number.smsApplicationSid ? (['sms-application'] as const) : []),
      ...(number.voiceApplicationSid ? (['voice-application'] as const) : []),
      ...(number.trunkSid ? (['trunk'] as const) : []),
    ],
  };
}

/** What Twilio always gives. Where it is missing, something else than Twilio answered. */
function known(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TwilioUnreachable(
    'Something answered in Twilio’s place that is not Twilio. Check the network, a proxy, or TWILIO_API_BASE_URL.',
    false,
  );
}

function isoOf(date: Date | null | undefined): string | null {
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

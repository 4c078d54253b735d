import type Twilio from 'twilio/lib/rest/Twilio';
import { TwilioRefusal, type TwilioClient } from './client';
import { restErrorFrom } from './rest-errors';
import { toAccount, toCall, toCallerId, toMedia, toMessage, toNumber } from './rest-shapes';
import { createTransport } from './rest-transport';

/** Who asks, and where. */
export interface RestCredentials {
  readonly accountSid: string;
  readonly authToken: string;
  /** Origin that all products of Twilio are asked at instead of their own (a stand-in); null for Twilio itself. */
  readonly baseUrl: string | null;
}

export interface RestClientOptions {
  /** Asked for with each request: the account may be exchanged, and its token rotated. */
  readonly credentials: () => RestCredentials;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often a request that Twilio turned away as one too many (429) is repeated. */
  readonly maxRetries?: number;
}

/** Long enough for Twilio's slow minutes, short enough that an operator still waits for it. */
const TIMEOUT_MS = 15_000;
/** With the SDK's doubling, fully jittered pauses from 200 ms up to 3 s: about 8 s at the worst. */
const MAX_RETRIES = 5;
/** The steps of a call that are reported: https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
const CALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const;
/** The largest page that Twilio gives. */
const MAX_PAGE = 1000;

/**
 * Calls Twilio's REST API through Twilio's own SDK. The SDK is loaded with the first request, because it costs the
 * start-up of the console a quarter of a second.
 */
export function createRestClient(options: RestClientOptions): TwilioClient {
  let loaded: { readonly key: string; readonly sdk: Promise<Twilio> } | undefined;
  const sdk = (): Promise<Twilio> => {
    const credentials = options.credentials();
    const key = JSON.stringify(credentials);
    if (loaded?.key !== key) loaded = { key, sdk: loadSdk(credentials, options) };
    return loaded.sdk;
  };

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
        const origin = options.credentials().baseUrl ?? client.api.baseUrl;
        return found.map(toMedia).map(({ uri, contentType }) => ({
          url: new URL(uri.replace(/\.json$/, ''), origin).href,
          contentType,
        }));
      }),

    fetchAccount: () =>
      ask(async (client) => toAccount(await client.api.v2010.accounts(client.accountSid).fetch())),

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

    listCallerIds: () => ask(async (client) => (await client.outgoingCallerIds.list(page(MAX_PAGE))).map(toCallerId)),

    createCall: ({ statusCallback, ...call }) =>
      ask(async ({ calls }) => {
        const reports = statusCallback === undefined ? {} : { statusCallback, statusCallbackEvent: [...CALL_EVENTS] };
        return toCall(await calls.create({ ...call, ...reports }));
      }),

    listCalls: (filter) =>
      ask(async ({ calls }) => {
        const found = await calls.list({
          ...(filter.to === undefined ? {} : { to: filter.to }),
          ...(filter.parentSid === undefined ? {} : { parentCallSid: filter.parentSid }),
          ...(filter.startedAfter === undefined ? {} : { startTimeAfter: new Date(filter.startedAfter) }),
          ...page(filter.limit),
        });
        return found.map(toCall);
      }),
  };
}

async function loadSdk(
  { accountSid, authToken, baseUrl }: RestCredentials,
  options: RestClientOptions,
): Promise<Twilio> {
  const [{ default: Sdk }, httpClient] = await Promise.all([
    import('twilio/lib/rest/Twilio'),
    createTransport({
      baseUrl,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      maxRetries: options.maxRetries ?? MAX_RETRIES,
    }),
  ]);
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) {
    throw new TwilioRefusal('The account SID is not valid: it has AC and 32 digits or letters from a to f.', 0, 20003);
  }
  // Said here, so that no variable of the environment makes the SDK print numbers and texts.
  return new Sdk(accountSid, authToken, { httpClient, logLevel: 'error' });
}

function page(limit: number): { limit: number; pageSize: number } {
  return { limit, pageSize: Math.min(limit, MAX_PAGE) };
}

import type { TwilioClient } from './client';
import { page, type Ask } from './rest-ask';
import { toCall, toMedia, toMessage } from './rest-shapes';

/** The steps of a call that are reported: https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
const CALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const;

type Messages = Pick<TwilioClient, 'createMessage' | 'fetchMessage' | 'listMessages' | 'listMedia'>;
type Calls = Pick<TwilioClient, 'createCall' | 'fetchCall' | 'listCalls'>;

/** Messages and their media. */
export function restMessages(ask: Ask): Messages {
  return {
    createMessage: ({ mediaUrls, ...message }) =>
      ask(async ({ messages }) =>
        toMessage(await messages.create({ ...message, ...(mediaUrls?.length ? { mediaUrl: [...mediaUrls] } : {}) })),
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
      ask(async (client, { baseUrl }) => {
        const found = await client.messages(messageSid).media.list({ limit: 10 });
        const origin = baseUrl ?? client.api.baseUrl;
        return found.map(toMedia).map(({ uri, contentType }) => ({
          url: new URL(uri.replace(/\.json$/, ''), origin).href,
          contentType,
        }));
      }),
  };
}

/** Calls and their legs. */
export function restCalls(ask: Ask): Calls {
  return {
    createCall: ({ statusCallback, ...call }) =>
      ask(async ({ calls }) => {
        const reports = statusCallback === undefined ? {} : { statusCallback, statusCallbackEvent: [...CALL_EVENTS] };
        return toCall(await calls.create({ ...call, ...reports }));
      }),

    fetchCall: (sid) => ask(async ({ calls }) => toCall(await calls(sid).fetch())),

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

import { z } from 'zod';
import {
  TwilioUnreachable,
  type AccountInfo,
  type CallerId,
  type OwnNumber,
  type RemoteCall,
  type RemoteMessage,
} from './client';

/** What Twilio always gives. Where it is missing, something else than Twilio answered. */
const given = z.string().min(1);
/** What Twilio leaves out or gives as null at times. */
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? '');
const textOrNull = text.transform((value) => value || null);
/** Times as the SDK reads them; an unreadable one is none. */
const time = z
  .date()
  .nullish()
  .catch(null)
  .transform((date) => date?.toISOString() ?? null);
const flag = z
  .boolean()
  .nullish()
  .catch(false)
  .transform((value) => value ?? false);
/** Numbers, which Twilio gives as text. */
const count = z.coerce.number().nullable().catch(null);

const message = z
  .object({
    ...{ sid: given, status: given, direction: given, from: text, to: text, body: text },
    numMedia: count,
    errorCode: z.number().nullish().catch(null),
    errorMessage: textOrNull,
    dateCreated: time,
  })
  .transform((one): RemoteMessage => ({
    ...one,
    numMedia: one.numMedia ?? 0,
    errorCode: one.errorCode ?? null,
    dateCreated: one.dateCreated ?? new Date(0).toISOString(),
  }));

const call = z
  .object({
    ...{ sid: given, status: given, direction: given, from: text, to: text },
    duration: z.string().nullish().catch(null),
    startTime: time,
    dateCreated: time,
  })
  .transform(({ duration, startTime, dateCreated, ...one }): RemoteCall => ({
    ...one,
    durationSeconds: duration && !Number.isNaN(Number(duration)) ? Number(duration) : null,
    // A call that was never taken may have no start.
    startedAt: startTime ?? dateCreated,
  }));

const number = z
  .object({
    ...{ sid: given, phoneNumber: given, friendlyName: text, smsUrl: text, voiceUrl: text, statusCallback: text },
    capabilities: z.object({ sms: flag, mms: flag, voice: flag }).catch({ sms: false, mms: false, voice: false }),
    ...{ smsApplicationSid: text, voiceApplicationSid: text, trunkSid: text },
  })
  .transform(({ smsApplicationSid, voiceApplicationSid, trunkSid, ...one }): OwnNumber => ({
    ...one,
    overriddenBy: [
      ...(smsApplicationSid ? (['sms-application'] as const) : []),
      ...(voiceApplicationSid ? (['voice-application'] as const) : []),
      ...(trunkSid ? (['trunk'] as const) : []),
    ],
  }));

const callerId = z.object({ sid: given, phoneNumber: given, friendlyName: text });
const account = z.object({ sid: given, status: given, type: text, friendlyName: text });
const media = z.object({ uri: given, contentType: text });

/** Take what the SDK gives apart, field by field. Each throws TwilioUnreachable for what is not Twilio's. */
export const toMessage = (value: unknown): RemoteMessage => read(message, value);
export const toCall = (value: unknown): RemoteCall => read(call, value);
export const toNumber = (value: unknown): OwnNumber => read(number, value);
export const toCallerId = (value: unknown): CallerId => read(callerId, value);
/** The SDK's answer holds the auth token, so only what is asked for goes on from here. */
export const toAccount = (value: unknown): AccountInfo => read(account, value);
export const toMedia = (value: unknown): z.infer<typeof media> => read(media, value);

function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TwilioUnreachable(
    'Something answered in Twilio’s place that is not Twilio. Check the network, a proxy, or TWILIO_API_BASE_URL.',
    false,
  );
}

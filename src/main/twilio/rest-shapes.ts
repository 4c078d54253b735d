import { z } from 'zod';
import type {
  AccountInfo,
  Balance,
  CallerId,
  OwnNumber,
  RemoteAlert,
  RemoteCall,
  RemoteMessage,
  Verification,
} from './client';
import { count, flag, given, read, text, textOrNull, time } from './rest-read';

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
    ...{ sid: given, phoneNumber: given, friendlyName: text },
    ...{ smsUrl: text, smsMethod: text, smsFallbackUrl: text, smsFallbackMethod: text },
    ...{ voiceUrl: text, voiceMethod: text, voiceFallbackUrl: text, voiceFallbackMethod: text },
    ...{ statusCallback: text, statusCallbackMethod: text },
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
const balance = z
  .object({ balance: z.coerce.number(), currency: given })
  .transform((one): Balance => ({ amount: one.balance, currency: one.currency }));
const verification = z
  .object({ callSid: given, validationCode: given })
  .transform(({ callSid, validationCode }): Verification => ({ callSid, code: validationCode }));
const alert = z
  .object({
    ...{ sid: given, alertText: text, logLevel: text, resourceSid: text, requestUrl: text },
    ...{ errorCode: count, dateGenerated: time, dateCreated: time },
  })
  .transform(({ alertText, logLevel, errorCode, dateGenerated, dateCreated, ...one }): RemoteAlert => ({
    ...one,
    code: errorCode,
    level: logLevel,
    at: dateGenerated ?? dateCreated ?? new Date(0).toISOString(),
    text: alertText,
  }));
const media = z.object({ uri: given, contentType: text });

/** Take what the SDK gives apart, field by field. Each throws TwilioUnreachable for what is not Twilio's. */
export const toMessage = (value: unknown): RemoteMessage => read(message, value);
export const toCall = (value: unknown): RemoteCall => read(call, value);
export const toNumber = (value: unknown): OwnNumber => read(number, value);
export const toCallerId = (value: unknown): CallerId => read(callerId, value);
/** The SDK's answer holds the auth token, so only what is asked for goes on from here. */
export const toAccount = (value: unknown): AccountInfo => read(account, value);
export const toBalance = (value: unknown): Balance => read(balance, value);
export const toVerification = (value: unknown): Verification => read(verification, value);
export const toAlert = (value: unknown): RemoteAlert => read(alert, value);
export const toMedia = (value: unknown): z.infer<typeof media> => read(media, value);

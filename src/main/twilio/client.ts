import type { MessagingClient } from './messaging-client';

/** The part of Twilio's REST API that the console uses, in its own words. */

/**
 * A new message: `from` or a Messaging Service sends it (both: the service, forced to that sender), and it has a text,
 * files, or a template. Source: https://www.twilio.com/docs/messaging/api/message-resource
 */
export interface OutgoingMessage {
  /** `+E164` or `whatsapp:…`. */
  readonly to: string;
  readonly from?: string;
  /** `MG…` */
  readonly messagingServiceSid?: string;
  readonly body?: string;
  readonly mediaUrls?: readonly string[];
  /** Template, `HX…`. */
  readonly contentSid?: string;
  /** Values of the template's variables as JSON, such as `{"1":"Ana"}`. */
  readonly contentVariables?: string;
  readonly statusCallback?: string;
}

export interface RemoteMessage {
  readonly sid: string;
  readonly status: string;
  readonly direction: string;
  /** Empty as long as a Messaging Service has not chosen the sender. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly numMedia: number;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  /** ISO 8601. */
  readonly dateCreated: string;
}

export interface RemoteCall {
  readonly sid: string;
  readonly status: string;
  readonly direction: string;
  readonly from: string;
  readonly to: string;
  readonly durationSeconds: number | null;
  /** When it began, or else when Twilio first knew of it, ISO 8601. */
  readonly startedAt: string | null;
}

export interface OutgoingCall {
  /** E.164. */
  readonly to: string;
  /** A number of the account, or a verified caller ID. */
  readonly from: string;
  /** What is said and done once somebody answers; at most 4000 characters. */
  readonly twiml: string;
  /** Where each step of its progress is reported to. */
  readonly statusCallback?: string;
}

/** Where Twilio takes a number's messages, calls and call reports: whole addresses, and `GET` or `POST`. */
export interface NumberWebhooks {
  readonly smsUrl: string;
  readonly smsMethod: string;
  readonly smsFallbackUrl: string;
  readonly smsFallbackMethod: string;
  readonly voiceUrl: string;
  readonly voiceMethod: string;
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: string;
  /** Where the progress of calls is reported to; messages name their own. */
  readonly statusCallback: string;
  readonly statusCallbackMethod: string;
}

/** What is to be changed of them; what is not given stays as it is. A new address without a method is asked by POST. */
export type NumberUrls = Partial<NumberWebhooks>;

export interface OwnNumber extends NumberWebhooks {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly friendlyName: string;
  readonly capabilities: { readonly sms: boolean; readonly mms: boolean; readonly voice: boolean };
  /** What takes messages or calls before the URLs above do; empty when nothing does. */
  readonly overriddenBy: readonly ('sms-application' | 'voice-application' | 'trunk')[];
}

export interface CallerId {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly friendlyName: string;
}

/** A call that Twilio makes so that a number becomes a caller ID. */
export interface Verification {
  readonly callSid: string;
  /** The six digits that whoever answers has to key in. */
  readonly code: string;
}

export interface AccountInfo {
  readonly sid: string;
  /** `active`, `suspended`, `closed`. */
  readonly status: string;
  /** `Full` or `Trial`. */
  readonly type: string;
  readonly friendlyName: string;
}

export interface Balance {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What Twilio's debugger wrote down of the account. */
export interface RemoteAlert {
  readonly sid: string;
  readonly code: number | null;
  /** `error`, `warning`, `notice`, `debug`. */
  readonly level: string;
  /** When it happened, ISO 8601. */
  readonly at: string;
  readonly text: string;
  /** The message or call that it is about; empty for none. */
  readonly resourceSid: string;
  /** The webhook that was asked, if it is about one. */
  readonly requestUrl: string;
}

/** Calls Twilio. Every method throws TwilioRefusal or TwilioUnreachable. */
export interface TwilioClient extends MessagingClient {
  createMessage(message: OutgoingMessage): Promise<RemoteMessage>;
  fetchMessage(sid: string): Promise<RemoteMessage>;
  listMessages(filter: {
    readonly to?: string;
    readonly from?: string;
    /** ISO 8601. */
    readonly sentAfter?: string;
    readonly limit: number;
  }): Promise<readonly RemoteMessage[]>;
  /** Links and types of a message's media. The links are never given to a window. */
  listMedia(messageSid: string): Promise<readonly { url: string; contentType: string }[]>;
  fetchAccount(): Promise<AccountInfo>;
  fetchBalance(): Promise<Balance>;
  /** The newest first, of the last thirty days at most. */
  listAlerts(filter: {
    /** ISO 8601. */
    readonly since: string;
    readonly limit: number;
  }): Promise<readonly RemoteAlert[]>;
  listNumbers(): Promise<readonly OwnNumber[]>;
  fetchNumber(sid: string): Promise<OwnNumber>;
  updateNumber(sid: string, urls: NumberUrls): Promise<OwnNumber>;
  listCallerIds(): Promise<readonly CallerId[]>;
  /** Lets Twilio call a number; once the code is keyed in there, it stands among the caller IDs. */
  verifyCallerId(request: { readonly phoneNumber: string; readonly friendlyName?: string }): Promise<Verification>;
  removeCallerId(sid: string): Promise<void>;
  createCall(call: OutgoingCall): Promise<RemoteCall>;
  fetchCall(sid: string): Promise<RemoteCall>;
  listCalls(filter: {
    readonly to?: string;
    readonly startedAfter?: string;
    /** Only the legs that this call has rung. */
    readonly parentSid?: string;
    readonly limit: number;
  }): Promise<readonly RemoteCall[]>;
}

/** Twilio took the request and said no. `code` is Twilio's error number, where it gave one. */
export class TwilioRefusal extends Error {
  override readonly name = 'TwilioRefusal';
  constructor(
    message: string,
    readonly status: number,
    readonly code: number | null,
    /** How long Twilio asks to be left alone, in milliseconds, where it says so with “too many requests” (429). */
    readonly retryAfterMs?: number,
    /** Twilio's own words. */
    readonly said: string = message,
  ) {
    super(message);
  }
}

/** Whether Twilio turned it away as one request too many: nothing was done. https://www.twilio.com/docs/api/errors/20429 */
export function isTooMany(error: unknown): error is TwilioRefusal {
  return error instanceof TwilioRefusal && error.status === 429;
}

/** No answer came. Unless `certainlyNotSent`, what was asked may have been done. */
export class TwilioUnreachable extends Error {
  override readonly name = 'TwilioUnreachable';
  constructor(
    message: string,
    readonly certainlyNotSent: boolean,
  ) {
    super(message);
  }
}

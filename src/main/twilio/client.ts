/** The part of Twilio's REST API that the console uses, in its own words. */

export interface OutgoingMessage {
  /** `+E164` or `whatsapp:…`. */
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly mediaUrls?: readonly string[];
  readonly statusCallback?: string;
}

export interface RemoteMessage {
  readonly sid: string;
  readonly status: string;
  readonly direction: string;
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

export interface OwnNumber {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly friendlyName: string;
  readonly capabilities: { readonly sms: boolean; readonly mms: boolean; readonly voice: boolean };
  readonly smsUrl: string;
  readonly voiceUrl: string;
  /** Where the progress of calls is reported to. */
  readonly statusCallback: string;
  /** What takes messages or calls before the URLs above do; empty when nothing does. */
  readonly overriddenBy: readonly ('sms-application' | 'voice-application' | 'trunk')[];
}

/** Where a number's messages, calls and call reports go; what is not given stays as it is. */
export interface NumberUrls {
  readonly smsUrl?: string;
  readonly voiceUrl?: string;
  readonly statusCallback?: string;
}

export interface CallerId {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly friendlyName: string;
}

export interface AccountInfo {
  readonly sid: string;
  readonly status: string;
  readonly type: string;
  readonly friendlyName: string;
}

/** Calls Twilio. Every method throws TwilioRefusal or TwilioUnreachable. */
export interface TwilioClient {
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
  listNumbers(): Promise<readonly OwnNumber[]>;
  updateNumber(sid: string, urls: NumberUrls): Promise<OwnNumber>;
  listCallerIds(): Promise<readonly CallerId[]>;
  createCall(call: OutgoingCall): Promise<RemoteCall>;
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
  ) {
    super(message);
  }
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

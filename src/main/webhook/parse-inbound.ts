import { z } from 'zod';
import { parseChannelAddress } from '../../shared/phone-address';
import type { FormFields } from './read-form';

const sid = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const address = z.string().min(1).max(200);
/** What a message can do without: an odd value counts as none, since a signed message is never refused for it. */
const optional = z.string().max(2000).optional().catch(undefined);
const optionalSid = sid.optional().catch(undefined);
/** The word for a state. */
const state = z.string().max(40).optional().catch(undefined);

const messageSchema = z
  .object({
    MessageSid: optionalSid,
    SmsSid: optionalSid,
    SmsMessageSid: optionalSid,
    From: address,
    To: address,
    Body: z.string().default(''),
    NumMedia: z.coerce.number().int().min(0).max(10).catch(0),
    OptOutType: optional,
    ProfileName: optional,
    MessagingServiceSid: optional,
    ButtonText: optional,
    ButtonPayload: optional,
    Latitude: optional,
    Longitude: optional,
    Address: optional,
    Label: optional,
    Forwarded: optional,
    OriginalRepliedMessageSid: optional,
  })
  .transform((form, context) => {
    const messageSid = form.MessageSid ?? form.SmsMessageSid ?? form.SmsSid;
    if (messageSid !== undefined) return { ...form, sid: messageSid };
    context.addIssue('MessageSid is missing');
    return z.NEVER;
  });

/** A text or WhatsApp message as it came in. */
export interface InboundMessage {
  readonly sid: string;
  readonly type: 'sms' | 'whatsapp';
  /** The customer's address, without a channel prefix. */
  readonly from: string;
  /** Our address, without a channel prefix. */
  readonly to: string;
  readonly body: string;
  readonly media: readonly { readonly url: string; readonly contentType: string }[];
  readonly profileName: string | null;
  readonly optOutType: string | undefined;
  /** Written in from the console; Twilio knows nothing of it, and `sid` is our own id. */
  readonly simulated?: true;
  /** Further fields worth keeping with the message. */
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * Reads Twilio's form for an incoming message; null when MessageSid, From or To is missing or malformed. The
 * `whatsapp:` prefix decides the kind, whichever webhook it came to. Unknown fields are ignored.
 * Source: https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function parseInboundMessage(fields: FormFields): InboundMessage | null {
  const parsed = messageSchema.safeParse(fields);
  if (!parsed.success) return null;
  const form = parsed.data;
  const from = parseChannelAddress(form.From);
  const to = parseChannelAddress(form.To);
  if (!from.address || !to.address) return null;
  const profileName = form.ProfileName?.trim().slice(0, 200) ?? '';
  return {
    sid: form.sid,
    type: from.kind === 'whatsapp' || to.kind === 'whatsapp' ? 'whatsapp' : 'sms',
    from: from.address,
    to: to.address,
    body: form.Body || locationText(form),
    media: mediaOf(fields, form.NumMedia),
    profileName: profileName === '' ? null : profileName,
    optOutType: form.OptOutType,
    extra: extraOf({
      messagingServiceSid: form.MessagingServiceSid,
      buttonPayload: form.ButtonPayload,
      forwarded: form.Forwarded,
      inReplyToSid: form.OriginalRepliedMessageSid,
    }),
  };
}

const callSchema = z.object({
  CallSid: sid,
  From: address,
  To: address,
  CallStatus: state,
  SpeechResult: z.string().optional().catch(undefined),
  Digits: z.string().max(100).optional().catch(undefined),
});

/** A request about a phone call. */
export interface InboundCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  /** What the caller said or pressed; empty for a silent turn. */
  readonly speech: string;
  readonly digits: string;
}

/**
 * Reads Twilio's form for a step of a call; null when CallSid, From or To is missing or malformed.
 * Source: https://www.twilio.com/docs/voice/twiml#request-parameters
 */
export function parseInboundCall(fields: FormFields): InboundCall | null {
  const parsed = callSchema.safeParse(fields);
  if (!parsed.success) return null;
  const form = parsed.data;
  return {
    sid: form.CallSid,
    from: form.From,
    to: form.To,
    status: form.CallStatus ?? 'ringing',
    speech: form.SpeechResult?.trim() ?? '',
    digits: form.Digits?.trim() ?? '',
  };
}

const statusSchema = z.object({
  MessageSid: sid.optional(),
  MessageStatus: z.string().max(40).optional(),
  SmsStatus: z.string().max(40).optional(),
  CallSid: sid.optional(),
  CallStatus: z.string().max(40).optional(),
  CallDuration: z.coerce.number().int().min(0).optional().catch(undefined),
  From: address,
  To: address,
  ErrorCode: z.coerce.number().int().optional().catch(undefined),
  ErrorMessage: optional,
});

export type StatusReport =
  | {
      readonly kind: 'message';
      readonly sid: string;
      readonly status: string;
      /** Our own id of the message, where our link for its reports named it. */
      readonly message_id: string | null;
      /** Without a channel prefix. The customer's is an outgoing message's `To`. */
      readonly to: string;
      readonly from: string;
      readonly errorCode: number | null;
      readonly errorMessage: string | null;
    }
  | {
      readonly kind: 'call';
      readonly sid: string;
      readonly status: string;
      /** For a call that we placed: the customer's address that it is about. */
      readonly about: string | null;
      readonly from: string;
      readonly to: string;
      readonly durationSeconds: number | null;
    };

/** What our own link for reports says that they are about; null where it does not. */
export interface ReportLink {
  /** Our id of a message. */
  readonly message: string | null;
  /** The customer's address, for a call that we placed. */
  readonly about: string | null;
}

/**
 * Reads a status callback of a message or a call; null when it names neither.
 * Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function parseStatusReport(fields: FormFields, link: ReportLink): StatusReport | null {
  const parsed = statusSchema.safeParse(fields);
  if (!parsed.success) return null;
  const form = parsed.data;
  if (form.MessageSid) {
    return {
      kind: 'message',
      sid: form.MessageSid,
      status: form.MessageStatus ?? form.SmsStatus ?? '',
      message_id: link.message,
      from: parseChannelAddress(form.From).address,
      to: parseChannelAddress(form.To).address,
      errorCode: form.ErrorCode ?? null,
      errorMessage: form.ErrorMessage ?? null,
    };
  }
  if (!form.CallSid) return null;
  return {
    kind: 'call',
    sid: form.CallSid,
    status: form.CallStatus ?? '',
    about: link.about,
    from: form.From,
    to: form.To,
    durationSeconds: form.CallDuration ?? null,
  };
}

function mediaOf(fields: FormFields, count: number): InboundMessage['media'] {
  return Array.from({ length: count }, (_, index) => ({
    url: single(fields[`MediaUrl${index}`]),
    contentType: single(fields[`MediaContentType${index}`]).slice(0, 100),
  })).filter((item) => item.url);
}

function single(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A shared location has no text of its own: its place in words stands for it. */
function locationText(form: z.infer<typeof messageSchema>): string {
  if (!form.Latitude || !form.Longitude) return '';
  const place = [form.Label, form.Address].filter(Boolean).join(', ');
  return `📍 ${place ? `${place} ` : ''}(${form.Latitude}, ${form.Longitude})`;
}

function extraOf(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

import { z } from 'zod';
import type { CannedReply, CommunicationType } from '../domain';
import { MAX_BODY, MAX_FILE_BYTES, MAX_FILES, MAX_TEXT } from '../message-limit';
import type { Template } from '../template';

const id = z.string().min(1).max(64);
/** A message's id names its files too. */
const messageId = z.string().regex(/^[0-9a-z]{1,64}$/);
const address = z.string().min(1).max(200);
const body = z.string().trim().max(MAX_BODY);
const message = { contact_id: id, address, message_id: messageId };
const webAddress = z.url({ protocol: /^https?$/ }).max(2000);
/** Names of files that were put by for sending, as `attachment.add` gave them. */
const stagedName = z.string().regex(/^s[0-9a-f]{24}-0\.[0-9a-z]{2,4}$/);

/** A template of the account with the values of its variables. Source: `ContentVariables` of the Message resource */
const filledTemplate = z.strictObject({
  sid: z.string().regex(/^HX[0-9a-fA-F]{32}$/),
  variables: z
    .record(z.string().min(1).max(100), z.string().trim().min(1).max(MAX_BODY))
    .refine((values) => Object.keys(values).length <= 100, 'a template has 100 variables at most'),
});

const attachmentRef = z.union([
  z.strictObject({ kind: z.literal('file'), file: stagedName, name: z.string().max(255) }),
  z.strictObject({ kind: z.literal('link'), url: webAddress }),
]);

/** Whether a state of a thread has the time that it needs: what is snoozed without one would never come back. */
export const isTimed = ({ state, until }: { readonly state: string; readonly until: string | null }) =>
  (state === 'snoozed') === (until !== null);
export const NOT_TIMED = 'what is snoozed, and nothing else, has a time';

/** Requests of the composer and of what it has sent. */
export const composerSchemas = {
  /**
   * Sends a text, now or at a time. `message_id` is chosen by the window, so that a repeat sends once. `from` is a
   * sender that has not become a channel yet; without it, `channel_id` is the sender.
   */
  'message.send': z
    .strictObject({
      message_id: messageId,
      contact_id: id,
      address,
      channel_id: id.nullable(),
      from: z.strictObject({ type: z.enum(['sms', 'whatsapp']), address }).optional(),
      /** One that is longer than a message may be goes out as several. */
      content: z.string().trim().max(MAX_TEXT),
      draft_id: id.nullable(),
      attachments: z.array(attachmentRef).max(MAX_FILES).optional(),
      /** A WhatsApp template in the place of a text; `content` is then made of it. */
      template: filledTemplate.optional(),
      /** A Messaging Service that sends it in the place of the number. */
      service_sid: z
        .string()
        .regex(/^MG[0-9a-fA-F]{32}$/)
        .optional(),
      sendAt: z.iso.datetime().optional(),
      /** What becomes of the thread with it. */
      then: z
        .strictObject({ state: z.enum(['done', 'snoozed']), until: z.iso.datetime().nullable() })
        .refine(isTimed, NOT_TIMED)
        .optional(),
    })
    .refine(
      ({ content, attachments, template }) =>
        content !== '' || (attachments?.length ?? 0) > 0 || template !== undefined,
      'there is nothing to send',
    )
    .refine(({ channel_id, from }) => channel_id !== null || from !== undefined, 'there is no number to send from'),
  /** Takes back what has not been sent yet; gives what it was, to be written on. */
  'message.withdraw': z.strictObject(message),
  /** Sends now what waits, or what was called off. */
  'message.send-now': z.strictObject(message),
  'message.reschedule': z.strictObject({ ...message, sendAt: z.iso.datetime() }),
  /** The operator has begun (or goes on) to write in a thread. */
  'thread.typing': z.strictObject({ contact_id: id }),
  'thread.hand-back': z.strictObject({ contact_id: id }),
  /** Has the AI write another draft. */
  'draft.regenerate': z.strictObject({ contact_id: id, address }),
  /** The team's own questions and answers that a draft rests on. */
  'draft.sources': z.strictObject({ ids: z.array(id).max(50) }),
  'canned.list': z.strictObject({}),
  'canned.put': z.strictObject({
    reply_id: id.nullable(),
    shortcut: z
      .string()
      .trim()
      .regex(/^[^\s/]{1,40}$/, 'a shortcut is one word without /'),
    text: z.string().trim().min(1).max(MAX_BODY),
  }),
  'canned.remove': z.strictObject({ reply_id: id }),
  /** Asks for files with the system's dialog and puts them by. */
  'attachment.choose': z.strictObject({}),
  /** Puts a file by that was dropped or pasted. */
  'attachment.add': z.strictObject({
    name: z.string().max(255),
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length > 0 && bytes.length <= MAX_FILE_BYTES, 'a file has 1 byte to 16 MB'),
  }),
  'attachment.remove': z.strictObject({ file: stagedName }),
  /** All that could be written or called from. Asked anew at Twilio now and then, or if wanted. */
  'composer.senders': z.strictObject({ refresh: z.boolean() }),
  /** The account's WhatsApp templates. Asked anew at Twilio now and then, or if wanted. */
  'composer.templates': z.strictObject({ refresh: z.boolean() }),
  /** Texts to one of our numbers as a verified caller, to try the whole way. */
  'caller.write-in': z.strictObject({ message_id: messageId, from: address, to: address, content: body.min(1) }),
  /** Calls the customer: the text is spoken, or the operator's own phone is rung and connected with them. */
  'call.place': z
    .strictObject({
      message_id: messageId,
      contact_id: id,
      address,
      from: address,
      how: z.enum(['spoken', 'bridged']),
      content: body,
      /** The operator's own phone, if it was given just now; it is remembered. */
      operatorPhone: z.string().max(40).optional(),
    })
    .refine(({ how, content }) => how === 'bridged' || content !== '', 'there is nothing to say'),
} as const;

/** A file or link that goes with a message. */
export type AttachmentRef = z.infer<typeof attachmentRef>;

/** A file that was put by for sending. */
export interface StagedFile {
  /** Its name in the data folder's `media/`. */
  readonly file: string;
  readonly name: string;
  /** By what it really is. */
  readonly contentType: string;
  readonly bytes: number;
}

/** What goes with a message, as the composer holds it. */
export type Attachment =
  | ({ readonly kind: 'file' } & StagedFile)
  | { readonly kind: 'link'; readonly url: string; readonly contentType: string };

/** Somebody that could be written or called from, with all it can do. */
export interface Sender {
  readonly kind: 'number' | 'whatsapp' | 'caller-id' | 'service';
  /** E.164 or, on WhatsApp, an opaque address. */
  readonly address: string;
  readonly name: string;
  readonly can: { readonly text: boolean; readonly files: boolean; readonly call: boolean };
  /** The channel of its texts; null before it has one. */
  readonly channel_id: string | null;
  /** A Messaging Service with its numbers, of which Twilio chooses; `address` is the one that stands for it. */
  readonly service?: {
    readonly sid: string;
    readonly numbers: readonly string[];
  };
}

export interface SenderList {
  readonly senders: readonly Sender[];
  /** Why Twilio could not be asked, so that only what is known here is listed; null when it was. */
  readonly problem: string | null;
  /** Why Twilio could not fetch a file from here; null when it can. */
  readonly filesProblem: string | null;
}

export interface TemplateList {
  readonly templates: readonly Template[];
  /** Why Twilio could not be asked; null when it was. */
  readonly problem: string | null;
}

/** What was taken back, to be written on. */
export interface Withdrawn {
  readonly address: string;
  readonly type: CommunicationType;
  readonly content: string;
  readonly attachments: readonly Attachment[];
}

export interface DraftSource {
  readonly id: string;
  /** Null when the entry is not there any more. */
  readonly question: string | null;
  readonly answer: string | null;
}

/** What each request gives back. */
export interface ComposerOutput {
  'message.send': { readonly message_id: string };
  'message.withdraw': Withdrawn;
  'message.send-now': null;
  'message.reschedule': null;
  'thread.typing': null;
  'thread.hand-back': null;
  'draft.regenerate': null;
  'draft.sources': readonly DraftSource[];
  'canned.list': readonly CannedReply[];
  'canned.put': { readonly reply_id: string };
  'canned.remove': null;
  'attachment.choose': { readonly files: readonly StagedFile[]; readonly problems: readonly string[] };
  'attachment.add': StagedFile;
  'attachment.remove': null;
  'composer.senders': SenderList;
  'composer.templates': TemplateList;
  'caller.write-in': { readonly contact_id: string };
  'call.place': { readonly message_id: string };
}

import path from 'node:path';
import { z } from 'zod';
import { MAX_FORMS, MAX_TAGS } from '../../shared/contract/knowledge-contract';
import type { DecisionKind } from '../../shared/decision';
import type { Explanation, MessageStatus, Sender, Tables, Thread } from '../../shared/domain';
import { parseChannelAddress } from '../../shared/phone-address';

/**
 * What is taken from a file, document by document. Unknown fields are kept. What earlier installations left out gets
 * a sensible value; what is wrong is refused with its reason.
 */

const id = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .pipe(z.string().min(1, 'is empty').max(64, 'is longer than 64 characters'));
/** Longest text of a message that is taken: far more than any channel carries, yet no way to fill memory. */
const MAX_CONTENT = 100_000;
const text = z.string().max(MAX_CONTENT, `is longer than ${MAX_CONTENT} characters`);
/** A time in any form that says its zone, as ISO 8601 in UTC with milliseconds. */
const time = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) && !Number.isNaN(Date.parse(value)), {
    message: 'is not a time such as 2025-01-15T10:00:00.000Z',
  })
  .transform((value) => new Date(value).toISOString());
/** The same where nothing is ordered by it, so that it can stay as it is written. */
const writtenTime = z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'is not a time');
/** Earlier installations kept WhatsApp addresses as Twilio writes them. */
const address = z
  .string()
  .min(1, 'is empty')
  .max(200, 'is longer than 200 characters')
  .transform((value) => parseChannelAddress(value).address);
const communicationType = z.enum(['sms', 'whatsapp', 'voice']);
const sender = z.enum(['contact', 'operator', 'ai', 'system']) satisfies z.ZodType<Sender>;
const status = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'undelivered',
  'unknown',
  'draft',
]) satisfies z.ZodType<MessageStatus>;
const sessionStatus = z.enum(['active', 'closed']);
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

const channel = z.looseObject({
  _id: id,
  communication_type: communicationType,
  address,
  name: text.optional(),
  createdAt: time.optional(),
});

const contact = z.looseObject({
  _id: id,
  name: text.nullable().default(null),
  profileName: text.nullable().default(null),
  addresses: z.array(address).default([]),
  notes: text.default(''),
  blocked: z.boolean().default(false),
  createdAt: time.optional(),
  updatedAt: time.optional(),
});

const session = z.looseObject({
  _id: id,
  channel_id: id.optional(),
  communication_type: communicationType.default('sms'),
  title: text.optional(),
  status: sessionStatus.default('closed'),
  message_count: count.optional(),
  last_message_at: time.optional(),
  metadata: z.looseObject({ fromNumber: address.optional(), firstMessageAt: time.optional() }).default({}),
  createdAt: time.optional(),
  updatedAt: time.optional(),
});

const explanation = z.looseObject({
  provider: z.string(),
  model: z.string().nullable().default(null),
  durationMs: z.number().min(0).default(0),
  rule: z.string().nullable().default(null),
  knowledge: z.array(id).default([]),
  tokens: count.nullable().default(null),
  costUsd: z.number().min(0).exactOptional(),
  confidence: share.exactOptional(),
  scores: z.record(z.string(), share).exactOptional(),
  changed: z.array(text).exactOptional(),
  handOff: text.exactOptional(),
}) satisfies z.ZodType<Explanation>;

const decisionKind = z.enum(['answer', 'draft', 'hand over', 'stay silent']) satisfies z.ZodType<DecisionKind>;
const decision = z.looseObject({
  kind: decisionKind,
  rule: z.string().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  reason: text,
  at: writtenTime,
  would: z
    .looseObject({ kind: decisionKind, text: text.nullable(), explanation: explanation.exactOptional() })
    .exactOptional(),
});

const message = z
  .looseObject({
    _id: id,
    session_id: id,
    channel_id: id.optional(),
    content: text.default(''),
    sender: sender.optional(),
    communication_type: communicationType.optional(),
    status: status.optional(),
    kind: z.enum(['note', 'event']).optional(),
    media: z
      .array(
        z.looseObject({
          index: count,
          contentType: z.string(),
          // Name of a file in the folder of media; a path would lead out of it.
          file: z
            .string()
            .regex(/^[\w.-]+$/, 'is not the name of a file')
            .nullable(),
          bytes: count.nullable(),
          problem: z.string().nullable(),
        }),
      )
      .optional(),
    answer: z.string().optional(),
    explanation: explanation.exactOptional(),
    decision: decision.exactOptional(),
    metadata: z
      .looseObject({
        fromNumber: address.optional(),
        toNumber: address.optional(),
        twilioMessageSid: z.string().optional(),
        inResponseTo: z.string().optional(),
        generatedBy: z.unknown().optional(),
      })
      .default({}),
    createdAt: time,
    updatedAt: time.optional(),
  })
  .transform((found) => {
    const isByAi = found.metadata.generatedBy === 'AI' || found.generatedBy === 'AI';
    return {
      ...found,
      // The system before this one kept what its AI wrote as if the contact had written it.
      sender: isByAi && (found.sender === undefined || found.sender === 'contact') ? ('ai' as const) : found.sender,
    };
  });

const head = z.looseObject({ session_id: id, status: sessionStatus, last_message_at: writtenTime });
const optOut = z.looseObject({ at: writtenTime, keyword: z.string() });
const addressEntry = z.looseObject({
  _id: address,
  contact_id: id,
  latest: z.record(z.string(), head).default({}),
  sids: z.string().default(''),
  optedOut: z.record(z.string(), optOut).default({}),
});

const thread = z.looseObject({
  _id: id,
  state: z.enum(['open', 'snoozed', 'done']),
  snoozedUntil: writtenTime.nullable(),
  unread: count,
  last: z
    .looseObject({
      message_id: id,
      at: writtenTime,
      text: z.string(),
      sender,
      communication_type: communicationType,
      status,
    })
    .nullable(),
  replyTo: z.looseObject({ channel_id: id, address }).nullable(),
  lastInboundAt: writtenTime.nullable(),
  waitingSince: writtenTime.nullable(),
  needsHuman: z
    .looseObject({
      reason: z.string(),
      since: writtenTime,
      summary: z.string().max(MAX_CONTENT).exactOptional(),
      escalatedAt: writtenTime.exactOptional(),
    })
    .nullable(),
  mode: z
    .looseObject({
      value: z.enum(['auto', 'draft', 'off']),
      by: z.string(),
      at: time,
      tripped: z.looseObject({ rule: z.string(), reason: z.string() }).exactOptional(),
    })
    .nullable(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  draft_id: id.nullable(),
  pendingIds: z.array(id).default([]),
  failedIds: z.array(id),
  autoReplies: z.array(time),
  repliesInARow: count.exactOptional(),
  lastTexts: z.array(z.string()),
  messageCount: count,
}) satisfies z.ZodType<Thread>;

const knowledge = z
  .looseObject({
    _id: id,
    question: text,
    forms: z.array(text).max(MAX_FORMS, `has more than ${MAX_FORMS} texts`).default([]),
    answer: text,
    tags: z.array(text).max(MAX_TAGS, `has more than ${MAX_TAGS} texts`).default([]),
    active: z.boolean().default(true),
    by: z.string().max(200).default(''),
    createdAt: time.optional(),
    updatedAt: time.optional(),
  })
  // What an entry has not, it does not say.
  .transform(({ forms, tags, active, by, ...entry }) => ({
    ...entry,
    ...(forms.length > 0 ? { forms } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(active ? {} : { active: false as const }),
    ...(by === '' ? {} : { by }),
  }));

const canned = z.looseObject({
  _id: id,
  shortcut: z.string().min(1, 'is empty'),
  text,
  createdAt: time.optional(),
  updatedAt: time.optional(),
});

/** A setting as it is exported; anything else is taken as the value itself. */
export const settingEntry = z.strictObject({ value: z.unknown(), by: z.string(), at: writtenTime });

export const importSchemas = {
  channels: channel,
  contacts: contact,
  threads: thread,
  addresses: addressEntry,
  sessions: session,
  messages: message,
  knowledge,
  canned,
} as const;

export type ImportTable = keyof typeof importSchemas & keyof Tables;
export type Imported<T extends ImportTable> = z.output<(typeof importSchemas)[T]>;

/** Why a document is not taken, in one line. */
export function reasonOf(error: z.ZodError, document: unknown): string {
  const [issue] = error.issues;
  if (!issue || issue.path.length === 0) return 'it is not a document';
  const field = `"${issue.path.map(String).join('.')}"`;
  const value = issue.path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null ? (found as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
  if (value === undefined) return `${field} is missing`;
  if (issue.code === 'invalid_value')
    return `${field} is ${shown(value)}, not one of ${issue.values.map(String).join(', ')}`;
  return issue.message.startsWith('is ') ? `${field} ${issue.message}` : `${field} is ${shown(value)}, which cannot be`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Guesses what kind a document is of which the file does not say it; null when it cannot be told. */
export function guessTable(value: unknown, fileName: string): ImportTable | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('session_id' in value) return 'messages';
  if ('question' in value && 'answer' in value) return 'knowledge';
  if ('shortcut' in value && 'text' in value) return 'canned';
  if ('message_count' in value || 'last_message_at' in value) return 'sessions';
  if ('addresses' in value) return 'contacts';
  if ('address' in value && 'communication_type' in value) return 'channels';
  const name = path.basename(fileName).toLowerCase();
  return (Object.keys(importSchemas) as ImportTable[]).find((table) => name.includes(table)) ?? null;
}

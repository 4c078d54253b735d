import { isE164 } from '../../shared/phone-address';
import { countSegments } from './count-segments';
import { deliverMessage } from './deliver-message';
import { channelOf, type MessageRecord } from './message-log';
import { allText, type Verb } from './parse-twiml';
import { parseHttpUrl, resolveUrl } from './parse-url';
import type { Parts } from './parts';

const MAX_BODY = 1600;
const MAX_MEDIA = 10;
/** More replies than this within the time, between two numbers, are taken for a loop (error 14107). */
const LOOP_REPLIES = 15;
const LOOP_MS = 30_000;

/** Where a document came from and whom it answers. */
export interface ReplyContext {
  readonly inbound: MessageRecord;
  /** Relative addresses start from here. */
  readonly documentUrl: string;
}
export interface Reply {
  readonly message: MessageRecord;
  /** Where control goes instead of the verbs that follow. */
  readonly action: { readonly url: string; readonly method: string } | null;
}

/** Carries out one `<Message>`. Gives undefined, with a line in the debugger, when Twilio would refuse it. */
export function replyWithVerb(parts: Parts, verb: Verb, context: ReplyContext): Reply | undefined {
  const bodies = verb.children.filter(({ name }) => name === 'Body');
  const links = verb.children.filter(({ name }) => name === 'Media').map((media) => allText(media).trim());
  const body = bodies.length > 0 ? bodies.map(allText).join('') : verb.text.trim();
  const { to, from, action, statusCallback, method } = verb.attributes;
  const resolve = (url: string | undefined) => (url ? resolveUrl(url, context.documentUrl) : null);
  const callbacks = [resolve(action), resolve(statusCallback)].filter((url) => url !== null);
  const message = reply(parts, { body, links, ...(to ? { to } : {}), ...(from ? { from } : {}) }, callbacks, context);
  const actionUrl = resolve(action);
  return message && { message, action: actionUrl === null ? null : { url: actionUrl, method: method ?? 'POST' } };
}

/** Sends plain words back, as Twilio does with an answer of type `text/plain`. */
export function replyWithText(parts: Parts, body: string, context: ReplyContext): MessageRecord | undefined {
  return reply(parts, { body, links: [] }, [], context);
}

interface Wanted {
  readonly body: string;
  readonly links: readonly string[];
  readonly to?: string;
  readonly from?: string;
}

function reply(
  parts: Parts,
  wanted: Wanted,
  callbacks: readonly string[],
  { inbound }: ReplyContext,
): MessageRecord | undefined {
  const to = wanted.to ?? inbound.from;
  const from = wanted.from ?? inbound.to;
  const refusal = whyRefused(parts, { ...wanted, to, from });
  if (refusal) {
    parts.debuggerLog.note('error', refusal, inbound.sid);
    return undefined;
  }
  const draft = {
    direction: 'outbound-reply' as const,
    from,
    to,
    body: wanted.body.slice(0, MAX_BODY),
    media: wanted.links.slice(0, MAX_MEDIA).map((link) => ({ contentType: typeOfLink(link), bytes: null, link })),
    numSegments: countSegments(wanted.body, to),
  };
  const failure = whyFailed(parts, { ...wanted, to, from });
  if (failure) {
    return parts.messages.add({ ...draft, status: 'failed', errorCode: failure.code, errorMessage: failure.message });
  }
  const message = parts.messages.add({ ...draft, status: 'queued' });
  deliverMessage(parts, message, { callbacks: [...new Set(callbacks)] });
  return message;
}

function whyRefused(parts: Parts, { body, links, to, from }: Required<Wanted>) {
  const owned = parts.account.number(from)?.capabilities.sms === true || parts.account.sender(from) !== undefined;
  if (!owned) return { code: 14108, message: `Invalid From Number: ${from} cannot send messages for this account.` };
  if (channelOf(to) === 'sms' && !isE164(to)) return { code: 14101, message: `Invalid To Number: ${to}` };
  if (body === '' && links.length === 0) return { code: 14103, message: 'Invalid Body: the message is empty.' };
  const bad = links.find((link) => !parseHttpUrl(link));
  if (bad !== undefined) return { code: 14104, message: `Invalid Media URL: ${bad}` };
  if (isLoop(parts, to, from)) return { code: 14107, message: 'Message rate limit exceeded: replies in a loop.' };
  return undefined;
}

function whyFailed(parts: Parts, { body, to, from }: Required<Wanted>) {
  if (body.length > MAX_BODY) return { code: 21617, message: 'The message body exceeds the 1600 character limit.' };
  if (parts.optOuts.isBlocked(to, from)) {
    return { code: 21610, message: 'Attempt to send to unsubscribed recipient' };
  }
  return undefined;
}

function isLoop(parts: Parts, to: string, from: string): boolean {
  const since = parts.clock.now() - LOOP_MS;
  const replies = parts.messages
    .newestFirst()
    .filter((message) => message.direction === 'outbound-reply' && message.createdAt > since)
    .filter((message) => message.to === to && message.from === from);
  return replies.length >= LOOP_REPLIES;
}

/** Links are never followed: the stand-in reaches nothing but the console. The ending tells the type. */
export function typeOfLink(link: string): string {
  const ending = parseHttpUrl(link)?.pathname.split('.').at(-1)?.toLowerCase() ?? '';
  const types: Readonly<Record<string, string>> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' };
  return types[ending] ?? 'application/octet-stream';
}

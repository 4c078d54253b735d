import type { MessageRecord } from './message-log';
import type { Verb } from './parse-twiml';
import { resolveUrl } from './parse-url';
import type { Parts } from './parts';
import type { WebhookAnswer } from './post-webhook';
import { readAnswer } from './read-answer';
import { replyWithText, replyWithVerb } from './reply-message';

/** Replies that one incoming message may cause (error 14109). */
const MAX_REPLIES = 10;
/** Documents that one incoming message may cause (error 14106). */
const MAX_DOCUMENTS = 50;
const voiceVerbs = new Set([
  'Say',
  'Play',
  'Gather',
  'Record',
  'Dial',
  'Pause',
  'Hangup',
  'Reject',
  'Enqueue',
  'Leave',
]);

/** What followed from an answer: the replies that were made, in order. */
export async function followMessagingTwiml(
  parts: Parts,
  first: WebhookAnswer,
  inbound: MessageRecord,
  params: Readonly<Record<string, string>>,
): Promise<MessageRecord[]> {
  const replies: MessageRecord[] = [];
  let answer: WebhookAnswer | null = first;
  for (let documents = 0; answer && documents < MAX_DOCUMENTS; documents += 1) {
    const next = followDocument(parts, answer, inbound, replies);
    answer = next && (await parts.webhooks.ask({ ...next, params: { ...params, ...next.params } }));
  }
  if (answer)
    parts.debuggerLog.note('error', { code: 14106, message: 'Too many documents in one session.' }, inbound.sid);
  return replies;
}

interface Next {
  readonly about: 'text' | 'message action';
  readonly url: string;
  readonly method: string | undefined;
  readonly params: Readonly<Record<string, string>>;
}

function followDocument(
  parts: Parts,
  answer: WebhookAnswer,
  inbound: MessageRecord,
  replies: MessageRecord[],
): Next | null {
  const read = readAnswer(answer);
  const note = (level: 'error' | 'warning', code: number, message: string) =>
    parts.debuggerLog.note(level, { code, message }, inbound.sid);
  if (read.kind === 'problem') return null;
  const context = { inbound, documentUrl: read.url };
  if (read.kind === 'text') {
    const message = read.text === '' ? undefined : replyWithText(parts, read.text, context);
    if (message) replies.push(message);
    return null;
  }
  for (const verb of read.verbs) {
    if (verb.name === 'Redirect') return redirect(verb, read.url);
    if (verb.name !== 'Message') {
      noteOtherVerb(verb, note);
      continue;
    }
    if (replies.length >= MAX_REPLIES) {
      note('error', 14109, 'Reached the maximum of 10 replies to one message.');
      return null;
    }
    const reply = replyWithVerb(parts, verb, context);
    if (!reply) continue;
    replies.push(reply.message);
    if (reply.action) {
      const { sid, status } = reply.message;
      return {
        about: 'message action',
        ...reply.action,
        params: { MessageSid: sid, SmsSid: sid, MessageStatus: status },
      };
    }
  }
  return null;
}

function redirect(verb: Verb, documentUrl: string): Next {
  const url = resolveUrl(verb.text.trim() || documentUrl, documentUrl);
  return { about: 'text', url, method: verb.attributes.method, params: {} };
}

function noteOtherVerb(
  { name }: Verb,
  note: (level: 'error' | 'warning', code: number, message: string) => void,
): void {
  if (voiceVerbs.has(name)) note('error', 14110, `<${name}> does not work in an answer to a message.`);
  else note('warning', 12200, `Schema validation warning: <${name}> is not a TwiML verb (verbs are case-sensitive).`);
}

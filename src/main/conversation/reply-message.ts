import type { Change } from '../../shared/changes';
import type { DecisionRecord } from '../../shared/decision';
import type { Explanation, Message, MessageStatus } from '../../shared/domain';
import { oneLine } from '../../shared/preview';
import type { Provider, Reply } from '../ai/provider';
import type { Now } from '../store/store';

/** Why a person is called for what Twilio took while nobody listened. */
export const RECOVERED_REASON = 'Arrived while the console was offline.';
/** Why a person is called once they threw the AI’s draft away. */
export const DISCARDED_REASON = 'You discarded the AI’s draft, so that message has had no answer yet.';

/** An incoming message with what is needed to answer it. */
export interface Answerable {
  readonly address: string;
  readonly contact_id: string;
  readonly message: Message;
}

export interface ReplyOptions {
  readonly id: string;
  readonly status: Extract<MessageStatus, 'sent' | 'queued' | 'draft'>;
  /** ISO 8601. */
  readonly at: string;
  readonly explanation: Explanation;
  /** How it came to be what it is. */
  readonly decision: DecisionRecord;
  /** It holds the team's text for outside business hours. */
  readonly hours?: true;
}

/** Gives the document of an AI reply to an incoming message. */
export function replyMessage({ message }: Answerable, text: string, options: ReplyOptions): Message {
  const { fromNumber, toNumber, twilioMessageSid, twilioCallSid } = message.metadata;
  return {
    _id: options.id,
    session_id: message.session_id,
    channel_id: message.channel_id,
    content: text,
    sender: 'ai',
    communication_type: message.communication_type,
    status: options.status,
    explanation: options.explanation,
    decision: options.decision,
    metadata: {
      fromNumber: toNumber,
      toNumber: fromNumber,
      ...(twilioMessageSid ? { inResponseTo: twilioMessageSid } : {}),
      ...(twilioCallSid ? { twilioCallSid } : {}),
      generatedBy: 'AI',
      ...(options.hours ? { hours: true } : {}),
    },
    createdAt: options.at,
  };
}

/** Gives the explanation of a reply for the card on its message. */
export function explain(provider: Provider, reply: Reply, durationMs: number): Explanation {
  return {
    provider: provider.name,
    model: reply.model,
    durationMs: Math.round(durationMs),
    rule: reply.rule,
    knowledge: reply.knowledge,
    tokens: reply.tokens,
    ...(reply.costUsd === undefined ? {} : { costUsd: reply.costUsd }),
    ...(reply.confidence === undefined ? {} : { confidence: reply.confidence }),
    ...(reply.scores === undefined ? {} : { scores: reply.scores }),
    ...(reply.changed === undefined ? {} : { changed: reply.changed }),
    ...(reply.handOff ? { handOff: reply.handOff.reason } : {}),
  };
}

/** The changes that add a message of ours to the conversation it answers in. */
export function addMessage(to: Answerable, reply: Message): Change {
  return {
    type: 'message.added',
    address: to.address,
    contact_id: to.contact_id,
    message: reply,
  };
}

/**
 * Calls a person who should look at a reply while the AI talks on. Why somebody was called before, and since when they
 * wait, says more.
 *
 * @param isCalled whether a person is called already
 */
export function callFor(contactId: string, { concern }: Reply, at: string, isCalled: boolean): Change[] {
  return concern === undefined || isCalled ? [] : [flag(contactId, concern, at)];
}

/** Whether a person is called already: why that was says more than what an automatic answer finds out later. */
export function isCalled(now: Now, contactId: string): boolean {
  return now.get('threads', contactId)?.needsHuman != null;
}

/** Says that a person is needed, and why. */
export function flag(contactId: string, reason: string, since: string): Change {
  return { type: 'thread.flagged', contact_id: contactId, needsHuman: { reason, since } };
}

/**
 * Calls a person where nothing is handed over. A hand-over that nobody has taken up yet stays as it is, with its summary and
 * since when the customer waits, and says this besides, once.
 */
export function callBesides(now: Now, contactId: string, reason: string, since: string): Change {
  const before = now.get('threads', contactId)?.needsHuman;
  if (before?.summary === undefined) return flag(contactId, reason, since);
  const both = before.reason.includes(reason) ? before.reason : `${before.reason} ${reason}`;
  return { type: 'thread.flagged', contact_id: contactId, needsHuman: { ...before, reason: both } };
}

/** The activity log's line for a reply. */
export function replyLine(text: string): string {
  return `AI response generated: "${startOf(text)}…"`;
}

/** So much of a reply is logged, in characters, none of them torn. */
const START = /^[^]{0,40}/u;

function startOf(text: string): string {
  return START.exec(oneLine(text))?.[0] ?? '';
}

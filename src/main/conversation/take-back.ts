import { isCounted } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { DecisionRecord } from '../../shared/decision';
import type { Message, Session } from '../../shared/domain';
import { SHADOW_REASON } from '../policy/reasons';
import type { Conversation, Now } from '../store/store';
import { headAfter } from './head-after';
import type { Held } from './hold-back';
import { flag, isCalled } from './reply-message';

/** What becomes of the text, of the customer's message that it was for, and who is called. */
interface Kept {
  /** As what it stays; null: not at all. */
  readonly message: Message | null;
  readonly decision: DecisionRecord | null;
  readonly calls: string | null;
}

/**
 * Gives the changes by which a text of the AI that waited to be sent is taken back: it has not been said. An answer is a draft
 * again, as it would be had it been written only now, or in shadow mode a note of what would have been said. What is no
 * answer, or comes when a newer draft is there, stands in the thread as not sent, with the reason, to be sent or thrown away.
 *
 * @param at ISO 8601
 * @returns null for what an operator wrote: that stays the message that it is
 */
export function takenBack(
  now: Now,
  conversation: Conversation,
  message: Message,
  held: Held,
  at: string,
): readonly Change[] | null {
  const { address } = conversation;
  const session = conversation.session(message.session_id);
  if (message.sender !== 'ai' || !session) return null;
  const contact_id = now.get('addresses', address)?.contact_id ?? '';
  const asked = questionOf(conversation, message);
  const kept = keep(message, asked, held, { at, hasDraft: now.get('threads', contact_id)?.draft_id !== null });
  // Where a person has answered, or wants nothing to be said, nobody waits.
  const isOwed = held.draft?.isCalling === true || held.isShadow === true;
  const isWaiting = isOwed && asked !== undefined && !isAnsweredSince(conversation, asked, message);
  return [
    withdrawal(now, conversation, { message, session, at, waitingSince: isWaiting ? asked.createdAt : null }),
    ...(kept.message ? [{ type: 'message.added' as const, address, contact_id, message: kept.message }] : []),
    ...(asked && kept.decision
      ? [{ type: 'message.decided' as const, address, message_id: asked._id, decision: kept.decision }]
      : []),
    ...(kept.calls !== null && !isCalled(now, contact_id) ? [flag(contact_id, kept.calls, at)] : []),
  ];
}

function keep(
  message: Message,
  asked: Message | undefined,
  { why, draft, isShadow }: Held,
  { at, hasDraft }: { readonly at: string; readonly hasDraft: boolean },
): Kept {
  const notSent = {
    ...message,
    status: 'failed',
    sendAt: message.createdAt,
    error: { code: null, message: why },
  } as const;
  if (message.decision?.kind !== 'answer') return { message: notSent, decision: null, calls: null };
  if (isShadow && asked) {
    const { content: text, explanation } = message;
    const would = { kind: 'answer', text, ...(explanation ? { explanation } : {}) } as const;
    const decision = { kind: 'stay silent', rule: 'shadow', reason: SHADOW_REASON, at, would } as const;
    return { message: null, decision, calls: SHADOW_REASON };
  }
  if (!draft) return { message: notSent, decision: null, calls: null };
  const { rule, reason, isCalling } = draft;
  const decision = { kind: 'draft', rule, reason, at } as const;
  const calls = isCalling ? reason : null;
  if (hasDraft) return { message: { ...notSent, decision }, decision, calls };
  return { message: { ...message, status: 'draft', decision, createdAt: at }, decision, calls };
}

function withdrawal(
  now: Now,
  conversation: Conversation,
  {
    message,
    session,
    at,
    waitingSince,
  }: {
    readonly message: Message;
    readonly session: Session;
    readonly at: string;
    /** Since when the customer waits, now that this was not said; null where they do not. */
    readonly waitingSince: string | null;
  },
): Change {
  const { address } = conversation;
  const { session_id, channel_id, _id: message_id } = message;
  const { contact_id, last, messageCount, pendingIds } = headAfter(now, conversation, { session, messages: [message] });
  const latest = now.get('addresses', address)?.latest[channel_id] ?? null;
  return {
    ...{ type: 'message.withdrawn', address, channel_id, session_id, message_id, at },
    after: {
      ...{ contact_id, last, messageCount, latest },
      ...(pendingIds ? { pendingIds } : {}),
      ...(waitingSince === null ? {} : { waitingSince }),
    },
  };
}

/** The customer's message that a text of the AI was for. */
function questionOf(conversation: Conversation, { metadata }: Message): Message | undefined {
  if (metadata.inResponseTo === undefined) return undefined;
  return conversation
    .messages()
    .findLast((one) => one.sender === 'contact' && one.metadata.twilioMessageSid === metadata.inResponseTo);
}

/** Whether something else was said to the customer after a message of theirs. */
function isAnsweredSince(conversation: Conversation, asked: Message, withdrawn: Message): boolean {
  const messages = conversation.messages();
  return messages
    .slice(messages.indexOf(asked) + 1)
    .some((one) => one !== withdrawn && isCounted(one) && one.sender !== 'contact' && one.status !== 'failed');
}

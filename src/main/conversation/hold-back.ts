import type { Message, Session, Thread } from '../../shared/domain';
import { endsAt } from '../../shared/session-rule';
import { effectiveMode } from '../../shared/views';
import { CLOSED_REASON, ENDED_REASON, SWITCHED_REASON } from '../policy/reasons';
import type { RuleName } from '../policy/rules';
import type { Conversation, Now } from '../store/store';
import type { DeskSettings } from './desk-settings';

/** Why a text that waited to be sent does not go out. */
export interface Held {
  /** What stands after “Not sent:” where it stays a message. */
  readonly why: string;
  /** By what an answer of the AI becomes a draft; null where it does not. */
  readonly draft: { readonly rule: RuleName; readonly reason: string; readonly isCalling: boolean } | null;
  /** What the AI would have answered is only noted. */
  readonly isShadow?: true;
}

type HoldSettings = Pick<DeskSettings, 'aiEnabled' | 'defaultMode' | 'shadow' | 'gapMs'>;

/**
 * Says why a text that waited to be sent must not go out any more; null when it may. Between the two lies a moment or
 * a night without a network: time for the customer to unsubscribe, and for a person to answer in the AI's place.
 *
 * @param at milliseconds since 1970
 */
export function heldBack(
  now: Now,
  conversation: Conversation,
  message: Message,
  settings: HoldSettings,
  at: number,
): Held | null {
  const unsubscribed = heldByConsent(now, conversation, message);
  if (message.sender !== 'ai' || message.metadata.byHand === true) return unsubscribed;
  if (unsubscribed)
    return { ...unsubscribed, draft: calling('opted-out', 'The customer unsubscribed before the AI could answer.') };
  const messages = conversation.messages();
  const later = messages.slice(messages.findLastIndex((one) => one._id === message._id) + 1);
  if (later.some((one) => one.sender === 'operator' && one.kind === undefined)) {
    return {
      why: 'a person has answered meanwhile.',
      draft: quiet('person-answered', 'A person answered first.'),
    };
  }
  if (settings.shadow) return { why: 'shadow mode has been switched on meanwhile.', draft: null, isShadow: true };
  const contactId = now.get('addresses', conversation.address)?.contact_id ?? '';
  const thread = now.get('threads', contactId);
  if (now.get('contacts', contactId)?.blocked) {
    const reason = 'The contact was blocked before the AI could answer.';
    return { why: 'this person has been blocked meanwhile.', draft: quiet('blocked', reason) };
  }
  if (isSwitchedOff(thread, settings)) {
    const rule = settings.aiEnabled ? 'begun-otherwise' : 'ai-off';
    return { why: 'the AI has been switched off meanwhile.', draft: calling(rule, SWITCHED_REASON) };
  }
  if (thread?.state === 'done') {
    const reason = 'A person marked the conversation as done.';
    return { why: 'the conversation has been marked as done meanwhile.', draft: quiet('done', reason) };
  }
  const session = conversation.session(message.session_id);
  if (!session) return null;
  if (isClosedByHand(now, conversation.address, session, settings.gapMs)) {
    return { why: 'the session has been closed meanwhile.', draft: calling('session-closed', CLOSED_REASON) };
  }
  // An answer that comes after its session may be too late to help: a person decides. That a colleague will answer stays true.
  const isOver = session.status === 'closed' || endOf(now, conversation.address, session, settings.gapMs) <= at;
  return isOver && message.decision?.kind === 'answer'
    ? { why: 'the session has ended meanwhile.', draft: calling('session-closed', ENDED_REASON) }
    : null;
}

/** The same for a text that an operator has asked for again, knowing all else that happened. */
export function heldByConsent(now: Now, conversation: Conversation, message: Message): Held | null {
  const entry = now.get('addresses', conversation.address);
  const hasOptedOut = entry !== undefined && Object.hasOwn(entry.optedOut, message.channel_id);
  return hasOptedOut ? { why: 'the customer has unsubscribed meanwhile.', draft: null } : null;
}

/** A session that ends by itself is closed when its gap has passed, not before. */
export function isClosedByHand(now: Now, address: string, session: Session, gapMs: number): boolean {
  return session.status === 'closed' && Date.parse(session.updatedAt) < endOf(now, address, session, gapMs);
}

/** When a session ends by its gap, in milliseconds since 1970. */
function endOf(now: Now, address: string, session: Session, gapMs: number): number {
  const { _id: session_id, channel_id, status, last_message_at } = session;
  const head = now.get('addresses', address)?.latest[channel_id];
  const reopenedAt = head?.session_id === session_id ? head.reopenedAt : undefined;
  return endsAt({ session_id, status, last_message_at, ...(reopenedAt === undefined ? {} : { reopenedAt }) }, gapMs);
}

function calling(rule: RuleName, reason: string): Held['draft'] {
  return { rule, reason, isCalling: true };
}

function quiet(rule: RuleName, reason: string): Held['draft'] {
  return { rule, reason, isCalling: false };
}

/** Handing over to a person turns the AI off too, but its line that says so is still to go out. */
function isSwitchedOff(thread: Thread | undefined, settings: Pick<DeskSettings, 'aiEnabled' | 'defaultMode'>): boolean {
  const hasHandedOver = settings.aiEnabled && thread?.mode?.by === 'ai';
  return !hasHandedOver && effectiveMode(thread, settings) !== 'auto';
}

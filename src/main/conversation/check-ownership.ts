import type { Message, Mode } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import { effectiveMode } from '../../shared/views';
import type { Conversation, Now } from '../store/store';
import type { DeskSettings } from './desk-settings';
import type { Answerable } from './reply-message';

/** Why a person is called for a draft that was to be an answer. */
const SWITCHED = 'The AI was switched while it was writing.';
const CLOSED = 'The session was closed before the AI could answer.';
export const draftedInstead: readonly string[] = [SWITCHED, CLOSED];

export type Ownership =
  /** The AI may still answer. */
  | { readonly kind: 'ours' }
  /** The customer has written more, and that message's own answer is for all of it. */
  | { readonly kind: 'superseded' }
  /** The message is gone. */
  | { readonly kind: 'gone' }
  /** Somebody or something else has the word: the text may only be a draft. */
  | { readonly kind: 'lost'; readonly reason: string; readonly needsHuman: boolean };

/**
 * Checks, on the newest state, whether the AI may still answer a message. Called inside the decision that
 * stores the reply, so that nothing can come in between.
 *
 * @param wanted the mode that the answer was begun in
 */
export function checkOwnership(
  now: Now,
  conversation: Conversation,
  to: Answerable,
  settings: DeskSettings,
  wanted: Extract<Mode, 'auto' | 'draft'>,
): Ownership {
  const { message, address, contact_id } = to;
  if (!conversation.message(message._id)) return { kind: 'gone' };
  const entry = now.get('addresses', address);
  if (entry && Object.hasOwn(entry.optedOut, message.channel_id)) {
    return lost('The customer unsubscribed before the AI could answer.', true);
  }
  if (now.get('contacts', contact_id)?.blocked) {
    return lost('The contact was blocked before the AI could answer.', true);
  }
  const since = after(conversation, message._id);
  if (since.some((one) => one.sender === 'operator' && one.kind === undefined)) {
    return lost('A person answered first.', false);
  }
  const mode = effectiveMode(now.get('threads', contact_id), settings);
  if (mode !== wanted) {
    return lost(SWITCHED, true);
  }
  if (since.some((one) => one.session_id === message.session_id && isToBeAnswered(one))) {
    return { kind: 'superseded' };
  }
  if (conversation.session(message.session_id)?.status !== 'active') {
    return lost(CLOSED, true);
  }
  return { kind: 'ours' };
}

function lost(reason: string, needsHuman: boolean): Ownership {
  return { kind: 'lost', reason, needsHuman };
}

/** Whether a message of the customer has an answer of its own to come: a keyword such as HELP has none. */
function isToBeAnswered(message: Message): boolean {
  return message.sender === 'contact' && optOutKind(message.content, undefined, false) === null;
}

function after(conversation: Conversation, messageId: string) {
  const messages = conversation.messages();
  let at = messages.length - 1;
  while (at >= 0 && messages[at]?._id !== messageId) at -= 1;
  return messages.slice(at + 1);
}

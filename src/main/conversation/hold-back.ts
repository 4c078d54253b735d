import type { Message, Thread } from '../../shared/domain';
import { effectiveMode } from '../../shared/views';
import type { Conversation, Now } from '../store/store';
import type { DeskSettings } from './desk-settings';

/**
 * Says why a text that waited to be sent must not go out any more; null when it may. Between the two lies a moment or
 * a night without a network: time for the customer to unsubscribe, and for a person to answer in the AI's place.
 */
export function whyHeldBack(
  now: Now,
  conversation: Conversation,
  message: Message,
  settings: Pick<DeskSettings, 'aiEnabled' | 'defaultMode' | 'shadow'>,
): string | null {
  const unsubscribed = whyUnsubscribed(now, conversation, message);
  if (unsubscribed !== null || message.sender !== 'ai') return unsubscribed;
  const messages = conversation.messages();
  const later = messages.slice(messages.findLastIndex((one) => one._id === message._id) + 1);
  if (later.some((one) => one.sender === 'operator' && one.kind === undefined)) {
    return 'Not sent: a person has answered meanwhile.';
  }
  if (settings.shadow) return 'Not sent: shadow mode has been switched on meanwhile.';
  const contactId = now.get('addresses', conversation.address)?.contact_id ?? '';
  if (now.get('contacts', contactId)?.blocked) return 'Not sent: this person has been blocked meanwhile.';
  return isSwitchedOff(now.get('threads', contactId), settings)
    ? 'Not sent: the AI has been switched off meanwhile.'
    : null;
}

/** The same for a text that an operator has asked for again, knowing all else that happened. */
export function whyUnsubscribed(now: Now, conversation: Conversation, message: Message): string | null {
  const entry = now.get('addresses', conversation.address);
  const hasOptedOut = entry !== undefined && Object.hasOwn(entry.optedOut, message.channel_id);
  return hasOptedOut ? 'Not sent: the customer has unsubscribed meanwhile.' : null;
}

/** Handing over to a person turns the AI off too, but its line that says so is still to go out. */
function isSwitchedOff(thread: Thread | undefined, settings: Pick<DeskSettings, 'aiEnabled' | 'defaultMode'>): boolean {
  const hasHandedOver = settings.aiEnabled && thread?.mode?.by === 'ai';
  return !hasHandedOver && effectiveMode(thread, settings) !== 'auto';
}

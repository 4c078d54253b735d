import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import type { Conversation, Now } from '../store/store';
import { hasSpokenSince } from './consent-changes';
import type { NextState } from './remote-state';

/** The recipient has told Twilio STOP: https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21_610;

/** A link in Twilio's words about a file: whoever has it can fetch that, so it is neither kept nor shown. */
const LINK = /https?:\/\/\S+/gi;

/**
 * Gives the changes with which a message takes on another state, and what its failure teaches of the customer: that they
 * have unsubscribed. Twilio says so at once or as an error of the delivery.
 *
 * @param at ISO 8601
 */
export function statusChanges(
  now: Now,
  conversation: Conversation,
  message: Message,
  next: NextState,
  at: string,
): readonly Change[] {
  const { address } = conversation;
  const contact_id = now.get('addresses', address)?.contact_id ?? '';
  const error = next.error && { ...next.error, message: next.error.message.replace(LINK, '(link)') };
  return [
    { type: 'message.status', address, contact_id, message_id: message._id, ...next, ...(error ? { error } : {}), at },
    ...lessonOf(now, conversation, message, next.error?.code ?? null, at),
  ];
}

function lessonOf(
  now: Now,
  conversation: Conversation,
  message: Message,
  code: number | null,
  at: string,
): readonly Change[] {
  const { address } = conversation;
  const { channel_id } = message;
  if (code !== OPTED_OUT) return [];
  // A report may come late: whoever has said START since this was written is not locked out by it again.
  const isKnown = Object.hasOwn(now.get('addresses', address)?.optedOut ?? {}, channel_id);
  if (isKnown || hasSpokenSince(conversation, message)) return [];
  return [{ type: 'optout.set', address, channel_id, optedOut: { at, keyword: 'STOP', code } }];
}

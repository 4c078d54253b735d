import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { canBeAnswered } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Conversation, Now, Store } from '../store/store';
import { EMPTY_TWIML } from '../webhook/render-twiml';
import { isQuestion } from './is-question';
import { flag, type Answerable } from './reply-message';

/** Why a person is called for what an earlier run left. */
const reasons = {
  unanswered: 'Switchboard was closed before the AI could answer.',
  unfinished: 'Switchboard was closed before the last message was answered.',
} as const;

/**
 * Hands to a person what an earlier run stored but ended before it could answer: the customer got nothing, and
 * answering so late is not for the AI. Should Twilio repeat the request, it is answered then.
 */
export async function takeUpUnanswered(store: Store, clock: Clock): Promise<void> {
  const waiting = [...store.now.values('threads')].filter(
    (thread) => thread.waitingSince !== null && thread.needsHuman === null && thread.replyTo,
  );
  for (const thread of waiting) {
    const address = thread.replyTo?.address ?? '';
    await store.commitTo(address, (now, conversation) => {
      const asked = conversation.messages().findLast(isQuestion);
      const isOpen = asked !== undefined && isUnanswered(now, asked, address);
      if (!isOpen || now.get('threads', thread._id)?.waitingSince === null) {
        return { changes: [], result: null };
      }
      const reason = asked.answer === undefined ? reasons.unanswered : reasons.unfinished;
      return {
        changes: [flag(thread._id, reason, isoNow(clock))],
        result: null,
      };
    });
  }
}

/**
 * The changes by which nobody is called any more for a message that the AI has answered after all: the one that a person
 * was called for, not one that came later.
 */
export function noLongerUnanswered(
  now: Now,
  conversation: Conversation,
  { contact_id, message }: Answerable,
): Change[] {
  const called = now.get('threads', contact_id)?.needsHuman;
  const isCalledForIt =
    (called?.reason === reasons.unanswered || called?.reason === reasons.unfinished) &&
    message.createdAt <= called.since &&
    conversation.messages().findLast(isQuestion)?._id === message._id;
  return isCalledForIt ? [{ type: 'thread.flagged', contact_id, needsHuman: null }] : [];
}

/**
 * Whether a message was left without what the AI owed it: an answer, a reply by REST after the webhook had been
 * answered with nothing, or a draft. What nobody answers automatically is not owed anything.
 */
function isUnanswered(now: Now, asked: Message, address: string): boolean {
  if (asked.communication_type === 'voice') return false;
  if (asked.answer === undefined) return true;
  const contact = now.get('contacts', now.get('addresses', address)?.contact_id ?? '');
  return asked.answer === EMPTY_TWIML && canBeAnswered(asked.communication_type, address) && contact?.blocked !== true;
}

import type { Message } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import { canBeAnswered } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Now, Store } from '../store/store';
import { EMPTY_TWIML } from '../webhook/render-twiml';
import { flag } from './reply-message';

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
      const asked = conversation.messages().findLast((message) => message.sender === 'contact');
      const isOpen = asked !== undefined && isUnanswered(now, asked, address);
      if (!isOpen || now.get('threads', thread._id)?.waitingSince === null) {
        return { changes: [], result: null };
      }
      const reason =
        asked.answer === undefined
          ? 'Switchboard was closed before the AI could answer.'
          : 'Switchboard was closed before the last message was answered.';
      return {
        changes: [flag(thread._id, reason, isoNow(clock))],
        result: null,
      };
    });
  }
}

/**
 * Whether a message was left without what the AI owed it: an answer, a reply by REST after the webhook had been
 * answered with nothing, or a draft. What nobody answers automatically is not owed anything.
 */
function isUnanswered(now: Now, asked: Message, address: string): boolean {
  if (asked.communication_type === 'voice') return false;
  if (asked.answer === undefined) return true;
  const contact = now.get('contacts', now.get('addresses', address)?.contact_id ?? '');
  return (
    asked.answer === EMPTY_TWIML &&
    optOutKind(asked.content, undefined, false) === null &&
    canBeAnswered(asked.communication_type, address) &&
    contact?.blocked !== true
  );
}

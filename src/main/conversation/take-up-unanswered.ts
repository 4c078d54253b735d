import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
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
      const open = asked?.answer === undefined && asked?.communication_type !== 'voice';
      if (!asked || !open || now.get('threads', thread._id)?.waitingSince === null) {
        return { changes: [], result: null };
      }
      const reason = 'Switchboard was closed before the AI could answer.';
      return {
        changes: [flag(thread._id, reason, isoNow(clock))],
        result: null,
      };
    });
  }
}

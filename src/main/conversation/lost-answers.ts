import type { Change } from '../../shared/changes';
import { isoNow, type Clock } from '../app/clock';
import { StoreUnavailableError, type Conversation, type Decision, type Now, type Store } from '../store/store';
import { callBesides } from './reply-message';

/** Most texts that are remembered; with more than that the disk has been full for so long that people know. */
const MOST = 1_000;

export interface LostAnswers {
  /** Gives what a webhook is answered, and remembers the text where that cannot be kept, so that Twilio gets nothing. */
  watch(sid: string, address: string, answer: Promise<string>): Promise<string>;
}

/**
 * Makes the part that remembers whom a full disk kept from being answered. What was decided stays in memory and is
 * written once the disk takes it again, but Twilio has had its refusal by then: a reply that reads "sent" never was.
 */
export function createLostAnswers(store: Store, clock: Clock, onError: (error: unknown) => void): LostAnswers {
  const lost = new Map<string, string>();
  store.onProblem((problem) => {
    if (problem !== null) return;
    for (const [sid, address] of [...lost]) {
      lost.delete(sid);
      const settled = store.commitTo(address, (now, conversation) => settle(now, conversation, sid, isoNow(clock)));
      settled.catch(onError);
    }
  });
  return {
    async watch(sid, address, answer) {
      try {
        const given = await answer;
        lost.delete(sid);
        return given;
      } catch (error) {
        if (error instanceof StoreUnavailableError && lost.size < MOST) lost.set(sid, address);
        throw error;
      }
    },
  };
}

function settle(now: Now, conversation: Conversation, sid: string, at: string): Decision<null> {
  const { address } = conversation;
  const messages = conversation.messages();
  const asked = messages.find(({ metadata }) => metadata.twilioMessageSid === sid);
  const contact_id = now.get('addresses', address)?.contact_id;
  const reply = messages.find(
    ({ sender, status, metadata }) => sender === 'ai' && status === 'sent' && metadata.inResponseTo === sid,
  );
  if (!asked || contact_id === undefined || (!reply && asked.answer !== undefined))
    return { changes: [], result: null };
  const error = { code: null, message: 'Not sent: the disk was full when Twilio asked for the answer.' };
  const failed: Change[] = reply
    ? [{ type: 'message.status', address, contact_id, message_id: reply._id, status: 'failed', error, at }]
    : [];
  const reason = 'The disk was full when this arrived, so the customer got no answer.';
  return { changes: [...failed, callBesides(now, contact_id, reason, at)], result: null };
}

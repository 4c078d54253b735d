import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';

/** Why a message of a backup was not sent by itself. */
const REASON =
  'This was waiting to be sent when the backup was made, and may have been sent since. Look before you send it again.';

/**
 * Takes what a restored backup still wanted to send out of the outbox, since it may have gone out after the backup was
 * made: a person decides. What is set for a time yet to come stays. To be called before the outbox starts.
 *
 * @returns how many messages wait for a person
 */
export async function settleRestored(store: Store, clock: Clock): Promise<number> {
  let count = 0;
  for (const thread of store.now.values('threads')) {
    if (thread.pendingIds.length === 0) continue;
    for (const address of store.now.get('contacts', thread._id)?.addresses ?? []) {
      count += await store.commitTo(address, (now, conversation) => {
        const at = isoNow(clock);
        const pending = (now.get('threads', thread._id)?.pendingIds ?? [])
          .map((id) => conversation.message(id))
          .filter((message): message is Message => message !== undefined && mayHaveGone(message, at));
        const changes = pending.map(({ _id: message_id }): Change => ({
          type: 'message.status',
          address,
          contact_id: thread._id,
          message_id,
          status: 'failed',
          at,
          error: { code: null, message: REASON },
        }));
        return { changes, result: changes.length };
      });
    }
  }
  return count;
}

function mayHaveGone({ status, sendAt, metadata }: Message, at: string): boolean {
  if (metadata.twilioMessageSid !== undefined) return false;
  return status === 'sending' || (status === 'queued' && (sendAt === undefined || sendAt <= at));
}

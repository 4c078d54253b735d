import type { Message } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Conversation, Now, Store } from '../store/store';
import type { Job } from './outbox';
import type { NextState } from './remote-state';
import { statusChanges } from './status-changes';

/** A message as it was, and what it has become. */
export interface Changed {
  readonly message: Message;
  readonly next: NextState;
}

/** Changes a message's state durably; gives null when it is gone or there was nothing to change. @throws Error of the store */
export function changeMessage(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  job: Job,
  decide: (message: Message, now: Now, conversation: Conversation) => NextState | null,
): Promise<Changed | null> {
  return store.commitTo<Changed | null>(job.address, (now, conversation) => {
    const message = conversation.message(job.message_id);
    const next = message ? decide(message, now, conversation) : null;
    if (!message || !next) return { changes: [], result: null };
    return {
      changes: statusChanges(now, conversation, message, next, isoNow(clock)),
      result: { message, next },
    };
  });
}

import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import type { Conversation, Now } from '../store/store';
import { headAfter, headOf, threadOf } from './head-after';
import type { Job } from './outbox';

/**
 * Takes unsaid messages of one session out of the conversation, and with them the session that was opened for them alone.
 *
 * @param keep a session that stays even without them
 */
export function removeUnsaid(
  now: Now,
  conversation: Conversation,
  { address, contact_id }: Pick<Job, 'address' | 'contact_id'>,
  gone: readonly Message[],
  at: string,
  keep?: string,
): Change[] {
  const [{ session_id, channel_id } = { session_id: '', channel_id: '' }] = gone;
  const session = conversation.session(session_id);
  const isAlone =
    session_id !== keep && !conversation.messages().some((one) => one.session_id === session_id && !gone.includes(one));
  if (session && isAlone) {
    const after = headAfter(now, conversation, { session, messages: gone });
    const message_ids = gone.map(({ _id }) => _id);
    return [{ type: 'session.deleted', address, session_id, channel_id, message_ids, after }];
  }
  const { last, messageCount } = threadOf(now, address);
  const after = { contact_id, last, messageCount, latest: headOf(now, address, channel_id) ?? null };
  return gone.map(({ _id: message_id }) => ({
    ...{ type: 'message.withdrawn' as const, address, channel_id, session_id, message_id, at, after },
  }));
}

import type { Change } from '../../shared/changes';
import type { Message, Thread } from '../../shared/domain';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { OPERATOR } from '../app/operator';
import { Problem } from '../ipc/problem';
import type { Now, Store } from '../store/store';
import type { DeskSettings } from './desk-settings';

type TakeOverSettings = Pick<DeskSettings, 'takeOverOnReply' | 'takeOverMinutes' | 'defaultMode'>;

export interface TakeOverParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => TakeOverSettings;
}

/** Where an event of a thread stands. */
interface EventPlace {
  readonly address: string;
  readonly channel_id: string;
  readonly session_id: string;
}

/**
 * Gives the changes by which an operator who writes takes a thread over: it is theirs, and where the AI answered by
 * itself it only drafts for a while. Writing on prolongs that. A thread in which the AI is off stays so.
 */
export function takeOver(thread: Thread, settings: TakeOverSettings, at: string): Change[] {
  if (!settings.takeOverOnReply) return [];
  const { _id: contact_id, mode, owner } = thread;
  const now = mode?.value ?? settings.defaultMode;
  const isTaken = now === 'draft' && mode?.until !== undefined;
  const owned: Change[] = owner === OPERATOR ? [] : [{ type: 'thread.owned', contact_id, owner: OPERATOR }];
  if (now !== 'auto' && !isTaken) return owned;
  const until = {
    at:
      settings.takeOverMinutes === 0
        ? null
        : new Date(Date.parse(at) + settings.takeOverMinutes * 60_000).toISOString(),
    then: mode?.until?.then ?? now,
  };
  const since = isTaken ? { by: mode.by, at: mode.at } : { by: OPERATOR, at };
  return [...owned, { type: 'mode.set', contact_id, mode: { value: 'draft', ...since, until } }];
}

/** Whether these changes took a thread over from the AI, so that it should be said in the thread. */
export function hasTakenOver(thread: Thread, changes: readonly Change[]): boolean {
  return thread.mode?.until === undefined && changes.some((change) => change.type === 'mode.set');
}

/** Takes a thread over because the operator has begun to write in it. */
export async function noticeTyping(parts: TakeOverParts, contactId: string): Promise<void> {
  await parts.store.commit((now) => {
    const thread = now.get('threads', contactId);
    if (!thread) throw unknownThread();
    const at = isoNow(parts.clock);
    const changes = takeOver(thread, parts.settings(), at);
    return {
      changes: [...changes, ...(hasTakenOver(thread, changes) ? takenOverEvent(parts, now, thread, at) : [])],
      result: null,
    };
  });
}

/** Gives the line in the thread that says that the operator took it over. */
export function takenOverEvent(parts: Pick<TakeOverParts, 'newId'>, now: Now, thread: Thread, at: string): Change[] {
  return event(parts, now, thread, at, 'You took over. The AI only drafts here now.');
}

/** Gives the line in the thread that says that the operator gave it back. */
export function handedBackEvent(parts: Pick<TakeOverParts, 'newId'>, now: Now, thread: Thread, at: string): Change[] {
  return event(parts, now, thread, at, 'You handed back to the AI.');
}

/** An event stands in the newest session of where the customer wrote last; without one it is not said. */
function event(
  { newId }: Pick<TakeOverParts, 'newId'>,
  now: Now,
  thread: Thread,
  at: string,
  content: string,
): Change[] {
  const place = eventPlace(now, thread);
  const channel = place && now.get('channels', place.channel_id);
  if (!place || !channel) return [];
  const { address, session_id } = place;
  const message: Message = {
    _id: newId(),
    session_id,
    channel_id: channel._id,
    content,
    sender: 'system',
    communication_type: channel.communication_type,
    status: 'received',
    kind: 'event',
    metadata: { fromNumber: channel.address, toNumber: address },
    createdAt: at,
  };
  return [{ type: 'message.added', address, contact_id: thread._id, message }];
}

function eventPlace(now: Now, { replyTo }: Thread): EventPlace | null {
  if (!replyTo) return null;
  const head = now.get('addresses', replyTo.address)?.latest[replyTo.channel_id];
  return head ? { ...replyTo, session_id: head.session_id } : null;
}

function unknownThread(): Problem {
  return new Problem('not-found', 'This conversation is not there any more.');
}

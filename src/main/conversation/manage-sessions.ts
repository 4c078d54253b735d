import { joinSessions } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Message, Session } from '../../shared/domain';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Conversation, Now, Store } from '../store/store';
import { headAfter, headOf, latestOf, threadOf } from './head-after';
import { noLonger, undoSession, type Undo } from './undo-session';

export interface SessionRef {
  readonly address: string;
  readonly session_id: string;
}

/** What operators do with sessions. Each throws Problem when the session is gone. */
export interface ManageSessions {
  close(ref: SessionRef): Promise<void>;
  /** Opens a session again: the customer's next message goes on with it, whichever of their sessions it is. */
  reopen(ref: SessionRef): Promise<void>;
  retitle(ref: SessionRef, title: string): Promise<void>;
  /** Moves the messages of a session into its neighbour on the same channel; gives the id to undo it with. */
  merge(address: string, from: string, into: string): Promise<string>;
  /** Deletes a session with its messages; gives the id to undo it with. */
  remove(ref: SessionRef): Promise<string>;
  /** Undoes a merge or a deletion of this run. @throws Problem when that is not possible any more */
  undo(undoId: string): Promise<void>;
}

/** Makes the part that manages sessions. What it can undo, it keeps in memory until the desk ends. */
export function createManageSessions(store: Store, clock: Clock, newId: NewId): ManageSessions {
  const undos = new Map<string, Undo>();

  return {
    close: (ref) => edit(ref, (session) => [statusChange(ref, session, 'closed', isoNow(clock))]),
    reopen: (ref) => edit(ref, (session, now) => reopening(now, ref, session, isoNow(clock))),
    retitle: (ref, title) => edit(ref, () => [{ type: 'session.retitled', ...ref, title, at: isoNow(clock) }]),
    merge: (address, from, into) =>
      undoable(address, (now, conversation) => mergeSessions(now, conversation, from, into, isoNow(clock))),
    remove: ({ address, session_id }) =>
      undoable(address, (now, conversation) => deleteSession(now, conversation, session_id)),
    async undo(undoId) {
      const undo = undos.get(undoId);
      if (!undo) throw noLonger();
      undos.delete(undoId);
      try {
        await store.commitTo(undo.address, (now, conversation) => ({
          changes: [undoSession(now, conversation, undo)],
          result: null,
        }));
      } catch (error) {
        undos.set(undoId, undo);
        throw error;
      }
    },
  };

  async function edit(ref: SessionRef, decide: (session: Session, now: Now) => Change[]): Promise<void> {
    await store.commitTo(ref.address, (now, conversation) => ({
      changes: decide(required(conversation, ref.session_id), now),
      result: null,
    }));
  }

  async function undoable(
    address: string,
    decide: (now: Now, conversation: Conversation) => { change: Change; undo: Undo },
  ): Promise<string> {
    const undoId = newId();
    const undo = await store.commitTo(address, (now, conversation) => {
      const decided = decide(now, conversation);
      return { changes: [decided.change], result: decided.undo };
    });
    undos.set(undoId, undo);
    return undoId;
  }
}

function statusChange(
  ref: SessionRef,
  { channel_id }: Pick<Session, 'channel_id'>,
  status: Session['status'],
  at: string,
): Change & { type: 'session.status' } {
  return { type: 'session.status', address: ref.address, session_id: ref.session_id, channel_id, status, at };
}

/** One session of a channel goes on at a time: an older one that is opened again ends the one that did until now. */
function reopening(now: Now, ref: SessionRef, session: Session, at: string): Change[] {
  const opened = statusChange(ref, session, 'active', at);
  const head = headOf(now, ref.address, session.channel_id);
  if (!head || head.session_id === session._id) return [opened];
  const ended = statusChange({ ...ref, session_id: head.session_id }, session, 'closed', at);
  return [...(head.status === 'active' ? [ended] : []), { ...opened, last_message_at: session.last_message_at }];
}

function deleteSession(now: Now, conversation: Conversation, session_id: string): { change: Change; undo: Undo } {
  const { address } = conversation;
  const session = required(conversation, session_id);
  const messages = messagesOf(conversation, session_id);
  const { channel_id } = session;
  const after = headAfter(now, conversation, { session, messages });
  const message_ids = messages.map((message) => message._id);
  const sids = [
    ...messages.flatMap(({ sender, metadata }) => (sender === 'contact' ? (metadata.twilioMessageSid ?? []) : [])),
    ...(session.call ? [session.call.sid] : []),
  ];
  return {
    undo: { kind: 'deletion', session, messages, ...before(now, address, channel_id) },
    change: { type: 'session.deleted', address, session_id, channel_id, message_ids, sids, after },
  };
}

function mergeSessions(
  now: Now,
  conversation: Conversation,
  from: string,
  to: string,
  at: string,
): { change: Change; undo: Undo } {
  const { address } = conversation;
  const session = required(conversation, from);
  const into = required(conversation, to);
  requireNeighbours(conversation, session, into);
  const { channel_id } = session;
  const messages = messagesOf(conversation, from);
  const others = conversation.sessions().filter((one) => one._id !== from && one._id !== to);
  const known = [headOf(now, address, channel_id)];
  return {
    undo: { kind: 'merge', session, into, messages, at, ...before(now, address, channel_id) },
    change: {
      type: 'session.merged',
      address,
      channel_id,
      from,
      into: to,
      message_ids: messages.map((message) => message._id),
      at,
      after: {
        ...headAfter(now, conversation, { session, messages: [] }),
        latest: latestOf([...others, joinSessions(session, into, at)], channel_id, known),
      },
    },
  };
}

function before(now: Now, address: string, channelId: string): Pick<Undo, 'address' | 'thread' | 'latest'> {
  return { address, thread: threadOf(now, address), latest: headOf(now, address, channelId) };
}

function requireNeighbours(conversation: Conversation, a: Session, b: Session): void {
  const onChannel = conversation
    .sessions()
    .filter((session) => session.channel_id === a.channel_id)
    .sort((one, two) => (one.createdAt < two.createdAt ? -1 : one.createdAt > two.createdAt ? 1 : 0));
  const apart = onChannel.findIndex((one) => one._id === a._id) - onChannel.findIndex((one) => one._id === b._id);
  if (a.channel_id !== b.channel_id || Math.abs(apart) !== 1) {
    throw new Problem(
      'refused',
      'Only neighbouring sessions of the same kind can be merged.',
      'Choose the session right before or after this one.',
    );
  }
}

function messagesOf(conversation: Conversation, sessionId: string): Message[] {
  return conversation.messages().filter((message) => message.session_id === sessionId);
}

function required(conversation: Conversation, id: string): Session {
  const session = conversation.session(id);
  if (!session) throw new Problem('not-found', 'This session is not there any more.');
  return session;
}

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
    close: (ref) => edit(ref, (session) => status(ref, session, 'closed')),
    reopen: (ref) => edit(ref, (session) => status(ref, session, 'active')),
    retitle: (ref, title) => edit(ref, () => ({ type: 'session.retitled', ...ref, title, at: isoNow(clock) })),
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

  async function edit(ref: SessionRef, change: (session: Session) => Change): Promise<void> {
    await store.commitTo(ref.address, (_now, conversation) => ({
      changes: [change(required(conversation, ref.session_id))],
      result: null,
    }));
  }

  function status(ref: SessionRef, session: Session, to: Session['status']): Change {
    const { channel_id } = session;
    return { type: 'session.status', ...ref, channel_id, status: to, at: isoNow(clock) };
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

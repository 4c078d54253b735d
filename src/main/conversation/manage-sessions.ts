import { isCounted } from '../../shared/apply-to-conversation';
import type { Change, HeadAfter } from '../../shared/changes';
import type { Message, Preview, Session, SessionHead } from '../../shared/domain';
import { previewOf } from '../../shared/preview';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Conversation, Decision, Now, Store } from '../store/store';

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
  /** Undoes a merge or a deletion of this run. */
  undo(undoId: string): Promise<void>;
}

interface Undo {
  readonly address: string;
  readonly channel_id: string;
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
}

/** Makes the part that manages sessions. What it can undo, it keeps in memory until the desk ends. */
export function createManageSessions(store: Store, clock: Clock, newId: NewId): ManageSessions {
  const undos = new Map<string, Undo>();

  return {
    close: (ref) => edit(ref, (session) => status(ref, session, 'closed')),
    reopen: (ref) => edit(ref, (session) => status(ref, session, 'active')),
    retitle: (ref, title) => edit(ref, () => ({ type: 'session.retitled', ...ref, title, at: isoNow(clock) })),
    merge: (address, from, into) =>
      undoable(address, (now, conversation) => {
        const source = required(conversation, from);
        const target = required(conversation, into);
        requireNeighbours(conversation, source, target);
        const moved = messagesOf(conversation, from);
        const after = headAfter(now, conversation, address, source.channel_id, from, []);
        const last_message_at =
          source.last_message_at > target.last_message_at ? source.last_message_at : target.last_message_at;
        const latest: SessionHead | null =
          after.latest?.session_id === into ? { ...after.latest, last_message_at } : after.latest;
        return {
          undo: { sessions: [source, target], messages: moved },
          channel_id: source.channel_id,
          change: {
            type: 'session.merged',
            address,
            channel_id: source.channel_id,
            from,
            into,
            message_ids: moved.map((message) => message._id),
            at: isoNow(clock),
            after: { ...after, latest },
          },
        };
      }),
    remove: ({ address, session_id }) =>
      undoable(address, (now, conversation) => {
        const session = required(conversation, session_id);
        const gone = messagesOf(conversation, session_id);
        return {
          undo: { sessions: [session], messages: gone },
          channel_id: session.channel_id,
          change: {
            type: 'session.deleted',
            address,
            session_id,
            channel_id: session.channel_id,
            message_ids: gone.map((message) => message._id),
            after: headAfter(now, conversation, address, session.channel_id, session_id, gone),
          },
        };
      }),
    async undo(undoId) {
      const undo = undos.get(undoId);
      if (!undo) throw new Problem('not-found', 'This can no longer be undone.');
      await store.commitTo(undo.address, (now, conversation) => restore(now, conversation, undo));
      undos.delete(undoId);
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
    decide: (
      now: Now,
      conversation: Conversation,
    ) => { undo: Pick<Undo, 'sessions' | 'messages'>; channel_id: string; change: Change },
  ): Promise<string> {
    const undoId = newId();
    const undo = await store.commitTo(address, (now, conversation) => {
      const decided = decide(now, conversation);
      const { channel_id } = decided;
      return { changes: [decided.change], result: { address, channel_id, ...decided.undo } };
    });
    undos.set(undoId, undo);
    return undoId;
  }
}

function restore(now: Now, conversation: Conversation, undo: Undo): Decision<null> {
  const back = new Set(undo.messages.map((message) => message._id));
  const others = conversation.messages().filter((message) => !back.has(message._id));
  const missing = undo.messages.filter((message) => !conversation.message(message._id));
  const sessions = [
    ...conversation.sessions().filter((one) => !undo.sessions.some((old) => old._id === one._id)),
    ...undo.sessions,
  ];
  const thread = threadOf(now, undo.address);
  return {
    changes: [
      {
        type: 'session.restored',
        ...undo,
        after: {
          contact_id: thread._id,
          last: newest([...others, ...undo.messages], thread.last),
          messageCount: thread.messageCount + missing.filter(isCounted).length,
          latest: latestOf(sessions, undo.channel_id),
        },
      },
    ],
    result: null,
  };
}

function headAfter(
  now: Now,
  conversation: Conversation,
  address: string,
  channelId: string,
  goneSession: string,
  gone: readonly Message[],
): HeadAfter {
  const thread = threadOf(now, address);
  const ids = new Set(gone.map((message) => message._id));
  const left = conversation.messages().filter((message) => !ids.has(message._id));
  const lastIsGone = thread.last !== null && ids.has(thread.last.message_id);
  return {
    contact_id: thread._id,
    last: lastIsGone ? newest(left, null) : thread.last,
    messageCount: thread.messageCount - gone.filter(isCounted).length,
    latest: latestOf(
      conversation.sessions().filter((session) => session._id !== goneSession),
      channelId,
    ),
  };
}

/** The newest of the messages or, if that is newer, what the thread shows already (from another address, say). */
function newest(messages: readonly Message[], shown: Preview | null): Preview | null {
  const message = messages.findLast((one) => one.status !== 'draft');
  if (!message) return shown;
  return shown && shown.at > message.createdAt ? shown : previewOf(message);
}

function latestOf(sessions: readonly Session[], channelId: string): SessionHead | null {
  const onChannel = sessions.filter((session) => session.channel_id === channelId);
  const session = onChannel.reduce<Session | null>(
    (best, one) => (best && best.last_message_at >= one.last_message_at ? best : one),
    null,
  );
  return (
    session && {
      session_id: session._id,
      status: session.status,
      last_message_at: session.last_message_at,
    }
  );
}

function requireNeighbours(conversation: Conversation, a: Session, b: Session): void {
  const onChannel = conversation
    .sessions()
    .filter((session) => session.channel_id === a.channel_id)
    .sort((one, two) => (one.createdAt < two.createdAt ? -1 : 1));
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

function threadOf(now: Now, address: string) {
  const entry = now.get('addresses', address);
  const thread = entry && now.get('threads', entry.contact_id);
  if (!thread) throw new Problem('not-found', 'This conversation is not known any more.');
  return thread;
}

function required(conversation: Conversation, id: string): Session {
  const session = conversation.session(id);
  if (!session) throw new Problem('not-found', 'This session is not there any more.');
  return session;
}

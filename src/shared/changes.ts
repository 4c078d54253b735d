import type { DecisionRecord } from './decision';
import type {
  CallRecord,
  CannedReply,
  Channel,
  Contact,
  KnowledgeEntry,
  MediaItem,
  Message,
  MessageError,
  MessageStatus,
  ModeChoice,
  Need,
  OptOut,
  Preview,
  Session,
  SessionHead,
  SessionStatus,
  TableName,
  Tables,
  Thread,
  ThreadState,
} from './domain';

/**
 * What is always in memory cannot be counted anew without reading the conversation, so a change that takes
 * messages away or brings them back says how the thread's head stands after it.
 */
export interface HeadAfter {
  readonly contact_id: string;
  readonly last: Preview | null;
  readonly messageCount: number;
  /** The newest session that is left on the channel. */
  readonly latest: SessionHead | null;
  /** What else the head counts or points to; as it was where not given. */
  readonly pendingIds?: readonly string[];
  readonly failedIds?: readonly string[];
  readonly draft_id?: string | null;
  readonly waitingSince?: string | null;
}

/**
 * Everything that can happen to a desk. A change says what happened with all that the reducer needs to
 * apply it; what belongs to a conversation carries the contact's `address`, the key its document is kept under.
 */
export type Change =
  | { readonly type: 'channel.added'; readonly channel: Channel }
  | { readonly type: 'contact.added'; readonly contact: Contact }
  | {
      readonly type: 'contact.edited';
      readonly contact_id: string;
      readonly patch: Partial<Pick<Contact, 'name' | 'profileName' | 'notes' | 'blocked'>>;
      readonly at: string;
    }
  | { readonly type: 'session.opened'; readonly address: string; readonly session: Session }
  | {
      readonly type: 'session.status';
      readonly address: string;
      readonly session_id: string;
      readonly channel_id: string;
      readonly status: SessionStatus;
      readonly at: string;
      /** For a session that becomes the one of its channel that goes on, though it is not the newest: its own time. */
      readonly last_message_at?: string;
    }
  | {
      readonly type: 'session.retitled';
      readonly address: string;
      readonly session_id: string;
      readonly title: string;
      readonly at: string;
    }
  | {
      /** The messages of `from` move into `into`, its neighbour in time; `from` is gone. */
      readonly type: 'session.merged';
      readonly address: string;
      readonly channel_id: string;
      readonly from: string;
      readonly into: string;
      readonly message_ids: readonly string[];
      readonly at: string;
      readonly after: HeadAfter;
    }
  | {
      readonly type: 'session.deleted';
      readonly address: string;
      readonly session_id: string;
      readonly message_ids: readonly string[];
      /** Twilio's SIDs of the incoming messages among them, and of the call that the session was. */
      readonly sids?: readonly string[];
      readonly channel_id: string;
      readonly after: HeadAfter;
    }
  | {
      /** Undo of a deletion or of a merge: the sessions and messages stand again as they were. */
      readonly type: 'session.restored';
      readonly address: string;
      readonly channel_id: string;
      readonly sessions: readonly Session[];
      readonly messages: readonly Message[];
      readonly after: HeadAfter;
    }
  | {
      readonly type: 'message.added';
      readonly address: string;
      readonly contact_id: string;
      readonly message: Message;
    }
  | {
      /** Twilio got this TwiML for an incoming message; a repeat gets the same. */
      readonly type: 'message.answered';
      readonly address: string;
      readonly message_id: string;
      readonly twiml: string;
      /** What was decided about the message, where that is known with it. */
      readonly decision?: DecisionRecord;
    }
  | {
      /** What was decided about an incoming message that is kept already. */
      readonly type: 'message.decided';
      readonly address: string;
      readonly message_id: string;
      readonly decision: DecisionRecord;
    }
  | {
      readonly type: 'message.status';
      readonly address: string;
      readonly contact_id: string;
      readonly message_id: string;
      readonly status: MessageStatus;
      readonly at: string;
      /** The SID that Twilio gave it; null forgets the one of an earlier try. */
      readonly sid?: string | null;
      /** What Twilio reported as the sender really used. */
      readonly from?: string;
      readonly error?: MessageError;
    }
  | {
      /** An outgoing message that waited is sent at another time (null: now). */
      readonly type: 'message.rescheduled';
      readonly address: string;
      readonly contact_id: string;
      readonly message_id: string;
      readonly sendAt: string | null;
      readonly at: string;
    }
  | {
      /** An outgoing message was taken back before it was sent; it is gone. */
      readonly type: 'message.withdrawn';
      readonly address: string;
      readonly channel_id: string;
      readonly session_id: string;
      readonly message_id: string;
      readonly at: string;
      readonly after: HeadAfter;
    }
  | {
      readonly type: 'message.media';
      readonly address: string;
      readonly message_id: string;
      readonly media: readonly MediaItem[];
    }
  | {
      readonly type: 'draft.discarded';
      readonly address: string;
      readonly contact_id: string;
      readonly message_id: string;
    }
  | {
      readonly type: 'call.progress';
      readonly address: string;
      readonly session_id: string;
      readonly call: CallRecord;
      readonly at: string;
    }
  | { readonly type: 'mode.set'; readonly contact_id: string; readonly mode: ModeChoice }
  | { readonly type: 'thread.read'; readonly contact_id: string }
  | { readonly type: 'thread.unread'; readonly contact_id: string }
  | { readonly type: 'thread.tagged'; readonly contact_id: string; readonly tags: readonly string[] }
  | { readonly type: 'thread.owned'; readonly contact_id: string; readonly owner: string | null }
  | {
      /** A call that nobody took; null: it was returned or seen to. */
      readonly type: 'call.missed';
      readonly contact_id: string;
      readonly at: string | null;
    }
  | {
      /** Contacts are merged or taken apart: who is who afterwards, whole. Messages stay with their addresses. */
      readonly type: 'contacts.rearranged';
      readonly put: readonly { readonly contact: Contact; readonly thread: Thread }[];
      readonly removed: readonly string[];
    }
  | {
      readonly type: 'thread.state';
      readonly contact_id: string;
      readonly state: ThreadState;
      readonly until: string | null;
    }
  | {
      readonly type: 'thread.flagged';
      readonly contact_id: string;
      readonly needsHuman: Need | null;
    }
  | {
      readonly type: 'optout.set';
      readonly address: string;
      readonly channel_id: string;
      readonly optedOut: OptOut | null;
    }
  | { readonly type: 'canned.put'; readonly reply: CannedReply }
  | { readonly type: 'canned.removed'; readonly reply_id: string }
  | { readonly type: 'knowledge.put'; readonly entry: KnowledgeEntry }
  | { readonly type: 'knowledge.removed'; readonly entry_id: string }
  | {
      readonly type: 'setting.set';
      readonly key: string;
      readonly value: unknown;
      readonly by: string;
      readonly at: string;
    }
  | {
      /**
       * Documents brought in from a file, or made anew after damage, put as they are. `sessions` and `messages`
       * are of `address`.
       */
      readonly type: 'documents.imported';
      readonly address: string | null;
      readonly documents: { readonly [T in TableName]?: readonly Tables[T][] };
    };

/** One line of the journal: changes that became true together. `seq` counts lines from 1, without a hole. */
export interface Entry {
  readonly seq: number;
  readonly changes: readonly Change[];
}

/**
 * Gives the conversation that a change belongs to, or null for one that touches only what is always in memory.
 */
export function conversationOf(change: Change): string | null {
  switch (change.type) {
    case 'session.opened':
    case 'session.status':
    case 'session.retitled':
    case 'session.merged':
    case 'session.deleted':
    case 'session.restored':
    case 'message.added':
    case 'message.answered':
    case 'message.decided':
    case 'message.status':
    case 'message.rescheduled':
    case 'message.withdrawn':
    case 'message.media':
    case 'draft.discarded':
    case 'call.progress':
    case 'documents.imported':
      return change.address;
    default:
      return null;
  }
}

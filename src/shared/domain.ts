/**
 * The documents that Switchboard keeps. Field names of sessions and messages are a public contract
 * (they match the MongoDB documents of earlier installations); more fields may stand beside them.
 * Times are ISO 8601 in UTC with milliseconds, addresses are E.164 or an opaque channel address.
 */

import type { DecisionRecord } from './decision';
import type { FilledTemplate } from './template';

export type CommunicationType = 'sms' | 'whatsapp' | 'voice';
export type Sender = 'contact' | 'operator' | 'ai' | 'system';
export type MessageStatus =
  'received' | 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered' | 'unknown' | 'draft';
export type SessionStatus = 'active' | 'closed';
export type Mode = 'auto' | 'draft' | 'off';
export type ThreadState = 'open' | 'snoozed' | 'done';

/** One of our own addresses, for one kind of communication. */
export interface Channel {
  readonly _id: string;
  readonly communication_type: CommunicationType;
  /** E.164, a short code, or an opaque WhatsApp address; never with the `whatsapp:` prefix. */
  readonly address: string;
  readonly name: string;
  /** A verified caller ID: not a number at Twilio, so it is not ours when somebody writes from it. */
  readonly verified?: true;
  /** One of the simulator's: Twilio knows nothing of it. */
  readonly simulated?: true;
  readonly createdAt: string;
}

/** A person. One person can be reached at several addresses. */
export interface Contact {
  readonly _id: string;
  /** Given by an operator; null until then. */
  readonly name: string | null;
  /** What the person calls themself on WhatsApp: untrusted, only ever a suggestion. */
  readonly profileName: string | null;
  readonly addresses: readonly string[];
  readonly notes: string;
  readonly blocked: boolean;
  /** People who were merged into this one, as they were, so that they can be taken out again. */
  readonly joined?: readonly JoinedContact[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What operators chose for a thread, and when its customer had last written then. */
export type Chosen = Pick<Thread, 'state' | 'snoozedUntil' | 'mode' | 'owner' | 'tags' | 'lastInboundAt'>;

/** A person as they were when they were merged into another one, with what had been chosen for their thread. */
export interface JoinedContact extends Contact {
  readonly chosen?: Chosen;
}

/** What must be known of the newest session of an address on a channel to group the next message. */
export interface SessionHead {
  readonly session_id: string;
  readonly status: SessionStatus;
  readonly last_message_at: string;
  /** When an operator opened it again: a gap from there it is not over, however old its last message. */
  readonly reopenedAt?: string;
}

/**
 * One address that a contact writes or calls from. Always in memory, so that an incoming message is
 * grouped and recognised as a repeat without reading its conversation from disk.
 */
export interface AddressEntry {
  /** The address itself. */
  readonly _id: string;
  readonly contact_id: string;
  /** The newest session for each channel id. */
  readonly latest: Readonly<Record<string, SessionHead>>;
  /** Eight hexadecimal digits of every Twilio SID received from here, one after the other. */
  readonly sids: string;
  /** The newest of those whose message (or call) was deleted: Twilio still has them, and none is to come back by that. */
  readonly deletedSids?: readonly string[];
  /** Channel ids where this address has opted out. */
  readonly optedOut: Readonly<Record<string, OptOut>>;
  /** What was sent to this address and Twilio has, and of which nothing final is known yet; oldest first. */
  readonly awaited?: readonly AwaitedMessage[];
}

/** When somebody opted out, and the word that did it. */
export interface OptOut {
  readonly at: string;
  readonly keyword: string;
  /** Twilio's error number where its refusal of a text told us, since we never saw the word itself. */
  readonly code?: number;
}

/** A message that is on its way at Twilio. */
export interface AwaitedMessage {
  readonly message_id: string;
  /** Since when Twilio has it, ISO 8601. */
  readonly since: string;
}

export interface ModeChoice {
  readonly value: Mode;
  /** Who chose it: `operator`, `ai`, `rule` or a name. */
  readonly by: string;
  readonly at: string;
  /** When it ends by itself, and what holds then; absent for a choice that stays. */
  readonly until?: {
    /** Null: when an operator hands the thread back. */
    readonly at: string | null;
    readonly then: Mode;
  };
  /** Where a limit on automatic replies has switched the AI off: which one, and why. */
  readonly tripped?: { readonly rule: string; readonly reason: string };
}

/** Why a person is needed in a thread. */
export interface Need {
  readonly reason: string;
  readonly since: string;
  /** Who it is, what they want and what was tried, in one line; where the AI has handed over. */
  readonly summary?: string;
  /** Nobody has answered since the AI handed over, for so long that it was called out again; ISO 8601. */
  readonly escalatedAt?: string;
}

export interface Preview {
  readonly message_id: string;
  readonly at: string;
  readonly text: string;
  readonly sender: Sender;
  readonly communication_type: CommunicationType;
  readonly status: MessageStatus;
}

/** What was still to be done in a thread. */
export type Pending = Pick<Thread, 'waitingSince' | 'needsHuman' | 'failedIds' | 'missedCallAt'>;

/** The head of everything with one contact: what a row in the list shows. Its id is the contact's. */
export interface Thread {
  readonly _id: string;
  readonly state: ThreadState;
  readonly snoozedUntil: string | null;
  readonly unread: number;
  readonly last: Preview | null;
  /** Channel and address of the newest incoming message: where a reply goes unless told otherwise. */
  readonly replyTo: { readonly channel_id: string; readonly address: string } | null;
  readonly lastInboundAt: string | null;
  /** Since when the customer has had no answer; null when nobody waits. */
  readonly waitingSince: string | null;
  /** Why a person is needed; null when none is. */
  readonly needsHuman: Need | null;
  /** Null: the default mode of the settings. */
  readonly mode: ModeChoice | null;
  readonly owner: string | null;
  /** A call that nobody took and nobody has returned yet. */
  readonly missedCallAt?: string | null;
  readonly tags: readonly string[];
  /** The AI's unsent text, if there is one. */
  readonly draft_id: string | null;
  /** Outgoing messages that Twilio has not certainly taken yet: queued, sending or unknown. */
  readonly pendingIds: readonly string[];
  /** Outgoing messages that failed and were neither retried nor looked at since. */
  readonly failedIds: readonly string[];
  /** Times of the newest automatic replies, oldest first, for the breaker (at most 20). */
  readonly autoReplies: readonly string[];
  /** Automatic replies in a row, with no person writing or choosing the mode in between and no long pause; for the breaker. */
  readonly repliesInARow?: number;
  /** The newest incoming texts, trimmed, newest last, for the breaker (at most 6, 200 characters each). */
  readonly lastTexts: readonly string[];
  readonly messageCount: number;
  /** What marking it as done settled, so that opening it again by hand brings it back; absent when it was nothing. */
  readonly beforeDone?: Pending;
  /** The customer has unsubscribed where they wrote last: the AI never answers there. */
  readonly optedOut?: true;
}

/** A phone call, kept with its session. */
export interface CallRecord {
  readonly sid: string;
  readonly status: string;
  readonly startedAt: string;
  readonly durationSeconds: number | null;
  /** Turns in a row in which the caller said and pressed nothing. */
  readonly silentTurns: number;
  readonly turns: number;
  /** The TwiML given for each step, so that a repeated request gets the same bytes. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface Session {
  readonly _id: string;
  readonly channel_id: string;
  readonly communication_type: CommunicationType;
  readonly title: string;
  readonly status: SessionStatus;
  /** Messages of contact, operator and AI; not notes, drafts or events. */
  readonly message_count: number;
  /** Time of the newest message of a person; AI replies do not move it. */
  readonly last_message_at: string;
  readonly metadata: {
    readonly fromNumber: string;
    readonly firstMessageAt: string;
    readonly [more: string]: unknown;
  };
  readonly call?: CallRecord;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface MediaItem {
  /** Position in the message, from 0. */
  readonly index: number;
  readonly contentType: string;
  /** Name of the file in the data folder's `media/`; null until it has been downloaded. */
  readonly file: string | null;
  readonly bytes: number | null;
  /** Why it could not be downloaded, for people; null when nothing went wrong. */
  readonly problem: string | null;
  /** For an outgoing file that is only named by an address of its own: that address. */
  readonly url?: string;
  /** The name it had with whoever chose it, for people. */
  readonly name?: string;
}

/** Why the AI answered as it did (or why its text stayed a draft). */
export interface Explanation {
  readonly provider: string;
  readonly model: string | null;
  readonly durationMs: number;
  readonly rule: string | null;
  readonly knowledge: readonly string[];
  readonly tokens: number | null;
  /** What the model cost, in US dollars, where that is known. */
  readonly costUsd?: number;
  /** How sure the provider was, from 0 to 1, where it can tell. */
  readonly confidence?: number;
  /** How well each knowledge entry fits, from 0 to 1, by its id. */
  readonly scores?: Readonly<Record<string, number>>;
  /** What was changed in the text before anybody saw it, a sentence each. */
  readonly changed?: readonly string[];
  /** With this message the AI handed over to a person, for this reason. */
  readonly handOff?: string;
}

/** Why a message failed, or why it waits. */
export interface MessageError {
  /** Twilio's number; null where the console itself found it out. */
  readonly code: number | null;
  readonly message: string;
  /** Nobody can be sure that Twilio has not got it: before it is sent again it is looked up once more. */
  readonly unsure?: true;
}

export interface Message {
  readonly _id: string;
  readonly session_id: string;
  readonly channel_id: string;
  readonly content: string;
  readonly sender: Sender;
  readonly communication_type: CommunicationType;
  readonly status: MessageStatus;
  /** Absent for an ordinary message. A note is for the team only; an event is something that happened. */
  readonly kind?: 'note' | 'event';
  /**
   * For an outgoing message that waits: when it is sent. It has not been said yet, so it counts nowhere. One that was
   * called off keeps it and is `failed`. Held ones wait a few seconds so that they can be undone.
   */
  readonly sendAt?: string;
  readonly held?: true;
  readonly media?: readonly MediaItem[];
  readonly explanation?: Explanation;
  /** What was decided: on a message of the customer about it, on a text of the AI how it came to be what it is. */
  readonly decision?: DecisionRecord;
  /** For an incoming message: the TwiML that Twilio got for it, byte for byte. */
  readonly answer?: string;
  readonly error?: MessageError;
  readonly metadata: {
    readonly fromNumber: string;
    readonly toNumber: string;
    readonly twilioMessageSid?: string;
    /** SIDs of tries that failed and were followed by another one: what is still reported of those is old news. */
    readonly earlierSids?: readonly string[];
    readonly twilioCallSid?: string;
    readonly inResponseTo?: string;
    readonly generatedBy?: 'AI';
    /** Arrived while the console was offline and was fetched later. */
    readonly recovered?: true;
    /** An operator sent the AI's draft, as it was or changed. */
    readonly fromDraft?: 'unchanged' | 'edited';
    /** Ids of the knowledge entries that the draft rested on. */
    readonly draftKnowledge?: readonly string[];
    /** A call that the operator placed: the text is spoken, or the operator's phone is connected. */
    readonly call?: 'spoken' | 'bridged';
    /** The WhatsApp template that it is, with the values that its text was filled with. */
    readonly template?: FilledTemplate;
    /** The Messaging Service that sends it, `MG…`; it chooses the number. */
    readonly messagingServiceSid?: string;
    /** Held back of the AI's, and sent by an operator all the same. */
    readonly byHand?: true;
    /** Written in from the console as a verified caller. */
    readonly simulated?: true;
    readonly [more: string]: unknown;
  };
  readonly createdAt: string;
  readonly updatedAt?: string;
}

/** A question-and-answer entry of the team. */
export interface KnowledgeEntry {
  readonly _id: string;
  readonly question: string;
  /** Other words in which customers ask the same. */
  readonly forms?: readonly string[];
  /** May hold variables such as `{{name}}`. */
  readonly answer: string;
  readonly tags?: readonly string[];
  /** Kept, but nothing is answered from it. */
  readonly active?: false;
  /** Who wrote or last changed it. */
  readonly by?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A reply that the team uses again and again; it may hold variables such as `{{name}}`. */
export interface CannedReply {
  readonly _id: string;
  /** What is typed after `/` to find it. */
  readonly shortcut: string;
  readonly text: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A setting changed by a person in the console; the environment wins over it. */
export interface SettingEntry {
  readonly _id: string;
  readonly value: unknown;
  readonly by: string;
  readonly at: string;
}

/** Every kind of document, by the table that holds it. */
export interface Tables {
  channels: Channel;
  contacts: Contact;
  addresses: AddressEntry;
  threads: Thread;
  sessions: Session;
  messages: Message;
  knowledge: KnowledgeEntry;
  canned: CannedReply;
  settings: SettingEntry;
}
export type TableName = keyof Tables;

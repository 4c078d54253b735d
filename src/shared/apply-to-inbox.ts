import { isOfPerson, later } from './apply-to-conversation';
import type { Change, HeadAfter } from './changes';
import type { AddressEntry, Contact, Message, Thread } from './domain';
import { optOutKind } from './opt-out';
import { awaitMessage, awaitStatus } from './awaited';
import { editLatest, setLatest, takeUpAgain } from './session-heads';
import { sidMark } from './sid-mark';
import { inboxTables, put, putAll, type Reading, type Write } from './tables';
import {
  afterMessage,
  emptyThread,
  ofBlocked,
  withMode,
  withOptOut,
  withoutFailures,
  withState,
  withStatus,
} from './thread-head';

/** How many SIDs of deleted messages are remembered for an address. */
const KEPT_DELETED_SIDS = 1000;

/**
 * The part of the reducer that touches what is always in memory: channels, contacts, addresses, thread
 * heads, knowledge and settings. It never reads sessions or messages.
 */
export function applyToInbox(read: Reading, change: Change): Write[] {
  switch (change.type) {
    case 'channel.added':
      return [put('channels', change.channel._id, change.channel)];
    case 'contact.added':
      return addContact(change.contact);
    case 'contact.edited': {
      const contact = read.get('contacts', change.contact_id);
      if (!contact) return [];
      return [
        put('contacts', contact._id, { ...contact, ...change.patch, updatedAt: change.at }),
        ...(change.patch.blocked ? editThread(read, contact._id, ofBlocked) : []),
      ];
    }
    case 'session.opened':
      return setLatest(read, change.address, change.session.channel_id, {
        session_id: change.session._id,
        status: change.session.status,
        last_message_at: change.session.last_message_at,
      });
    case 'session.status':
      if (change.last_message_at !== undefined) return takeUpAgain(read, change, change.last_message_at);
      return editLatest(read, change.address, change.channel_id, change.session_id, (head) => ({
        ...head,
        status: change.status,
        ...(change.status === 'active' ? { reopenedAt: change.at } : {}),
      }));
    case 'session.merged':
      return setHeadAfter(read, change, [], []);
    case 'session.deleted':
      return setHeadAfter(read, change, change.message_ids, change.sids ?? []);
    case 'session.restored': {
      const back = new Set([
        ...change.messages.map((message) => message.metadata.twilioMessageSid),
        ...change.sessions.map((session) => session.call?.sid),
      ]);
      return setHeadAfter(read, change, [], [], back);
    }
    case 'message.withdrawn':
      return setHeadAfter(read, change, [change.message_id], []);
    case 'message.added':
      return addMessage(read, change);
    case 'message.status':
      return [
        ...editThread(read, ownerOf(read, change), (thread) => withStatus(thread, change)),
        ...editAddress(read, change.address, (entry) => awaitStatus(entry, change)),
      ];
    case 'draft.discarded':
      return editThread(read, ownerOf(read, change), (thread) =>
        thread.draft_id === change.message_id ? { ...thread, draft_id: null } : thread,
      );
    case 'mode.set':
      return editThread(read, change.contact_id, (thread) => withMode(thread, change.mode));
    case 'thread.read':
      return editThread(read, change.contact_id, (thread) => ({ ...thread, unread: 0 }));
    case 'thread.unread':
      return editThread(read, change.contact_id, (thread) => ({
        ...thread,
        unread: Math.max(1, thread.unread),
      }));
    case 'thread.tagged':
      return editThread(read, change.contact_id, (thread) => ({ ...thread, tags: change.tags }));
    case 'thread.owned':
      return editThread(read, change.contact_id, (thread) => ({ ...thread, owner: change.owner }));
    case 'call.missed':
      return editThread(read, change.contact_id, (thread) => ({
        ...thread,
        missedCallAt: change.at,
      }));
    case 'contacts.rearranged':
      return rearrange(read, change);
    case 'thread.state':
      return editThread(read, change.contact_id, (thread) => withState(thread, change.state, change.until));
    case 'thread.flagged':
      return editThread(read, change.contact_id, (thread) => ({
        ...thread,
        needsHuman: change.needsHuman,
      }));
    case 'optout.set':
      return setOptOut(read, change);
    case 'canned.put':
      return [put('canned', change.reply._id, change.reply)];
    case 'canned.removed':
      return [put('canned', change.reply_id, null)];
    case 'knowledge.put':
      return [put('knowledge', change.entry._id, change.entry)];
    case 'knowledge.removed':
      return [put('knowledge', change.entry_id, null)];
    case 'setting.set': {
      const { key, value, by, at } = change;
      return [put('settings', key, { _id: key, value, by, at })];
    }
    case 'documents.imported':
      return inboxTables.flatMap((table) => putAll(table, change.documents[table]));
    case 'session.retitled':
    case 'message.answered':
    case 'message.decided':
    case 'message.rescheduled':
    case 'message.media':
    case 'call.progress':
      return [];
  }
}

function addContact(contact: Contact): Write[] {
  return [
    put('contacts', contact._id, contact),
    put('threads', contact._id, emptyThread(contact._id)),
    ...contact.addresses.map((address) =>
      put('addresses', address, {
        _id: address,
        contact_id: contact._id,
        latest: {},
        sids: '',
        optedOut: {},
      }),
    ),
  ];
}

function addMessage(read: Reading, change: Change & { type: 'message.added' }): Write[] {
  const { message, address } = change;
  const entry = read.get('addresses', address);
  const thread = read.get('threads', ownerOf(read, change));
  const after = thread && afterMessage(thread, message, address, isOwedAnswer(read, message, entry));
  return [
    ...(entry ? [put('addresses', address, withMessage(entry, message))] : []),
    ...(after ? [put('threads', after._id, entry ? withOptOut(after, entry) : after)] : []),
  ];
}

/** A keyword of consent is Twilio's to answer, who is blocked gets nothing, and a service that sends a code wants none. */
function isOwedAnswer(read: Reading, message: Message, entry: AddressEntry | undefined): boolean {
  if (message.sender !== 'contact' || message.decision?.rule === 'one-time-code') return false;
  if (entry && read.get('contacts', entry.contact_id)?.blocked) return false;
  const hasOptedOut = entry !== undefined && Object.hasOwn(entry.optedOut, message.channel_id);
  return message.communication_type === 'voice' || optOutKind(message.content, undefined, hasOptedOut) === null;
}

function withMessage(entry: AddressEntry, message: Message): AddressEntry {
  const head = entry.latest[message.channel_id];
  const moves = isOfPerson(message) && head?.session_id === message.session_id;
  const sid = message.sender === 'contact' ? message.metadata.twilioMessageSid : undefined;
  return {
    ...awaitMessage(entry, message),
    ...(sid ? { sids: entry.sids + sidMark(sid) } : {}),
    ...(moves
      ? {
          latest: {
            ...entry.latest,
            [message.channel_id]: {
              ...head,
              last_message_at: later(head.last_message_at, message.createdAt),
            },
          },
        }
      : {}),
  };
}

function rearrange(read: Reading, change: Change & { type: 'contacts.rearranged' }): Write[] {
  return [
    ...change.removed.flatMap((id) => [put('contacts', id, null), put('threads', id, null)]),
    ...change.put.flatMap(({ contact, thread }) => [
      put('contacts', contact._id, contact),
      put('threads', thread._id, thread),
      ...contact.addresses.flatMap((address) => {
        const entry = read.get('addresses', address);
        return entry ? [put('addresses', address, { ...entry, contact_id: contact._id })] : [];
      }),
    ]),
  ];
}

function setOptOut(read: Reading, change: Change & { type: 'optout.set' }): Write[] {
  const entry = read.get('addresses', change.address);
  if (!entry) return [];
  const { [change.channel_id]: _lifted, ...others } = entry.optedOut;
  const optedOut = change.optedOut ? { ...others, [change.channel_id]: change.optedOut } : others;
  const next = { ...entry, optedOut };
  return [
    put('addresses', entry._id, next),
    ...editThread(read, entry.contact_id, (thread) => withOptOut(thread, next)),
  ];
}

interface HeadChange {
  readonly address: string;
  readonly channel_id: string;
  readonly after: HeadAfter;
}

/** @param removed ids of messages that are gone @param gone SIDs that were deleted @param back SIDs that are there again */
function setHeadAfter(
  read: Reading,
  { address, channel_id, after }: HeadChange,
  removed: readonly string[],
  gone: readonly string[],
  back?: ReadonlySet<string | undefined>,
): Write[] {
  const entry = read.get('addresses', address);
  const { contact_id: before, latest: head, ...counts } = after;
  const contact_id = ownerOf(read, { address, contact_id: before });
  const isLeft = (id: string) => !removed.includes(id);
  const writes = editThread(read, contact_id, (thread) => ({
    ...thread,
    pendingIds: thread.pendingIds.filter(isLeft),
    failedIds: thread.failedIds.filter(isLeft),
    ...withoutFailures(thread, isLeft),
    ...counts,
  }));
  if (!entry) return writes;
  const { [channel_id]: _replaced, ...others } = entry.latest;
  const latest = head ? { ...others, [channel_id]: head } : others;
  const { deletedSids = [], ...rest } = entry;
  const deleted = [...deletedSids, ...gone].filter((sid) => !back?.has(sid)).slice(-KEPT_DELETED_SIDS);
  return [
    ...writes,
    put('addresses', address, { ...rest, latest, ...(deleted.length > 0 ? { deletedSids: deleted } : {}) }),
  ];
}

/** Whose an address is now: contacts may have been merged or taken apart since the change was thought of. */
function ownerOf(read: Reading, change: { readonly address: string; readonly contact_id: string }): string {
  return read.get('addresses', change.address)?.contact_id ?? change.contact_id;
}

function editAddress(read: Reading, id: string, edit: (entry: AddressEntry) => AddressEntry): Write[] {
  const entry = read.get('addresses', id);
  const edited = entry && edit(entry);
  return edited && edited !== entry ? [put('addresses', id, edited)] : [];
}

function editThread(read: Reading, id: string, edit: (thread: Thread) => Thread): Write[] {
  const thread = read.get('threads', id);
  return thread ? [put('threads', id, edit(thread))] : [];
}

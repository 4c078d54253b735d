import { applyToInbox } from '../../shared/apply-to-inbox';
import type { AddressEntry, Message, OptOut, Session, SessionHead, Thread } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import { readingFrom } from '../../shared/tables';
import { emptyThread } from '../../shared/thread-head';

/** Sessions and messages of one address of a contact. */
export interface AddressHistory {
  readonly address: string;
  readonly sessions: readonly Session[];
  /** In order of time. */
  readonly messages: readonly Message[];
}

/** What is always in memory of one contact's conversations. */
export interface Heads {
  readonly thread: Thread;
  readonly addresses: readonly AddressEntry[];
}

/**
 * Makes thread head and addresses from conversations, for those that came without or whose own were damaged: by the
 * same reducer, message after message. What nobody can tell any more (who has read what, which sends were under way
 * and where they got to) counts as settled; a word of consent counts as it did then.
 */
export function foldHeads(contactId: string, histories: readonly AddressHistory[]): Heads {
  let thread = emptyThread(contactId);
  const addresses = new Map<string, AddressEntry>();
  for (const { address, sessions, messages } of histories) {
    addresses.set(address, {
      _id: address,
      contact_id: contactId,
      latest: latestSessions(sessions),
      sids: '',
      optedOut: optOuts(messages),
    });
  }
  const read = readingFrom({ threads: () => thread, addresses: (id) => addresses.get(id) });
  const all = histories.flatMap(({ address, messages }) => messages.map((message) => ({ address, message })));
  all.sort((a, b) =>
    a.message.createdAt < b.message.createdAt ? -1 : a.message.createdAt > b.message.createdAt ? 1 : 0,
  );
  for (const { address, message } of all) {
    for (const write of applyToInbox(read, { type: 'message.added', address, contact_id: contactId, message })) {
      if (write.table === 'threads' && write.doc) thread = write.doc;
      if (write.table === 'addresses' && write.doc) addresses.set(write.id, write.doc);
    }
  }
  const settled = [...addresses.values()].map(({ awaited: _settled, ...entry }) => entry);
  return { thread: { ...thread, unread: 0, pendingIds: [] }, addresses: settled };
}

function latestSessions(sessions: readonly Session[]): Record<string, SessionHead> {
  const latest = new Map<string, SessionHead>();
  for (const { _id, channel_id, status, last_message_at } of sessions) {
    const known = latest.get(channel_id);
    if (known && known.last_message_at > last_message_at) continue;
    latest.set(channel_id, { session_id: _id, status, last_message_at });
  }
  return Object.fromEntries(latest);
}

function optOuts(messages: readonly Message[]): AddressEntry['optedOut'] {
  const optedOut = new Map<string, OptOut>();
  for (const { sender, communication_type, content, channel_id, createdAt } of messages) {
    if (sender !== 'contact' || communication_type === 'voice') continue;
    const kind = optOutKind(content);
    if (kind === 'stop') optedOut.set(channel_id, { at: createdAt, keyword: content.trim() });
    if (kind === 'start') optedOut.delete(channel_id);
  }
  return Object.fromEntries(optedOut);
}

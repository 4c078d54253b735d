import { isDeepStrictEqual } from 'node:util';
import { isCounted, isOfPerson } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { AddressEntry, Channel, CommunicationType, Contact, Message, Session, Thread } from '../../shared/domain';
import { isPending } from '../../shared/message-status';
import { emptyThread, withOptOut } from '../../shared/thread-head';
import { type AddressHistory, foldHeads } from './fold-heads';
import type { Placement } from './import-place';
import type { Imported } from './import-schema';
import type { Inbox } from './inbox';
import { inOrder } from './ordered-documents';
import type { Conversation } from './store';

/** Most messages that are brought in with one entry of the journal. */
const MESSAGES_PER_ENTRY = 500;

/** What a file has of one address. */
export interface ImportedHistory {
  readonly sessions: Map<string, Imported<'sessions'>>;
  readonly messages: Map<string, Imported<'messages'>>;
}

/** How often something was new, replaced what was there, or was there already. */
export interface Tally {
  added: number;
  replaced: number;
  unchanged: number;
}

export interface Tallies {
  readonly contacts: Tally;
  readonly sessions: Tally;
  readonly messages: Tally;
  /** Messages that waited to be sent when the file was written. */
  pending: number;
}

const titles: Readonly<Record<CommunicationType, string>> = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'Voice' };

/**
 * Says what to change so that one contact stands here as it does in the file: what has the same id is replaced, what is
 * only here stays. Heads are the file's own where it has them and nothing else is here; else they are made anew.
 *
 * @param imported what the file has, by address
 * @param conversations all conversations of the contact as they are here
 * @returns lists of changes, each to be made together; none when everything is there already
 */
export function importContact(
  contactId: string,
  imported: ReadonlyMap<string, ImportedHistory>,
  conversations: readonly Conversation[],
  parts: {
    readonly placement: Placement;
    readonly inbox: Inbox;
    readonly now: string;
    readonly tallies: Tallies;
  },
): readonly (readonly Change[])[] {
  const { placement, inbox, tallies, now } = parts;
  const histories: AddressHistory[] = [];
  const puts: { readonly address: string; readonly sessions: Session[]; readonly messages: Message[] }[] = [];
  let hasOthers = false;
  for (const conversation of conversations) {
    const { address } = conversation;
    const found = imported.get(address);
    const whole = found ? complete(conversation, found, placement, now) : { sessions: [], messages: [] };
    tallies.pending += whole.messages.filter(
      ({ _id, status }) => isPending(status) && !conversation.message(_id),
    ).length;
    puts.push({
      address,
      sessions: whole.sessions.filter((one) => isNews(one, conversation.session(one._id), tallies.sessions)),
      messages: whole.messages.filter((one) => isNews(one, conversation.message(one._id), tallies.messages)),
    });
    const ids = new Set(whole.messages.map(({ _id }) => _id));
    hasOthers ||= conversation.messages().some(({ _id }) => !ids.has(_id));
    histories.push({
      address,
      sessions: merged(conversation.sessions(), whole.sessions),
      messages: merged(conversation.messages(), whole.messages),
    });
  }
  const heads = foldHeads(contactId, histories);
  const contact = contactOf(contactId, histories, parts);
  const addresses = heads.addresses.map((entry) => {
    const here = conversations.find(({ address }) => address === entry._id);
    const coming = Object.entries(entry.optedOut).filter(([channel_id, { at }]) => !isKnown(here, channel_id, at));
    return addressOf(entry, hasOthers, Object.fromEntries(coming), parts);
  });
  const thread = addresses.reduce(withOptOut, threadOf(contactId, heads.thread, hasOthers, parts));
  const documents = {
    contacts: isNews(contact, inbox.get('contacts', contactId), tallies.contacts) ? [contact] : [],
    threads: [thread].filter((one) => !isSame(one, inbox.get('threads', contactId))),
    addresses: addresses.filter((one) => !isSame(one, inbox.get('addresses', one._id))),
  };
  const hasInbox = documents.contacts.length + documents.threads.length + documents.addresses.length > 0;
  const entries: Change[][] = hasInbox ? [[{ type: 'documents.imported', address: null, documents }]] : [];
  for (const { address, sessions, messages } of puts) {
    for (let start = 0; start === 0 || start < messages.length; start += MESSAGES_PER_ENTRY) {
      const some = messages.slice(start, start + MESSAGES_PER_ENTRY);
      const before = start === 0 ? sessions : [];
      if (some.length + before.length === 0) continue;
      const change: Change = { type: 'documents.imported', address, documents: { sessions: before, messages: some } };
      // What is small goes in one piece, so that nobody sees a thread without its messages.
      if (start === 0) entries[0] = [...(entries[0] ?? []), change];
      else entries.push([change]);
    }
  }
  return entries;
}

function isNews<T extends { readonly _id: string }>(doc: T, there: T | undefined, tally: Tally): boolean {
  const outcome = there === undefined ? 'added' : isSame(doc, there) ? 'unchanged' : 'replaced';
  tally[outcome] += 1;
  return outcome !== 'unchanged';
}

function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** What is here with what comes, in order of time; what comes wins. */
function merged<T extends { readonly _id: string; readonly createdAt: string }>(
  here: readonly T[],
  coming: readonly T[],
): T[] {
  const all = new Map(here.map((doc) => [doc._id, doc]));
  for (const doc of coming) all.set(doc._id, doc);
  return inOrder([...all.values()]);
}

/** Fills in what earlier installations left out. */
function complete(
  conversation: Conversation,
  { sessions, messages }: ImportedHistory,
  placement: Placement,
  now: string,
): { readonly sessions: Session[]; readonly messages: Message[] } {
  const { address } = conversation;
  const bySession = new Map<string, Message[]>();
  const wholeMessages: Message[] = [];
  for (const doc of messages.values()) {
    const { channel } = placement.placeOf(doc.session_id);
    const own = doc.channel_id === undefined ? channel._id : placement.channelId(doc.channel_id);
    const message = completeMessage(doc, address, { ...channel, _id: own }, sessions.get(doc.session_id));
    wholeMessages.push(message);
    const others = bySession.get(message.session_id);
    if (others) others.push(message);
    else bySession.set(message.session_id, [message]);
  }
  const missing = [...bySession.keys()].filter((id) => !sessions.has(id) && !conversation.session(id));
  const wholeSessions = [...sessions.keys(), ...missing].map((id) => {
    const { channel } = placement.placeOf(id);
    return completeSession(id, sessions.get(id), address, channel, bySession.get(id) ?? [], now);
  });
  return { sessions: wholeSessions, messages: wholeMessages };
}

function completeMessage(
  doc: Imported<'messages'>,
  address: string,
  channel: Channel,
  session: Imported<'sessions'> | undefined,
): Message {
  const { fromNumber, toNumber } = doc.metadata;
  const sender = doc.sender ?? (fromNumber === address ? 'contact' : 'operator');
  const isIncoming = sender === 'contact';
  return {
    ...doc,
    channel_id: channel._id,
    sender,
    communication_type: doc.communication_type ?? session?.communication_type ?? channel.communication_type,
    status: doc.status ?? (isIncoming ? 'received' : 'sent'),
    metadata: {
      ...doc.metadata,
      fromNumber: fromNumber ?? (isIncoming ? address : channel.address),
      toNumber: toNumber ?? (isIncoming ? channel.address : address),
    },
  } as Message;
}

function completeSession(
  id: string,
  doc: Imported<'sessions'> | undefined,
  address: string,
  channel: Channel,
  messages: readonly Message[],
  now: string,
): Session {
  const times = messages.map(({ createdAt }) => createdAt).sort();
  const createdAt = doc?.createdAt ?? doc?.metadata.firstMessageAt ?? times[0] ?? doc?.last_message_at ?? now;
  const ofPeople = messages.filter(isOfPerson).map((message) => message.createdAt);
  const last = doc?.last_message_at ?? ofPeople.sort().at(-1) ?? times.at(-1) ?? createdAt;
  const type = doc?.communication_type ?? channel.communication_type;
  return {
    status: 'closed',
    ...doc,
    _id: id,
    channel_id: channel._id,
    communication_type: type,
    title: doc?.title ?? `${titles[type]} from ${address}`,
    message_count: doc?.message_count ?? messages.filter(isCounted).length,
    last_message_at: last,
    metadata: { ...doc?.metadata, fromNumber: address, firstMessageAt: doc?.metadata.firstMessageAt ?? createdAt },
    createdAt,
    updatedAt: doc?.updatedAt ?? last,
  };
}

function contactOf(
  contactId: string,
  histories: readonly AddressHistory[],
  { placement, inbox, now }: Parameters<typeof importContact>[3],
): Contact {
  const there = inbox.get('contacts', contactId);
  const found = placement.contactDoc(contactId);
  const own = (found?.addresses ?? []).filter((address) => placement.ownerOf(address) === contactId);
  const addresses = [...new Set([...own, ...(there?.addresses ?? []), ...histories.map(({ address }) => address)])];
  if (!found && there) return isSame(addresses, there.addresses) ? there : { ...there, addresses };
  const times = histories.flatMap(({ sessions }) => sessions.map(({ createdAt }) => createdAt)).sort();
  return {
    name: null,
    profileName: null,
    notes: '',
    blocked: false,
    ...found,
    _id: contactId,
    addresses,
    createdAt: found?.createdAt ?? times[0] ?? now,
    updatedAt: found?.updatedAt ?? times.at(-1) ?? now,
  };
}

function threadOf(
  contactId: string,
  folded: Thread,
  hasOthers: boolean,
  { placement, inbox }: Parameters<typeof importContact>[3],
): Thread {
  const there = inbox.get('threads', contactId);
  const found = placement.threadDoc(contactId);
  // Sends of another desk are its own: this one must not send them once more.
  const pendingIds = there?.pendingIds ?? [];
  const base: Thread | undefined = found
    ? {
        ...emptyThread(contactId),
        ...found,
        _id: contactId,
        pendingIds,
        replyTo: found.replyTo && { ...found.replyTo, channel_id: placement.channelId(found.replyTo.channel_id) },
      }
    : there;
  if (!base) return folded;
  if (found && !hasOthers) return base;
  const { last, messageCount, replyTo, lastInboundAt } = folded;
  return { ...base, last, messageCount, replyTo, lastInboundAt };
}

/** Whether a word of consent was here already: what has become of it since is known better here than from the words. */
function isKnown(here: Conversation | undefined, channelId: string, at: string): boolean {
  return here?.messages().some((one) => one.channel_id === channelId && one.createdAt === at) ?? false;
}

/** @param coming opt-outs that the messages of the file say, and that nobody here knew of */
function addressOf(
  folded: AddressEntry,
  hasOthers: boolean,
  coming: AddressEntry['optedOut'],
  { placement, inbox }: Parameters<typeof importContact>[3],
): AddressEntry {
  const found = placement.addressDoc(folded._id);
  const there = inbox.get('addresses', folded._id);
  const own = found && {
    ...found,
    contact_id: folded.contact_id,
    latest: mapKeys(found.latest, placement.channelId),
    optedOut: mapKeys(found.optedOut, placement.channelId),
  };
  if (own && !hasOthers) return { ...own, optedOut: { ...there?.optedOut, ...own.optedOut } };
  // A word of consent is never forgotten: whoever opted out in one of the two stays opted out.
  const optedOut = { ...(own ? own.optedOut : coming), ...there?.optedOut };
  return { ...there, ...own, ...folded, optedOut };
}

function mapKeys<T>(record: Readonly<Record<string, T>>, map: (key: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [map(key), value]));
}

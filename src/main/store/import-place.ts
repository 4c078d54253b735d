import { createHash } from 'node:crypto';
import type { Channel, CommunicationType } from '../../shared/domain';
import { type Gathered, ImportRefusedError, type SessionPlace } from './import-gather';
import type { Imported } from './import-schema';
import type { Inbox } from './inbox';
import { contactIdOf } from './rebuild-contacts';

/** Where everything of a file belongs in this desk. */
export interface Placement {
  /** Channels to put. */
  readonly channels: readonly Channel[];
  /** The id here of a channel of the file. */
  readonly channelId: (id: string) => string;
  /** Contact and thread head of the file, by the contact's id here. */
  contactDoc(id: string): Imported<'contacts'> | undefined;
  threadDoc(id: string): Imported<'threads'> | undefined;
  addressDoc(address: string): Imported<'addresses'> | undefined;
  /** Ids here of all contacts that the file names, with those of their addresses that are theirs here. */
  readonly contacts: ReadonlyMap<string, readonly string[]>;
  /** The contact that an address belongs to here. */
  ownerOf(address: string): string;
  /** Address and channel of a session, as they are here. @throws ImportRefusedError when the file does not tell */
  placeOf(sessionId: string): { readonly address: string; readonly channel: Channel };
}

/**
 * Finds out where everything belongs. A number that this desk has already stays one channel, and an address stays with
 * the contact that it has here: otherwise an opt-out kept under one id would not hold under the other.
 */
export function placeImport(gathered: Gathered, inbox: Inbox, now: string): Placement {
  const byNumber = new Map<string, Channel>();
  const byId = new Map<string, Channel>();
  const added = new Map<string, Channel>();
  for (const channel of inbox.values('channels')) {
    byId.set(channel._id, channel);
    byNumber.set(numberOf(channel.communication_type, channel.address), channel);
  }
  const known = new Set(byId.keys());
  const add = (channel: Channel): Channel => {
    const there = byNumber.get(numberOf(channel.communication_type, channel.address));
    if (there && known.has(there._id) && there._id !== channel._id) {
      byId.set(channel._id, there);
      return there;
    }
    byId.set(channel._id, channel);
    byNumber.set(numberOf(channel.communication_type, channel.address), channel);
    added.set(channel._id, channel);
    return channel;
  };
  for (const doc of gathered.channels.values()) {
    add({ ...doc, name: doc.name ?? doc.address, createdAt: doc.createdAt ?? now });
  }
  const oursById = new Map<string, string>();
  for (const { channel_id, ours } of gathered.places.values()) {
    if (channel_id !== undefined && ours !== undefined && !oursById.has(channel_id)) oursById.set(channel_id, ours);
  }

  function channelOf(place: SessionPlace): Channel {
    const type = place.communication_type ?? 'sms';
    const { channel_id } = place;
    if (channel_id !== undefined) {
      const address = place.ours ?? oursById.get(channel_id) ?? channel_id;
      return byId.get(channel_id) ?? add(newChannel(channel_id, type, address, now));
    }
    if (place.ours === undefined) {
      throw new ImportRefusedError(`${place.where} cannot be taken: nothing tells which of our numbers it was on.`);
    }
    const number = numberOf(type, place.ours);
    return byNumber.get(number) ?? add(newChannel(hashId(`channel ${number}`), type, place.ours, now));
  }
  for (const place of gathered.places.values()) channelOf(place);

  const owners = new Map<string, string>();
  for (const { _id, addresses } of gathered.contacts.values()) for (const one of addresses) owners.set(one, _id);
  for (const { _id, contact_id } of gathered.addresses.values()) owners.set(_id, contact_id);
  const contactIds = new Map<string, string>();
  for (const [address, contactId] of owners) {
    const there = inbox.get('addresses', address)?.contact_id;
    if (there !== undefined && there !== contactId && !contactIds.has(contactId)) contactIds.set(contactId, there);
  }
  const contactId = (id: string): string => contactIds.get(id) ?? id;

  const ownerOf = (address: string): string => {
    const there = inbox.get('addresses', address)?.contact_id;
    if (there !== undefined) return there;
    const owner = owners.get(address);
    return owner === undefined ? contactIdOf(address) : contactId(owner);
  };
  const contacts = new Map<string, string[]>();
  const contactDocs = new Map<string, Imported<'contacts'>>();
  const threadDocs = new Map<string, Imported<'threads'>>();
  for (const doc of gathered.contacts.values()) {
    contactDocs.set(contactId(doc._id), doc);
    contacts.set(contactId(doc._id), []);
  }
  for (const doc of gathered.threads.values()) {
    threadDocs.set(contactId(doc._id), doc);
    contacts.set(contactId(doc._id), []);
  }
  for (const address of owners.keys()) {
    const owner = ownerOf(address);
    const addresses = contacts.get(owner);
    if (addresses) addresses.push(address);
    else contacts.set(owner, [address]);
  }

  return {
    channels: [...added.values()],
    channelId: (id) => byId.get(id)?._id ?? id,
    contactDoc: (id) => contactDocs.get(id),
    threadDoc: (id) => threadDocs.get(id),
    addressDoc: (address) => gathered.addresses.get(address),
    contacts,
    ownerOf,
    placeOf(sessionId) {
      const place = gathered.places.get(sessionId);
      if (place?.address === undefined) {
        throw new ImportRefusedError(
          `${place?.where ?? sessionId} cannot be taken: neither the session nor a message in it tells whose it is ("metadata.fromNumber").`,
        );
      }
      return { address: place.address, channel: channelOf(place) };
    },
  };
}

function numberOf(type: CommunicationType, address: string): string {
  return `${type} ${address}`;
}

function newChannel(_id: string, communication_type: CommunicationType, address: string, now: string): Channel {
  return { _id, communication_type, address, name: address, createdAt: now };
}

function hashId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

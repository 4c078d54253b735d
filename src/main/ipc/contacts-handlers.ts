import type { contactsSchemas, ContactsOutput } from '../../shared/contract/contacts-contract';
import type { Clock, NewId } from '../app/clock';
import { findContacts, readContact } from '../conversation/find-contacts';
import { createManageContacts } from '../conversation/manage-contacts';
import { editContact, listTags, markUnread, ownThread, tagThread } from '../conversation/triage-threads';
import type { Store } from '../store/store';
import type { Handlers } from './router';

/** What requests about people and the state of threads go to. */
export interface ContactsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Makes the functions behind the tags, owners and people of threads. */
export function createContactsHandlers(parts: ContactsParts): Handlers<typeof contactsSchemas, ContactsOutput> {
  const { store, clock, newId } = parts;
  const contacts = createManageContacts(store, clock, newId);
  return {
    'thread.unread': ({ contact_id }) => markUnread(parts, contact_id),
    'thread.tag': ({ contact_id, ...wanted }) => tagThread(parts, contact_id, wanted),
    'thread.own': ({ contact_id, owned }) => ownThread(parts, contact_id, owned),
    'tags.list': () => listTags(store.now),
    'contact.edit': ({ contact_id, ...patch }) => editContact(parts, contact_id, patch),
    'contact.read': ({ contact_id }) => readContact(store, contact_id),
    'contacts.find': ({ query, without }) => findContacts(store.now, query, without),
    'contacts.merge': async ({ into, from }) => ({ undo_id: await contacts.merge(into, from) }),
    'contacts.take-out': ({ contact_id, address }) => contacts.takeOut(contact_id, address),
    'contacts.undo': async ({ undo_id }) => {
      await contacts.undo(undo_id);
      return null;
    },
  };
}

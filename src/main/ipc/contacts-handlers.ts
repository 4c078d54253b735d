import type { contactsSchemas, ContactsOutput } from '../../shared/contract/contacts-contract';
import type { Clock } from '../app/clock';
import { editContact, listTags, markUnread, ownThread, tagThread } from '../conversation/triage-threads';
import type { Store } from '../store/store';
import type { Handlers } from './router';

/** What requests about people and the state of threads go to. */
export interface ContactsParts {
  readonly store: Store;
  readonly clock: Clock;
}

/** Makes the functions behind the tags, owners and people of threads. */
export function createContactsHandlers(parts: ContactsParts): Handlers<typeof contactsSchemas, ContactsOutput> {
  return {
    'thread.unread': ({ contact_id }) => markUnread(parts, contact_id),
    'thread.tag': ({ contact_id, ...wanted }) => tagThread(parts, contact_id, wanted),
    'thread.own': ({ contact_id, owned }) => ownThread(parts, contact_id, owned),
    'tags.list': () => listTags(parts.store.now),
    'contact.edit': ({ contact_id, ...patch }) => editContact(parts, contact_id, patch),
  };
}

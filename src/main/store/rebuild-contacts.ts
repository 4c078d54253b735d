import { createHash } from 'node:crypto';
import type { Contact } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import { ConversationFiles } from './conversation-files';
import type { Conversations } from './conversations';
import { foldHeads } from './fold-heads';
import type { Inbox } from './inbox';
import type { Store } from './store';

/** Gives the id of a contact that is made from an address alone, always the same, so that doing it twice is no harm. */
export function contactIdOf(address: string): string {
  return createHash('sha256').update(`contact ${address}`).digest('hex').slice(0, 24);
}

/**
 * Makes contacts, addresses and thread heads anew from the conversations whose own are gone.
 *
 * @returns how many contacts were made
 */
export async function rebuildContacts(parts: {
  readonly store: Store;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly files: ConversationFiles;
  readonly clock: Clock;
}): Promise<number> {
  const { store, inbox, conversations, files, clock } = parts;
  const orphans = new Map<string, string[]>();
  const add = (address: string, contactId: string | null): void => {
    const id = contactId ?? contactIdOf(address);
    orphans.set(id, [...(orphans.get(id) ?? []), address]);
  };
  const keys = new Set<string>();
  for (const { _id } of inbox.values('addresses')) keys.add(ConversationFiles.place(_id).key);
  for await (const { address, contactId } of files.others(keys)) {
    keys.add(ConversationFiles.place(address).key);
    add(address, contactId);
  }
  for (const address of conversations.known()) {
    if (!keys.has(ConversationFiles.place(address).key)) add(address, null);
  }
  for (const [contactId, addresses] of orphans) {
    const histories = (await conversations.view(addresses)).map((one) => ({
      address: one.address,
      sessions: one.sessions(),
      messages: one.messages(),
    }));
    const heads = foldHeads(contactId, histories);
    const now = isoNow(clock);
    const times = histories.flatMap(({ sessions }) => sessions.map(({ createdAt }) => createdAt));
    const contact: Contact = {
      _id: contactId,
      name: null,
      profileName: null,
      addresses,
      notes: '',
      blocked: false,
      createdAt: times.reduce((first, time) => (time < first ? time : first), now),
      updatedAt: now,
    };
    const documents = { contacts: [contact], threads: [heads.thread], addresses: heads.addresses };
    const change = { type: 'documents.imported', address: null, documents } as const;
    await store.commit(() => ({ changes: [change], result: null }));
  }
  return orphans.size;
}

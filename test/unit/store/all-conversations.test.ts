import { expect, test } from 'vitest';
import type { Disk } from '../../../src/main/store/disk';
import type { FolderStore } from '../../../src/main/store/folder-store';
import type { Change } from '../../../src/shared/changes';
import { makeFolder, openFolder } from '../../support/store-folder';
import { unsyncedDisk } from '../../support/unsynced-disk';
import { newContact, newMessage, newSession } from '../../support/store-model';

const COUNT = 20;
const TIME = '2025-01-15T10:00:00.000Z';
const addressOf = (n: number) => `+1555000${String(n).padStart(4, '0')}`;

function commit(store: FolderStore, ...changes: Change[]): Promise<null> {
  return store.commit(() => ({ changes, result: null }));
}

function begun(n: number): Change[] {
  const { contact } = newContact(0) as Change & { type: 'contact.added' };
  const address = addressOf(n);
  return [
    { type: 'contact.added', contact: { ...contact, _id: `c${n}`, addresses: [address] } },
    { type: 'session.opened', address, session: newSession(n) },
    said(n, 0),
  ];
}

function said(n: number, at: number): Change {
  const message = newMessage(n * 100 + at, `s${n}`, { text: `text ${at}`, time: TIME });
  return { type: 'message.added', address: addressOf(n), contact_id: `c${n}`, message };
}

/** A store whose documents hold one message of each, and that has read none of them yet. */
async function reopened(disk: Disk = unsyncedDisk): Promise<FolderStore> {
  const dir = await makeFolder();
  const before = await openFolder(dir);
  for (let n = 0; n < COUNT; n++) await commit(before, ...begun(n));
  await before.close();
  return openFolder(dir, { disk });
}

// Bugs caught: a conversation left out; one given without what its documents lack; one given as it was before what
// happened while those before it were gone through.
test('gives every conversation as it is when it is given', async () => {
  const store = await reopened();
  const order = Array.from(store.now.values('addresses'), ({ _id }) => Number(_id.slice(-4)));
  const [past = 0, unread = 0, open = 0, ...coming] = order;
  await store.conversation(addressOf(open));
  await commit(store, said(open, 1), said(unread, 1));
  const last = coming.at(-1) ?? 0;
  const counts = new Map<number, number>();
  for await (const { address, messages } of listed(store)) {
    if (counts.size === 9) await commit(store, said(past, 1), said(last, 1));
    counts.set(Number(address.slice(-4)), messages.length);
  }
  expect([...counts.keys()]).toEqual(order);
  expect(order.filter((n) => counts.get(n) === 2)).toEqual([unread, open, last]);
  expect((await store.conversation(addressOf(past))).messages()).toHaveLength(2);
});

async function* listed(store: FolderStore) {
  for await (const conversation of store.allConversations()) {
    yield { address: conversation.address, messages: [...conversation.messages()] };
  }
}

// Bug caught: a look at everything that keeps everything in memory.
test('keeps in memory only what was there', async () => {
  const reads: string[] = [];
  const store = await reopened({
    ...unsyncedDisk,
    read: (file) => {
      reads.push(file);
      return unsyncedDisk.read(file);
    },
  });
  await store.conversation(addressOf(7));
  for await (const one of store.allConversations()) expect(one.sessions()).toHaveLength(1);
  reads.length = 0;
  await store.conversation(addressOf(7));
  expect(reads).toEqual([]);
  await store.conversation(addressOf(8));
  expect(reads).toHaveLength(1);
});

test('gives those that were asked for, and stops when it is left', async () => {
  const store = await reopened();
  const asked = [addressOf(4), addressOf(1)];
  const given: string[] = [];
  for await (const { address } of store.allConversations(asked)) given.push(address);
  expect(given).toEqual(asked);
  for await (const { address } of store.allConversations()) {
    given.push(address);
    if (given.length === 5) break;
  }
  expect(given).toHaveLength(5);
});

import { describe, expect, test } from 'vitest';
import { createLongWork, type Work } from '../../../src/main/ipc/long-work';
import { createSearchHandlers } from '../../../src/main/ipc/search-handlers';
import { createMessageIndex } from '../../../src/main/search/message-index';
import type { FolderStore } from '../../../src/main/store/folder-store';
import type { Change } from '../../../src/shared/changes';
import type { MessageQuery } from '../../../src/shared/contract/search-contract';
import { channelChange, contactChange, sessionChanges } from '../../support/session-history';
import { makeFolder, openFolder } from '../../support/store-folder';

const ANA = '+12025550111';
const BEN = '+442079460018';
const anything: MessageQuery = { text: '', kinds: [], writers: [], from: null, before: null };

function commit(store: FolderStore, ...changes: readonly Change[]): Promise<null> {
  return store.commit(() => ({ changes, result: null }));
}

function makeWork(): Work & { readonly reports: [number, number][]; abort(): void } {
  const abort = new AbortController();
  const reports: [number, number][] = [];
  return { signal: abort.signal, report: (...one) => reports.push(one), reports, abort: () => abort.abort() };
}

/** A store that has been closed and opened again, so that nothing of it is in memory. */
async function openHistory(people: readonly string[] = [ANA, BEN], said = 2): Promise<FolderStore> {
  const dir = await makeFolder();
  const before = await openFolder(dir);
  await commit(before, channelChange('sms', '+12025550100'));
  for (const address of people) {
    await commit(before, contactChange(address, address === ANA ? 'Ana Beltrán' : null));
    const texts = Array.from({ length: said }, (_, n) => ['contact', `parcel ${n} of ${address.slice(-4)}`] as const);
    await commit(
      before,
      ...sessionChanges({ id: `s${address}`, address, at: '2026-11-01T10:00:00.000Z', said: texts }),
    );
  }
  await before.close();
  return openFolder(dir);
}

const idsIn = (index: { find: ReturnType<typeof createMessageIndex>['find'] }, text: string) =>
  index
    .find({ ...anything, text })
    .refs.map(({ message_id }) => message_id)
    .sort();

describe('the index of all messages', () => {
  // Bugs caught: only what is loaded is searched; what happens while everything is read is lost or there twice.
  test('has what was stored in earlier runs and what happens while it is read', async () => {
    const store = await openHistory([ANA, BEN], 250);
    const index = createMessageIndex({
      ...{ now: store.now, subscribe: (listener) => store.subscribe(listener) },
      get seq() {
        return store.seq;
      },
      async *allConversations(addresses) {
        for await (const conversation of store.allConversations(addresses)) {
          const { address } = conversation;
          const late = (n: number) =>
            sessionChanges({ id: `late${n}${address}`, address, at: `2026-11-02T1${n}:00:00.000Z` });
          await commit(store, ...late(1));
          yield await store.conversation(address);
          await commit(store, ...late(2));
        }
      },
    });
    // In the middle of a conversation: a message that is not taken in yet goes, and another one comes.
    const meanwhile = new Promise<void>((resolve) => setImmediate(resolve)).then(() =>
      commit(
        store,
        {
          ...{ type: 'message.withdrawn', address: ANA, channel_id: 'channel-sms', session_id: `s${ANA}` },
          ...{ message_id: `s${ANA}-m249`, at: '2026-11-03T10:00:00.000Z' },
          after: { contact_id: `contact${ANA}`, last: null, messageCount: 1, latest: null },
        },
        ...sessionChanges({ id: 'new', address: ANA, at: '2026-11-03T10:00:00.000Z' }),
      ),
    );
    await Promise.all([index.ready(makeWork()), meanwhile]);
    const stored: string[] = [];
    for await (const conversation of store.allConversations()) {
      stored.push(...conversation.messages().map(({ _id }) => _id));
    }
    expect(index.size).toBe(stored.length);
    const refs = index.find({ ...anything, writers: ['contact'] });
    expect(refs.total).toBe(stored.length);
    expect(idsIn(index, 'parcel 249')).toEqual([`s${BEN}-m249`]);
    expect(idsIn(index, 'hello')).toEqual(stored.filter((id) => /late|new/.test(id)).sort());
  });

  // Bug caught: reading that was stopped goes on behind the operator's back, or begins anew every time.
  test('stops where it is when nobody waits, and goes on from there', async () => {
    const people = Array.from({ length: 30 }, (_, n) => `+1202555${1000 + n}`);
    const store = await openHistory(people);
    const read: string[] = [];
    const index = createMessageIndex({
      ...{ now: store.now, subscribe: (listener) => store.subscribe(listener) },
      get seq() {
        return store.seq;
      },
      async *allConversations(addresses) {
        for await (const conversation of store.allConversations(addresses)) {
          read.push(conversation.address);
          if (read.length === 10) first.abort();
          yield conversation;
        }
      },
    });
    const first = makeWork();
    await expect(index.ready(first)).rejects.toThrow();
    const second = makeWork();
    await index.ready(second);
    expect(read.slice().sort()).toEqual(people);
    expect(second.reports.at(-1)).toEqual([30, 30]);
    expect(index.size).toBe(60);
  });
});

describe('what the window asks for', () => {
  async function openSearch() {
    const store = await openHistory();
    const handlers = createSearchHandlers(store, createLongWork());
    const messages = async (text: string, more: Partial<MessageQuery> = {}) =>
      (await handlers['search.messages']({ work_id: 'w', query: { ...anything, text, ...more } })).refs;
    const people = async (text: string) =>
      (await handlers['search.people']({ text, limit: 10 })).people.map(({ contact }) => contact._id);
    return { store, handlers, messages, people };
  }

  // Bugs caught: a deleted session is still found; one that was merged or brought back is not.
  test('deleted sessions are not found until they are brought back; merged ones are', async () => {
    const { store, messages } = await openSearch();
    expect(await messages('parcel')).toHaveLength(4);
    const conversation = await store.conversation(ANA);
    const [session] = conversation.sessions();
    const own = [...conversation.messages()];
    const after = { contact_id: `contact${ANA}`, last: null, messageCount: 0, latest: null };
    const place = { address: ANA, channel_id: 'channel-sms', after };
    const message_ids = own.map(({ _id }) => _id);
    await commit(store, { type: 'session.deleted', session_id: `s${ANA}`, message_ids, ...place });
    expect(await messages('parcel')).toHaveLength(2);
    await commit(store, { type: 'session.restored', sessions: session ? [session] : [], messages: own, ...place });
    expect(await messages('parcel')).toHaveLength(4);
    await commit(store, ...sessionChanges({ id: 'later', address: ANA, at: '2026-11-02T10:00:00.000Z' }));
    const into = { from: 'later', into: `s${ANA}`, message_ids: ['later-m0'], at: '2026-11-02T11:00:00.000Z' };
    await commit(store, { type: 'session.merged', ...into, ...place });
    expect(await messages('hello')).toEqual([{ address: ANA, message_id: 'later-m0' }]);
  });

  // Bug caught: a message is shown with the wrong person, or the window is sent notes and whole novels.
  test('a found message is shown with its person and an excerpt around the word', async () => {
    const { store, handlers, messages } = await openSearch();
    const long = `${'Good morning to all of you. '.repeat(20)}The needle is here. ${'And so on. '.repeat(40)}`;
    await commit(
      store,
      ...sessionChanges({ id: 'x', address: ANA, at: '2026-11-02T10:00:00.000Z', said: [['ai', long]] }),
    );
    await commit(store, {
      ...{ type: 'contact.edited', contact_id: `contact${ANA}`, at: '2026-11-02T10:00:00.000Z' },
      patch: { notes: 'secret '.repeat(2000) },
    });
    const refs = await messages('needle');
    const gone = { address: ANA, message_id: 'gone' };
    const { messages: shown } = await handlers['search.show']({ text: 'needle', refs: [...refs, gone] });
    expect(shown[1]).toBeNull();
    expect(shown[0]).toMatchObject({ contact: { _id: `contact${ANA}`, name: 'Ana Beltrán', notes: '' }, writer: 'ai' });
    expect(shown[0]?.excerpt).toMatch(/^…\w.*needle.*\w…$|^….*needle.*…$/);
    expect(shown[0]?.excerpt.length).toBeLessThan(240);
  });

  // Bugs caught: a person cannot be found by the number on their card; a new name is not known until the next start.
  test('people are found by name, number in any form, tags and notes, as they are now', async () => {
    const { store, people } = await openSearch();
    const [ana, ben] = [`contact${ANA}`, `contact${BEN}`];
    for (const text of ['beltran', 'ana bel', '202 555 0111', '(202) 555-0111', '0111', '+1202', '12025550111']) {
      expect([text, await people(text)]).toEqual([text, [ana]]);
    }
    for (const text of ['020 7946 0018', '+44 (0)20 7946 0018', '7946']) expect(await people(text)).toEqual([ben]);
    const at = '2026-11-02T10:00:00.000Z';
    await commit(
      store,
      { type: 'contact.edited', contact_id: ben, patch: { name: 'Ben', notes: 'A friend of Beltrán' }, at },
      { type: 'thread.tagged', contact_id: ben, tags: ['Très important'] },
    );
    expect(await people('ben')).toEqual([ben]);
    expect(await people('important')).toEqual([ben]);
    expect(await people('beltran')).toEqual([ana, ben]);
    await commit(store, { type: 'contact.edited', contact_id: ben, patch: { name: 'Benedikt', notes: '' }, at });
    expect(await people('beltran')).toEqual([ana]);
    expect(await people('')).toEqual([]);
  });
});

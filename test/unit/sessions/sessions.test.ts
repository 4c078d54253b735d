import { describe, expect, test } from 'vitest';
import { createManageSessions } from '../../../src/main/conversation/manage-sessions';
import type { Work } from '../../../src/main/ipc/long-work';
import { createBulkSessions } from '../../../src/main/sessions/bulk-sessions';
import { exportSessions } from '../../../src/main/sessions/export-sessions';
import { findSessions, rowOfSession } from '../../../src/main/sessions/find-sessions';
import { createSessionIndex } from '../../../src/main/sessions/session-index';
import type { FolderStore } from '../../../src/main/store/folder-store';
import type { Change } from '../../../src/shared/changes';
import type { SessionQuery } from '../../../src/shared/contract/sessions-contract';
import { createManualClock } from '../../support/manual-clock';
import { channelChange, contactChange, sessionChanges, type GivenSession } from '../../support/session-history';
import { makeFolder, openFolder } from '../../support/store-folder';
import { dumpStore } from '../../support/store-model';

const ANA = '+12025550111';
const BEN = '+4930901820';
const CY = 'US.wa-user-7';

const history: readonly GivenSession[] = [
  {
    id: 'a1',
    address: ANA,
    at: '2026-11-01T10:00:00.000Z',
    status: 'closed',
    said: [
      ['contact', 'Hi'],
      ['ai', 'Hello'],
      ['contact', '=A1'],
    ],
  },
  { id: 'a2', address: ANA, at: '2026-11-02T10:00:00.000Z', title: 'Réclamation 42' },
  { id: 'a3', address: ANA, at: '2026-11-03T10:00:00.000Z', kind: 'whatsapp' },
  {
    id: 'b1',
    address: BEN,
    at: '2026-11-02T12:00:00.000Z',
    said: Array.from({ length: 7 }, () => ['contact', 'x'] as const),
  },
  { id: 'c1', address: CY, at: '2026-11-05T09:00:00.000Z', kind: 'whatsapp', status: 'closed' },
];

const anything: SessionQuery = {
  text: '',
  kinds: [],
  status: null,
  from: null,
  before: null,
  fewest: null,
  most: null,
  sort: 'last',
  descending: true,
};

function makeWork(): Work & { readonly reports: [number, number][]; abort(): void } {
  const abort = new AbortController();
  const reports: [number, number][] = [];
  return {
    signal: abort.signal,
    report: (...report) => reports.push(report),
    reports,
    abort: () => abort.abort(),
  };
}

function commit(store: FolderStore, ...changes: readonly Change[]): Promise<null> {
  return store.commit(() => ({ changes, result: null }));
}

async function openHistory() {
  const dir = await makeFolder();
  const before = await openFolder(dir);
  await commit(before, channelChange('sms', '+12025550100'), channelChange('whatsapp', '+14155238886'));
  await commit(before, contactChange(ANA, 'Ana Beltrán'), contactChange(BEN), contactChange(CY, 'cy'));
  for (const given of history) await commit(before, ...sessionChanges(given));
  await before.close();
  const store = await openFolder(dir);
  const index = createSessionIndex(store);
  const clock = createManualClock('2026-11-22T12:00:00.000Z');
  let ids = 0;
  const newId = () => `new-${++ids}`;
  const errors: unknown[] = [];
  const sessions = createManageSessions(store, clock, newId);
  const bulk = createBulkSessions({ index, sessions, newId, onError: (error) => errors.push(error) });
  const find = (query: Partial<SessionQuery>) => findSessions(index, store.now, { ...anything, ...query });
  await index.ready(makeWork());
  return { store, index, sessions, bulk, find, errors };
}

describe('the list of all sessions', () => {
  // Bug caught: sessions that were never looked at in this run are not in the list.
  test('has what was stored in earlier runs, and says how far it has come', async () => {
    const { store } = await openHistory();
    const index = createSessionIndex(store);
    const work = makeWork();
    await index.ready(work);
    expect(index.size).toBe(history.length);
    expect(work.reports).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  // Bugs caught: a list that lags behind what happens; something that happens while it is read, lost or counted twice.
  test('follows what happens, also while it is being read', async () => {
    const { store, sessions } = await openHistory();
    const index = createSessionIndex(store);
    const meanwhile = createSessionIndex({
      ...storeParts(store),
      async *allConversations(addresses) {
        for await (const conversation of store.allConversations(addresses)) {
          const { address } = conversation;
          if (address === ANA)
            await commit(store, ...sessionChanges({ id: 'a4', address, at: '2026-11-06T10:00:00.000Z' }));
          yield await store.conversation(address);
          if (address === ANA)
            await commit(store, ...sessionChanges({ id: 'a5', address, at: '2026-11-07T10:00:00.000Z' }));
        }
      },
    });
    await index.ready(makeWork());
    await meanwhile.ready(makeWork());
    await commit(store, contactChange('+12025550199'));
    await commit(store, ...sessionChanges({ id: 'd1', address: '+12025550199', at: '2026-11-08T10:00:00.000Z' }));
    await sessions.retitle({ address: ANA, session_id: 'a1' }, 'New');
    await sessions.merge(ANA, 'a5', 'a4');
    await sessions.remove({ address: BEN, session_id: 'b1' });
    for (const one of [index, meanwhile]) {
      const stored = [];
      for await (const conversation of store.allConversations()) stored.push(...conversation.sessions());
      const byId = (a: { _id: string }, b: { _id: string }) => (a._id < b._id ? -1 : 1);
      expect([...one.values()].map(({ session }) => session).sort(byId)).toEqual(stored.sort(byId));
      expect(one.of(ANA)).toHaveLength(4);
      expect(one.get('a4')?.session.message_count).toBe(2);
    }
  });

  test('whoever gives up waiting stops waiting, and the list is read all the same', async () => {
    const { store } = await openHistory();
    const index = createSessionIndex(store);
    const impatient = makeWork();
    const waited = index.ready(impatient);
    impatient.abort();
    await expect(waited).rejects.toThrow(/abort/i);
    await index.ready(makeWork());
    expect(index.size).toBe(history.length);
  });
});

function storeParts(store: FolderStore) {
  return {
    now: store.now,
    subscribe: store.subscribe.bind(store),
    get seq() {
      return store.seq;
    },
  };
}

describe('finding sessions', () => {
  test('each filter keeps what it says, and all of them together', async () => {
    const { find } = await openHistory();
    expect(find({})).toEqual(['c1', 'a3', 'b1', 'a2', 'a1']);
    expect(find({ kinds: ['whatsapp'] })).toEqual(['c1', 'a3']);
    expect(find({ kinds: ['sms', 'voice'], status: 'active' })).toEqual(['b1', 'a2']);
    expect(find({ from: '2026-11-02T10:00:00.000Z', before: '2026-11-03T10:00:00.000Z' })).toEqual(['b1', 'a2']);
    expect(find({ fewest: 3 })).toEqual(['b1', 'a1']);
    expect(find({ fewest: 2, most: 6 })).toEqual(['a1']);
    expect(find({ text: 'ana', kinds: ['sms'], status: 'active', most: 1 })).toEqual(['a2']);
  });

  // Bugs caught: a person or number that is on screen and cannot be found as it is written there.
  test('words are found in names, titles and numbers, however they are written', async () => {
    const { find } = await openHistory();
    expect(find({ text: 'beltran' })).toEqual(['a3', 'a2', 'a1']);
    expect(find({ text: 'reclamation 42' })).toEqual(['a2']);
    expect(find({ text: 'BELTRÁN  réclam' })).toEqual(['a2']);
    for (const text of ['(202) 555-0111', '202 555 0111', '+12025550111', '0111']) {
      expect(find({ text }), text).toEqual(['a3', 'a2', 'a1']);
    }
    expect(find({ text: '030 901820' })).toEqual(['b1']);
    expect(find({ text: 'wa-user' })).toEqual(['c1']);
    expect(find({ text: '415 523' })).toEqual(['c1', 'a3']);
    expect(find({ text: 'nobody' })).toEqual([]);
  });

  test('every order goes both ways, with the newest first among equals', async () => {
    const { find } = await openHistory();
    expect(find({ sort: 'started', descending: false })).toEqual(['a1', 'a2', 'b1', 'a3', 'c1']);
    expect(find({ sort: 'messages', descending: true })).toEqual(['b1', 'a1', 'c1', 'a3', 'a2']);
    expect(find({ sort: 'messages', descending: false })).toEqual(['c1', 'a3', 'a2', 'a1', 'b1']);
    expect(find({ sort: 'person', descending: false })).toEqual(['b1', 'a3', 'a2', 'a1', 'c1']);
    expect(find({ sort: 'status', descending: false })).toEqual(['a3', 'b1', 'a2', 'c1', 'a1']);
    expect(find({ sort: 'duration', descending: true }).slice(0, 2)).toEqual(['b1', 'a1']);
  });

  test('a row names the neighbours that it can be merged with', async () => {
    const { store, index } = await openHistory();
    const row = (id: string) => rowOfSession(index, store.now, id);
    expect(row('a1')).toMatchObject({ previousId: null, nextId: 'a2', ours: '+12025550100' });
    expect(row('a2')).toMatchObject({ previousId: 'a1', nextId: null, address: ANA });
    expect(row('a3')).toMatchObject({ previousId: null, nextId: null });
    expect(row('a2')?.contact?.name).toBe('Ana Beltrán');
    expect(row('gone')).toBeNull();
  });
});

describe('acting on many sessions', () => {
  // Bugs caught: an undo that leaves something out, opens what was closed before, or comes in the wrong order.
  test('what was deleted, closed or opened comes back as it was', async () => {
    const { store, bulk, find } = await openHistory();
    const before = await dumpStore(store);
    const work = makeWork();

    const deleted = await bulk.run('delete', ['a1', 'a2', 'b1', 'gone', 'c1'], work);
    expect(deleted).toMatchObject({ done: 4, passed: 1, failed: 0, problem: null, cancelled: false });
    expect(work.reports.at(-1)).toEqual([4, 4]);
    expect(find({})).toEqual(['a3']);
    expect(store.now.get('threads', `contact${BEN}`)?.messageCount).toBe(0);
    expect(await bulk.undo(deleted.undo_id!, makeWork())).toMatchObject({ done: 4, undo_id: null });
    expect(await dumpStore(store)).toEqual(before);

    const closed = await bulk.run('close', ['a1', 'a2', 'a3'], makeWork());
    expect(closed).toMatchObject({ done: 2, passed: 1 });
    expect(find({ status: 'closed' }).sort()).toEqual(['a1', 'a2', 'a3', 'c1']);
    const opened = await bulk.run('reopen', ['a1', 'a2'], makeWork());
    expect(opened.done).toBe(2);
    await bulk.undo(opened.undo_id!, makeWork());
    expect(find({ status: 'closed' }).sort()).toEqual(['a1', 'a2', 'a3', 'c1']);
    await bulk.undo(closed.undo_id!, makeWork());
    expect(find({ status: 'closed' }).sort()).toEqual(['a1', 'c1']);
    await expect(bulk.undo(closed.undo_id!, makeWork())).rejects.toThrow('no longer');
  });

  test('nothing to do is no undo', async () => {
    const { bulk } = await openHistory();
    expect(await bulk.run('close', ['a1', 'c1'], makeWork())).toMatchObject({ done: 0, passed: 2, undo_id: null });
  });

  // Bug caught: a cancelled deletion that cannot be undone for what it had done already.
  test('what was done before it was cancelled can be undone', async () => {
    const { bulk, find } = await openHistory();
    const work = makeWork();
    const stopping: Work = {
      ...work,
      report: (done) => {
        if (done === 1) work.abort();
      },
    };
    const outcome = await bulk.run('delete', ['a1', 'a2', 'a3'], stopping);
    expect(outcome).toMatchObject({ done: 1, cancelled: true });
    expect(find({}).length).toBe(history.length - 1);
    await bulk.undo(outcome.undo_id!, makeWork());
    expect(find({}).length).toBe(history.length);
  });

  // Bug caught: one session that cannot be done stops all others.
  test('one that fails does not hold up the others', async () => {
    const { store, index, sessions, find, errors } = await openHistory();
    const bulk = createBulkSessions({
      index,
      sessions: {
        ...sessions,
        remove: (ref) => (ref.session_id === 'a1' ? Promise.reject(new Error('broken')) : sessions.remove(ref)),
      },
      newId: () => 'undo',
      onError: (error) => errors.push(error),
    });
    const outcome = await bulk.run('delete', ['a1', 'a2', 'b1'], makeWork());
    expect(outcome).toMatchObject({ done: 2, failed: 1, problem: expect.stringContaining('unexpected') as string });
    expect(errors).toHaveLength(1);
    expect(find({}).sort()).toEqual(['a1', 'a3', 'c1']);
    expect(store.problem).toBeNull();
  });
});

describe('writing sessions to a file', () => {
  async function pieces(format: 'json' | 'csv', sessionIds: string[]): Promise<string> {
    const { store, index } = await openHistory();
    const exportedAt = '2026-11-22T12:00:00.000Z';
    let text = '';
    for await (const piece of exportSessions({ store, index, sessionIds, format, exportedAt, work: makeWork() }))
      text += piece;
    return text;
  }

  // Bug caught: a file that is no JSON, or holds what belongs to others.
  test('as documents: these sessions, their messages and people, and nothing else', async () => {
    const written = JSON.parse(await pieces('json', ['a1', 'c1'])) as Record<string, { _id: string }[]>;
    expect(written).toMatchObject({ format: 'switchboard/1', exportedAt: '2026-11-22T12:00:00.000Z' });
    const ids = (name: string) => written[name]?.map(({ _id }) => _id).sort();
    expect(ids('sessions')).toEqual(['a1', 'c1']);
    expect(ids('messages')).toEqual(['a1-m0', 'a1-m1', 'a1-m2', 'c1-m0']);
    expect(ids('contacts')).toEqual([`contact${ANA}`, `contact${CY}`]);
  });

  // Bugs caught: “Grüße” opened by Excel as “GrÃ¼ÃŸe”; a text of a customer that a spreadsheet carries out.
  test('as a table: a line for each message, and no text is a formula', async () => {
    const lines = (await pieces('csv', ['a1'])).trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^\ufeffTime,/);
    expect(lines[3]).toContain(`'=A1`);
    expect(lines[1]).toBe(
      `2026-11-01T10:00:00.000Z,a1,SMS from ${ANA},sms,Ana Beltrán,'${ANA},'+12025550100,contact,received,Hi`,
    );
  });
});

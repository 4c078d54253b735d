import fc from 'fast-check';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change } from '../../../src/shared/changes';
import type { FolderStore } from '../../../src/main/store/folder-store';
import { diskError, FaultDisk } from '../../support/fault-disk';
import { makeFolder, openFolder } from '../../support/store-folder';
import { changesOf, dumpStore, newContact, newMessage, newSession, StoreModel, steps } from '../../support/store-model';

const TIME = '2025-01-15T10:00:00.000Z';
const OURS = '+15703251809';
const PERSON = '+1234567890';

async function put(store: FolderStore, ...changes: Change[]): Promise<void> {
  await store.commit(() => ({ changes, result: null }));
}

async function fileOf(value: unknown, name = 'data.json'): Promise<string> {
  const file = path.join(await makeFolder(), name);
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return file;
}

async function exported(store: FolderStore): Promise<Record<string, Record<string, unknown>[]>> {
  const file = path.join(await makeFolder(), 'export.json');
  await store.exportTo(file);
  return JSON.parse(await readFile(file, 'utf8')) as never;
}

/** What the system before this one kept, as its description shows it. */
const seed = {
  sessions: [
    {
      _id: 'session-1',
      channel_id: 'channel-1',
      communication_type: 'sms',
      title: `SMS from ${PERSON}`,
      status: 'active',
      message_count: 2,
      last_message_at: '2025-01-15T10:00:00.000Z',
      metadata: { fromNumber: PERSON, firstMessageAt: '2025-01-15T10:00:00.000Z' },
      createdAt: '2025-01-15T10:00:00.000Z',
      updatedAt: '2025-01-15T10:02:00.000Z',
      __v: 0,
    },
  ],
  messages: [
    {
      _id: 'msg-1',
      session_id: 'session-1',
      content: 'Hello',
      sender: 'contact',
      communication_type: 'sms',
      status: 'received',
      metadata: { fromNumber: PERSON, toNumber: OURS, twilioMessageSid: 'SM123' },
      createdAt: '2025-01-15T10:00:00.000Z',
    },
    {
      _id: 'msg-2',
      session_id: 'session-1',
      content: 'Hi there! 👋 How can I help you today?',
      sender: 'contact',
      communication_type: 'sms',
      status: 'sent',
      metadata: { fromNumber: OURS, toNumber: PERSON, inResponseTo: 'SM123', generatedBy: 'AI' },
      createdAt: '2025-01-15T10:00:02.000Z',
    },
  ],
};

describe('export and import', () => {
  // Bugs caught: a document that comes back changed or not at all; a field that only the reducer knows lost with its
  // thread; a text that breaks the file (line separators, half a surrogate pair, quotes); an id such as `__proto__`.
  test('give back the same desk, whatever happened in it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const model = new StoreModel();
        const store = await openFolder(await makeFolder(), { chunkMessages: 3 });
        for (const [n, step] of history.entries()) {
          const changes = changesOf(model, step, n);
          model.apply(changes);
          await put(store, ...changes);
          if (step.b % 7 === 0) await store.checkpoint();
        }
        const file = path.join(await makeFolder(), 'all.json');
        await store.exportTo(file);
        const other = await openFolder(await makeFolder());
        await other.importFrom(file);
        expect(await dumpStore(other)).toEqual(await dumpStore(store));
        await other.checkpoint();
        const { seq } = other;
        const again = await other.importFrom(file);
        expect([again.messages.added, again.messages.replaced, other.seq]).toEqual([0, 0, seq]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  // Bugs caught: fields outside the form dropped; emoji cut; what stands under `__proto__` lost or, worse, obeyed.
  test('keep every field to the letter, known or not', async () => {
    const message = {
      ...newMessage(1, 's0', { text: '😀'.repeat(1600), time: TIME }),
      metadata: {
        fromNumber: '+15550000001',
        toNumber: OURS,
        more: JSON.parse('{"__proto__":{"polluted":true},"constructor":null,"\\u2028":[1,{"a":null}]}') as unknown,
      },
      custom: [[], {}, -0.5, 1e21, '\ud800'],
    };
    const store = await openFolder(await makeFolder());
    await put(store, newContact(0), { type: 'session.opened', address: '+15550000001', session: newSession(0) });
    await put(store, { type: 'message.added', address: '+15550000001', contact_id: 'contact-0', message });
    const first = await exported(store);
    const other = await openFolder(await makeFolder());
    await other.importFrom(await fileOf(first));
    const second = await exported(other);
    expect(JSON.stringify(second.messages)).toBe(JSON.stringify([first.messages![0]]));
    expect(second.messages![0]).toEqual(JSON.parse(JSON.stringify(message)));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  // Bugs caught: the team's canned replies left behind; two for one shortcut, of which only one can be edited.
  test('bring canned replies along, one for each shortcut', async () => {
    const reply = { _id: 'canned-1', shortcut: 'hours', text: 'Nine to five.', createdAt: TIME, updatedAt: TIME };
    const store = await openFolder(await makeFolder());
    await put(store, { type: 'canned.put', reply });
    const all = await exported(store);
    const other = await openFolder(await makeFolder());
    await other.importFrom(await fileOf(all));
    expect([...other.now.values('canned')]).toEqual([reply]);

    const third = await openFolder(await makeFolder());
    await put(third, { type: 'canned.put', reply: { ...reply, _id: 'other', shortcut: 'Hours', text: 'Ten to six.' } });
    await third.importFrom(await fileOf(all));
    expect([...third.now.values('canned')]).toEqual([{ ...reply, _id: 'other' }]);
    const { seq } = third;
    await third.importFrom(await fileOf(all));
    expect(third.seq).toBe(seq);
  });

  // Bug caught: a token that found its way into the settings going out with them.
  test('leave out whatever looks like a secret', async () => {
    const store = await openFolder(await makeFolder());
    const set = (key: string): Change => ({ type: 'setting.set', key, value: 'hush', by: 'me', at: TIME });
    await put(store, set('twilioAuthToken'), set('openai_api_key'), set('gapMinutes'));
    const all = await exported(store);
    expect(all.settings).toEqual({ gapMinutes: { value: 'hush', by: 'me', at: TIME } });
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(['format', 'exportedAt', 'channels', 'contacts', 'sessions', 'messages', 'knowledge']),
    );
  });

  // Bugs caught: half a file under the right name after a failure; files left lying about.
  test('leave nothing behind when they fail or are cancelled', async () => {
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf(seed));
    const dir = await makeFolder();
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(store.exportTo(path.join(dir, 'a.json'), { signal })).rejects.toThrow('cancelled');
    expect(await readdir(dir)).toEqual([]);
    await expect(store.exportTo(path.join(dir, 'no', 'a.json'))).rejects.toThrow(/There is no such folder/);
    await expect(store.importFrom(path.join(dir, 'b.json'))).rejects.toThrow(`There is no file ${dir}/b.json.`);
    await expect(store.importFrom(dir)).rejects.toThrow(/is a folder/);
  });
});

// Bug caught: the same count told again for each conversation that belongs to nobody.
test('an export tells how far it has come by people alone', async () => {
  const store = await openFolder(await makeFolder());
  const session = newSession(0, undefined, PERSON);
  await put(store, { type: 'session.opened', address: PERSON, session });
  const told: string[] = [];
  await store.exportTo(path.join(await makeFolder(), 'all.json'), { onProgress: (text) => void told.push(text) });
  expect(told).toEqual([]);
});

// Bug caught: the words of the file system, or blame for a file that is there, when the data folder cannot be used.
test('an import that the data folder has no place for says so in words', async () => {
  const dir = await makeFolder();
  const store = await openFolder(dir);
  const file = await fileOf(seed);
  await rename(dir, `${dir}-away`);
  const refused = store.importFrom(file);
  await expect(refused).rejects.toThrow(
    /^The file cannot be taken in. The data folder is gone. .* Then import it once/,
  );
  await rename(`${dir}-away`, dir);
  await store.importFrom(file);
});

// Bug caught: a disk that fills up in the middle of it counting as dozens of errors that nobody foresaw, which end the
// console.
test('an import that the disk takes only in part says so once', async () => {
  const dir = await makeFolder();
  const disk = new FaultDisk(dir);
  const store = await openFolder(dir, { disk });
  const numbers = Array.from({ length: 200 }, (_, n) => `+1202555${String(1000 + n)}`);
  const ofAll = { ...seed, sessions: [] as unknown[], messages: [] as unknown[] };
  for (const number of numbers) {
    const [session, message] = [seed.sessions[0]!, seed.messages[0]!];
    const metadata = { ...message.metadata, fromNumber: number };
    ofAll.sessions.push({ ...session, _id: `s${number}`, metadata: { ...session.metadata, fromNumber: number } });
    ofAll.messages.push({ ...message, _id: `m${number}`, session_id: `s${number}`, metadata });
  }
  let left = 1;
  disk.before = ({ kind, file }) => {
    if (kind === 'write' && file.startsWith('journal/') && left-- <= 0) throw diskError('ENOSPC');
  };
  const unforeseen: unknown[] = [];
  const note = (reason: unknown): void => void unforeseen.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  await expect(store.importFrom(await fileOf(ofAll))).rejects.toThrow(/^The disk is full/);
  expect(unforeseen).toEqual([]);
});

describe('an import of what the system before this one kept', () => {
  // Bugs caught: the AI's answers shown as the customer's words, and answered; no contact or channel to show them under.
  test('makes contacts and channels, and tells the AI from the contact', async () => {
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf(seed));
    const all = await exported(store);
    expect(all.messages).toEqual([
      { ...seed.messages[0], channel_id: 'channel-1' },
      { ...seed.messages[1], channel_id: 'channel-1', sender: 'ai' },
    ]);
    expect(all.sessions).toEqual(seed.sessions);
    expect(all.channels).toEqual([
      expect.objectContaining({ _id: 'channel-1', address: OURS, communication_type: 'sms' }),
    ]);
    expect(all.contacts).toEqual([expect.objectContaining({ addresses: [PERSON], name: null })]);
    const contactId = all.contacts![0]!._id as string;
    expect(store.now.get('threads', contactId)).toMatchObject({
      messageCount: 2,
      unread: 0,
      waitingSince: null,
      state: 'open',
    });
    expect(store.now.get('addresses', PERSON)).toMatchObject({
      contact_id: contactId,
      latest: { 'channel-1': { session_id: 'session-1', status: 'active' } },
    });
  });

  // Bug caught: somebody who wrote STOP to the old system being written to by this one.
  test('keeps to a word of consent in the history', async () => {
    const stop = { ...seed.messages[0], _id: 'msg-3', content: ' Stop ', createdAt: '2025-01-15T10:01:00.000Z' };
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf({ ...seed, messages: [...seed.messages, stop] }));
    expect(store.now.get('addresses', PERSON)?.optedOut).toEqual({
      'channel-1': { at: stop.createdAt, keyword: 'Stop' },
    });
  });

  // Bug caught: somebody who is known here and wrote STOP to the old system, written to by this one; or somebody who has
  // been unlocked here since, locked again by reading the same history once more.
  test('keeps to a word of consent that is news, of somebody who is known here too', async () => {
    const stop = { ...seed.messages[0], _id: 'msg-3', content: 'STOP', createdAt: '2025-01-15T10:01:00.000Z' };
    const file = await fileOf({ ...seed, messages: [...seed.messages, stop] });
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf(seed));
    await store.importFrom(file);
    const optedOut = () => store.now.get('addresses', PERSON)?.optedOut;
    expect(optedOut()).toHaveProperty('channel-1');
    await put(store, { type: 'optout.set', address: PERSON, channel_id: 'channel-1', optedOut: null });
    await store.importFrom(file);
    expect(optedOut()).toEqual({});
  });

  // Bugs caught: `{"$oid": …}` shown to people or kept as an id; one document a line taken for rubbish; two files that do
  // not find each other.
  test.each([
    ['one document a line', (docs: unknown[]) => docs.map((doc) => JSON.stringify(doc)).join('\n')],
    ['one list, with a byte order mark', (docs: unknown[]) => `\ufeff${JSON.stringify(docs, null, 4)}`],
  ])('reads what mongoexport writes, %s', async (_, write) => {
    const oid = (n: number) => ({ $oid: `65a5000000000000000000${n}0` });
    const date = { $date: '2025-01-15T10:00:00Z' };
    const sessions = write([
      {
        ...seed.sessions[0],
        _id: oid(1),
        message_count: { $numberInt: '2' },
        createdAt: date,
        last_message_at: { $date: { $numberLong: '1736935200000' } },
        tags: ['kept'],
      },
    ]);
    const messages = write(
      seed.messages.map((doc, n) => ({ ...doc, _id: oid(n + 2), session_id: oid(1), createdAt: date })),
    );
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf(messages, 'messages.json'));
    const done = await store.importFrom(await fileOf(sessions, 'old-sessions.json'));
    expect(done.sessions).toEqual({ added: 0, replaced: 1, unchanged: 0 });
    const all = await exported(store);
    expect(all.sessions).toEqual([
      {
        ...seed.sessions[0],
        _id: '65a500000000000000000010',
        createdAt: TIME,
        last_message_at: TIME,
        tags: ['kept'],
      },
    ]);
    expect(all.messages!.map(({ _id, session_id, createdAt, sender }) => [_id, session_id, createdAt, sender])).toEqual(
      [
        ['65a500000000000000000020', '65a500000000000000000010', TIME, 'contact'],
        ['65a500000000000000000030', '65a500000000000000000010', TIME, 'ai'],
      ],
    );
  });
});

describe('an import into a desk that has something already', () => {
  // Bugs caught: everything doubled by the second try; what is only here thrown away; counts that do not follow.
  test('adds what is new, replaces what differs, and leaves the rest', async () => {
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf(seed));
    const contactId = [...store.now.values('contacts')][0]!._id;
    const own = {
      ...newMessage(7, 'session-1', { text: 'only here', time: '2025-01-15T11:00:00.000Z' }, PERSON),
      channel_id: 'channel-1',
    };
    await put(store, { type: 'message.added', address: PERSON, contact_id: contactId, message: own });
    const changed = [seed.messages[0], { ...seed.messages[1], content: 'Corrected' }];
    const done = await store.importFrom(await fileOf({ ...seed, messages: changed }));
    expect(done).toMatchObject({
      messages: { added: 0, replaced: 1, unchanged: 1 },
      contacts: { added: 0, replaced: 0, unchanged: 1 },
    });
    const contents = (await store.conversation(PERSON)).messages().map(({ content }) => content);
    expect(contents).toEqual(['Hello', 'Corrected', 'only here']);
    expect(store.now.get('threads', contactId)).toMatchObject({ messageCount: 3, last: { text: 'only here' } });
  });

  // Bugs caught: one number standing twice under From; an opt-out kept under one id that the other id does not know, so
  // that a customer who said STOP is written to; a person split in two.
  test('keeps one channel to a number and one contact to an address', async () => {
    const old = await openFolder(await makeFolder());
    await old.importFrom(await fileOf(seed));
    const person = [...old.now.values('contacts')][0]!;
    await put(
      old,
      { type: 'contact.edited', contact_id: person._id, patch: { name: 'Ana' }, at: TIME },
      { type: 'optout.set', address: PERSON, channel_id: 'channel-1', optedOut: { at: TIME, keyword: 'STOP' } },
    );
    const file = await fileOf(await exported(old));

    const store = await openFolder(await makeFolder());
    const channel = { _id: 'own', communication_type: 'sms', address: OURS, name: 'Desk', createdAt: TIME } as const;
    const contact = { ...person, _id: 'here', addresses: [PERSON] };
    await put(store, { type: 'channel.added', channel }, { type: 'contact.added', contact });
    await store.importFrom(file);
    expect([...store.now.values('channels')]).toEqual([channel]);
    expect([...store.now.values('contacts')]).toEqual([expect.objectContaining({ _id: 'here', name: 'Ana' })]);
    expect(store.now.get('addresses', PERSON)).toMatchObject({
      contact_id: 'here',
      optedOut: { own: { keyword: 'STOP' } },
      latest: { own: { session_id: 'session-1' } },
    });
    const messages = (await store.conversation(PERSON)).messages();
    expect(messages.map(({ channel_id }) => channel_id)).toEqual(['own', 'own']);
  });

  // Bug caught: a thread of somebody who has unsubscribed since, shown as the AI's to answer, which it never does.
  test('knows of a thread that its customer has unsubscribed, whichever of the two says so', async () => {
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf(seed));
    const before = await exported(store);
    const { _id } = [...store.now.values('threads')][0]!;
    const optOut = { channel_id: 'channel-1', optedOut: { at: TIME, keyword: 'STOP' } };
    await put(store, { type: 'optout.set', address: PERSON, ...optOut });
    const after = await exported(store);
    await store.importFrom(await fileOf(before));
    expect(store.now.get('threads', _id)?.optedOut).toBe(true);

    const other = await openFolder(await makeFolder());
    await other.importFrom(await fileOf(seed));
    await other.importFrom(await fileOf({ ...after, threads: [] }));
    expect(other.now.get('addresses', PERSON)?.optedOut).toHaveProperty('channel-1');
    expect(other.now.get('threads', _id)?.optedOut).toBe(true);
  });

  // Bug caught: a backup of last week, taken in today, sending last week's waiting messages once more.
  test('does not send what waited to be sent elsewhere', async () => {
    const old = await openFolder(await makeFolder());
    await old.importFrom(await fileOf(seed));
    const contactId = [...old.now.values('contacts')][0]!._id;
    const message = {
      ...newMessage(7, 'session-1', { text: 'soon', time: TIME }, PERSON),
      sender: 'operator',
      status: 'queued',
    } as const;
    await put(old, { type: 'message.added', address: PERSON, contact_id: contactId, message });
    expect(old.now.get('threads', contactId)?.pendingIds).toEqual(['m7']);
    const store = await openFolder(await makeFolder());
    const done = await store.importFrom(await fileOf(await exported(old)));
    expect(done.pending).toBe(1);
    expect(store.now.get('threads', contactId)?.pendingIds).toEqual([]);
    expect((await store.conversation(PERSON)).message('m7')).toMatchObject({ status: 'queued' });
  });

  // Bug caught: replies whose times a file has in another zone, counted hours off by the limit on replies to one customer.
  test('has the times that limits count in the one form in which they can be compared', async () => {
    const old = await openFolder(await makeFolder());
    await old.importFrom(await fileOf(seed));
    const file = await exported(old);
    const elsewhere = {
      autoReplies: ['2025-01-15T12:00:00+02:00'],
      mode: { value: 'auto', by: 'operator', at: '2025-01-15T04:30:00-05:00' },
    };
    const threads = (file.threads as object[]).map((thread) => ({ ...thread, ...elsewhere }));
    const store = await openFolder(await makeFolder());
    await store.importFrom(await fileOf({ ...file, threads }));
    expect([...store.now.values('threads')]).toMatchObject([
      { autoReplies: ['2025-01-15T10:00:00.000Z'], mode: { at: '2025-01-15T09:30:00.000Z' } },
    ]);
  });

  // Bug caught: a window that shows the import only after a restart.
  test('is told of like anything else that happens', async () => {
    const store = await openFolder(await makeFolder());
    const seqs: number[] = [];
    store.subscribe(({ seq, changes }) => seqs.push(seq, changes.length));
    await store.importFrom(await fileOf(seed));
    expect(seqs).toEqual([1, 1, 2, 2]);
  });
});

describe('an import of a file that is not right', () => {
  const withMessage = (patch: object) => ({ ...seed, messages: [seed.messages[0], { ...seed.messages[1], ...patch }] });
  // Bugs caught: half of a file taken in; a reason nobody can act on; rubbish that crashes the window later.
  test.each<[string, unknown, RegExp]>([
    [
      'a status nobody knows',
      withMessage({ status: 'lost' }),
      /messages\[1\] \(_id "msg-2"\) cannot be taken: "status"/,
    ],
    ['no time', withMessage({ createdAt: undefined }), /messages\[1\].*"createdAt" is missing/],
    ['a time without a zone', withMessage({ createdAt: '15.01.2025 10:00' }), /"createdAt" is not a time/],
    ['an id that is a list', withMessage({ _id: [] }), /messages\[1\] cannot be taken: "_id"/],
    [
      'a path where a file name belongs',
      withMessage({ media: [{ index: 0, contentType: 'image/png', file: '../x', bytes: 1, problem: null }] }),
      /"media.0.file" is not the name of a file/,
    ],
    [
      'a decision nobody can make',
      withMessage({ decision: { kind: 'guess', rule: 'auto', reason: '', at: '2025-01-15T10:00:00.000Z' } }),
      /"decision.kind" is "guess", not one of/,
    ],
    [
      'a cost that is no number',
      withMessage({ explanation: { provider: 'openai', costUsd: 'much' } }),
      /"explanation.costUsd" is "much"/,
    ],
    [
      'a score past all measure',
      withMessage({ explanation: { provider: 'knowledge', knowledge: ['k'], scores: { k: 7 } } }),
      /"explanation.scores.k" is 7/,
    ],
    ['a message of no session', withMessage({ session_id: undefined }), /"session_id" is missing/],
    [
      'a message of nobody',
      { messages: [{ ...seed.messages[0], session_id: 'x', metadata: {} }] },
      /messages\[0\].*nothing tells|messages\[0\].*whose it is/,
    ],
    ['a number in a list', { messages: [7] }, /messages\[0\] cannot be taken/],
    ["another program's file", { name: 'x', rows: [] }, /holds nothing/],
    ['a newer form', { format: 'switchboard/2', messages: [] }, /form "switchboard\/2"/],
    ['half a file', JSON.stringify(seed).slice(0, -200), /not whole JSON: reading ended after messages\[0\]/],
    ['no JSON', 'PK\u0003\u0004', /not whole JSON/],
    ['a text', '"hello"', /must begin with/],
    ['nothing', '', /holds nothing/],
    ['lists in lists without end', `{"messages":[${'['.repeat(5000)}`, /nested too deeply/],
  ])('takes nothing of it: %s', async (_, value, reason) => {
    const dir = await makeFolder();
    const store = await openFolder(dir);
    await expect(store.importFrom(await fileOf(value))).rejects.toThrow(reason);
    expect(store.seq).toBe(0);
    expect((await readdir(dir)).filter((name) => name.startsWith('.import'))).toEqual([]);
  });
});

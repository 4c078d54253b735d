import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/shared/changes';
import { ConversationFiles } from '../../../src/main/store/conversation-files';
import { migrate, NewerDataError } from '../../../src/main/store/migrations';
import { shardFile } from '../../../src/main/store/inbox-documents';
import { shardOf } from '../../../src/main/store/shards';
import { realDisk } from '../../../src/main/store/disk';
import { copyFolder, KeptLog, makeFolder, openFolder } from '../../support/store-folder';
import { newContact, newMessage, newSession } from '../../support/store-model';

const ADDRESS = '+15550000001';
const time = (n: number) => new Date(Date.parse('2025-01-15T10:00:00.000Z') + n * 60_000).toISOString();
const { folder, key } = ConversationFiles.place(ADDRESS);
const SHARD = shardFile(shardOf('contact-0'));
const HEAD = path.join('conversations', folder, `${key}.json`);

function added(n: number, text = `text ${n}`): Change {
  const message = { ...newMessage(n, 's0', { text, time: time(n) }), sender: 'contact' } as const;
  return { type: 'message.added', address: ADDRESS, contact_id: 'contact-0', message };
}

/** A desk of one contact: seven messages in documents (2, 2 and 3), two more in the journal alone. */
async function makeDesk(): Promise<string> {
  const dir = await makeFolder();
  const store = await openFolder(dir, { chunkMessages: 2 });
  const commit = (...changes: Change[]) => store.commit(() => ({ changes, result: null }));
  await commit(newContact(0), { type: 'session.opened', address: ADDRESS, session: newSession(0) });
  await commit({ type: 'contact.edited', contact_id: 'contact-0', patch: { name: 'Ana' }, at: time(0) });
  await commit({ type: 'setting.set', key: 'gap', value: 7, by: 'me', at: time(0) });
  for (let n = 0; n < 6; n++) await commit(added(n));
  await commit(added(6, 'STOP'));
  await store.checkpoint();
  await commit(added(7));
  await commit(added(8));
  return copyFolder(dir);
}

/** Damages a file as a disk does: something in the middle of it is something else. */
async function damage(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  const damaged = `${text.slice(0, text.length / 2)}\u0000\u0000\u0000${text.slice(text.length / 2 + 3)}`;
  await writeFile(file, damaged);
  return damaged;
}

async function openDamaged(dir: string) {
  const log = new KeptLog();
  const store = await openFolder(dir, { log, chunkMessages: 2 });
  const conversation = await store.conversation(ADDRESS);
  const texts = conversation.messages().map(({ content }) => content);
  for (const loss of store.losses) expect(log.lines).toContain(loss);
  return { store, texts, losses: store.losses.join('\n'), conversation };
}

const ALL = ['text 0', 'text 1', 'text 2', 'text 3', 'text 4', 'text 5', 'STOP', 'text 7', 'text 8'];

// Bugs caught, of each damaged document: a desk that does not start; the damaged file overwritten; what the journal still
// has not used; a loss that nobody is told of, or told of again at every start.
describe('a damaged document', () => {
  async function check(dir: string, file: string, damaged: string): Promise<void> {
    const names = await readdir(path.dirname(path.join(dir, file)));
    const aside = names.find((name) => name.startsWith(`${path.basename(file)}.damaged-`))!;
    expect(await readFile(path.join(dir, path.dirname(file), aside), 'utf8')).toBe(damaged);
  }

  test('of older messages is set aside, and the rest of the conversation is there', async () => {
    const dir = await makeDesk();
    const name = (await readdir(path.join(dir, 'conversations', folder))).find((one) => one.includes('.0001-'))!;
    const file = path.join('conversations', folder, name);
    const damaged = await damage(path.join(dir, file));
    const { store, texts, losses } = await openDamaged(dir);
    expect(texts).toEqual(ALL.slice(2));
    expect(losses).toMatch(/^2 older messages with \+1555…0001 are lost: .*is kept as .*\.damaged-/);
    await check(dir, file, damaged);
    await store.checkpoint();
    const again = await openDamaged(await copyFolder(dir));
    expect([again.texts, again.losses]).toEqual([texts, '']);
  });

  test('of the newest messages is made anew from older ones and the journal', async () => {
    const dir = await makeDesk();
    const damaged = await damage(path.join(dir, HEAD));
    const { store, texts, losses } = await openDamaged(dir);
    expect(texts).toEqual(['text 0', 'text 1', 'text 2', 'text 3', 'text 7', 'text 8']);
    expect(losses).toMatch(/^The newest messages with \+1555…0001 may be lost: /);
    await check(dir, HEAD, damaged);
    await store.checkpoint();
    const again = await openDamaged(await copyFolder(dir));
    expect([again.texts, again.losses]).toEqual([texts, '']);
  });

  test('of contacts is made anew from the conversations, opt-outs among them', async () => {
    const dir = await makeDesk();
    const damaged = await damage(path.join(dir, SHARD));
    const { store, texts, losses } = await openDamaged(dir);
    expect(texts).toEqual(ALL);
    expect(losses).toMatch(/made anew from their conversations, without names/);
    expect(store.now.get('contacts', 'contact-0')).toMatchObject({ addresses: [ADDRESS], name: null });
    expect(store.now.get('threads', 'contact-0')).toMatchObject({ messageCount: 9, last: { text: 'text 8' } });
    expect(store.now.get('addresses', ADDRESS)).toMatchObject({
      contact_id: 'contact-0',
      latest: { channel: { session_id: 's0' } },
      optedOut: { channel: { keyword: 'STOP' } },
    });
    await check(dir, SHARD, damaged);
    await store.checkpoint();
    const again = await openDamaged(await copyFolder(dir));
    expect([again.texts, again.losses]).toEqual([ALL, '']);
    expect(again.store.now.get('threads', 'contact-0')).toEqual(store.now.get('threads', 'contact-0'));
  });

  test('of contacts that is gone altogether is noticed and made anew', async () => {
    const dir = await makeDesk();
    await rm(path.join(dir, SHARD));
    const { store, losses } = await openDamaged(dir);
    expect(losses).toMatch(/the document inbox.*is gone/);
    expect(store.now.get('addresses', ADDRESS)?.contact_id).toBe('contact-0');
  });

  test('of settings is set aside and said', async () => {
    const dir = await makeDesk();
    const damaged = await damage(path.join(dir, 'desk.json'));
    const { store, texts, losses } = await openDamaged(dir);
    expect(texts).toEqual(ALL);
    expect(store.now.get('contacts', 'contact-0')?.name).toBe('Ana');
    expect(losses).toMatch(/^Channels, knowledge, canned replies and settings may be lost: desk.json was damaged/);
    await check(dir, 'desk.json', damaged);
    const again = await openDamaged(await copyFolder(dir));
    expect(again.losses).toBe('');
  });

  test.each([
    ['an empty file', ''],
    ['another JSON', '[1,2]'],
    ['a document without its lists', '{"version":1,"seq":3}'],
    [
      'documents without ids',
      '{"version":1,"seq":3,"address":"+15550000001","chunks":[],"sessions":[],"messages":[{}]}',
    ],
    ['the document of somebody else', '{"version":1,"seq":3,"address":"+1","chunks":[],"sessions":[],"messages":[]}'],
    [
      'a name that leads elsewhere',
      '{"version":1,"seq":3,"address":"+15550000001","chunks":[{"_id":"../../../desk.json","messages":1}],"sessions":[],"messages":[]}',
    ],
  ])('that is %s does not take the desk down', async (_, text) => {
    const dir = await makeDesk();
    await writeFile(path.join(dir, HEAD), text);
    const { losses, texts } = await openDamaged(dir);
    expect(losses).not.toBe('');
    expect(texts.slice(-2)).toEqual(['text 7', 'text 8']);
    expect(JSON.parse(await readFile(path.join(dir, 'desk.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  // Bug caught: numbers given out twice after the journal was lost, so that new messages are taken for old ones.
  test('and a journal that is gone do not make new messages disappear', async () => {
    const dir = await makeDesk();
    await rm(path.join(dir, 'journal'), { recursive: true });
    await rm(path.join(dir, 'desk.json'));
    for (const name of await readdir(path.join(dir, 'inbox'))) await rm(path.join(dir, 'inbox', name));
    const { store } = await openDamaged(dir);
    await store.commit(() => ({ changes: [added(20)], result: null }));
    const again = await openDamaged(await copyFolder(dir));
    expect(again.texts).toEqual([...ALL.slice(0, 7), 'text 20']);
    expect(again.losses).toBe('');
  });
});

describe('the form of the data folder', () => {
  // Bug caught: an older console writing over what a newer one keeps.
  test('of a newer console is refused untouched', async () => {
    const dir = await makeDesk();
    const desk = JSON.parse(await readFile(path.join(dir, 'desk.json'), 'utf8')) as object;
    await writeFile(path.join(dir, 'desk.json'), JSON.stringify({ ...desk, version: 2 }));
    const before = await readdir(dir, { recursive: true });
    await expect(openFolder(dir)).rejects.toThrow(NewerDataError);
    await expect(openFolder(dir)).rejects.toThrow(/written by a newer Switchboard/);
    expect(await readdir(dir, { recursive: true })).toEqual(before);
  });

  // Bugs caught: a step left out or done in the wrong order; a step done again on a folder that has it.
  test('is brought up to date step by step', async () => {
    const done: number[] = [];
    const step = (to: number) => ({ to, run: () => Promise.resolve(void done.push(to)) });
    const steps = [step(2), step(3), step(4)];
    const options = { dir: '/none', disk: realDisk };
    expect(await migrate({ ...options, version: 2 }, steps, 4)).toBe(true);
    expect(await migrate({ ...options, version: 4 }, steps, 4)).toBe(false);
    expect(await migrate({ ...options, version: null }, steps, 4)).toBe(false);
    expect(done).toEqual([3, 4]);
  });
});

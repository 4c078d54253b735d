import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/main/app/clock';
import { ABOUT, BACKUP_README_FILE, isBackupPath, LIST, readList } from '../../../src/main/backup/backup-format';
import { createBackups, type BackupFacts, type BackupsParts } from '../../../src/main/backup/backups';
import { finishRestore } from '../../../src/main/backup/finish-restore';
import { tarHeader, tarPadding, readTarHeader, TAR_BLOCK } from '../../../src/main/backup/tar';
import type { Disk } from '../../../src/main/store/disk';
import type { FolderStore } from '../../../src/main/store/folder-store';
import { diskError, FaultDisk } from '../../support/fault-disk';
import { startDesk, stopDesk, type StartedDesk } from '../../support/start-desk';

const A = '+14155550101';
const B = '+14155550102';
const PICTURE = 'media/0a1b-0.png';
let scratch: string;
let desk: StartedDesk | undefined;

beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'switchboard-backup-'));
});
afterEach(async () => {
  await stopDesk(desk);
  desk = undefined;
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
});

const work = () => ({ signal: new AbortController().signal, report: () => undefined });

interface Answers {
  /** Where a backup is put, or which one is restored; null: the person thinks better of it. */
  file?: string | null;
  confirmed?: boolean;
  disk?: Disk;
}

function backupsOf(running: StartedDesk, answers: Answers = {}) {
  const asked: BackupFacts[] = [];
  let restarts = 0;
  const parts: BackupsParts = {
    dataDir: running.dataDir,
    clock: systemClock,
    log: running.log,
    version: '0.1.0',
    holdDocuments: running.holdDocuments,
    conversations: () => [...running.store.now.values('addresses')].length,
    chooseTarget: (name) => Promise.resolve(answers.file === undefined ? path.join(scratch, name) : answers.file),
    chooseBackup: () => Promise.resolve(answers.file ?? null),
    confirm(facts) {
      asked.push(facts);
      return Promise.resolve(answers.confirmed ?? true);
    },
    restart: () => (restarts += 1),
    ...(answers.disk && { disk: answers.disk }),
  };
  return { backups: createBackups(parts), asked, restarts: () => restarts };
}

/** Everything that a person sees of a desk. */
async function inboxOf({ store, documents }: StartedDesk): Promise<string> {
  const tables = (['channels', 'contacts', 'addresses', 'threads', 'knowledge', 'settings'] as const).map((table) => [
    table,
    [...store.now.values(table)].sort((a, b) => (a._id < b._id ? -1 : 1)),
  ]);
  // Texts of different people may bear the same millisecond: which of them comes first is nothing that is kept.
  const { sessions, messages } = await documents();
  const conversations = [sessions, messages].map((list) => [...list].sort((a, b) => (a._id < b._id ? -1 : 1)));
  return JSON.stringify([tables, conversations], null, 1);
}

/** All files below a folder, with what is in them. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [path.relative(folder, file), await readFile(file, 'latin1')] as const),
    ),
  );
}

async function startWithTexts(): Promise<StartedDesk> {
  const running = await startDesk();
  desk = running;
  await running.text(A, 'Hello there');
  await running.text(B, 'Grüße aus dem Süden 👋');
  await mkdir(path.join(running.dataDir, 'media'), { recursive: true });
  await writeFile(path.join(running.dataDir, PICTURE), 'a picture');
  return running;
}

async function makeOne(running: StartedDesk, report: () => void = () => undefined): Promise<string> {
  const made = await backupsOf(running).backups.make({ ...work(), report });
  if (!made) throw new Error('No backup was made');
  return made.file;
}

/** Starts the desk again as the app does: what waits to be restored is put in its place first. */
async function startAgain(running: StartedDesk): Promise<StartedDesk> {
  await running.close();
  const safety = await finishRestore(running.dataDir);
  desk = await startDesk({ dataDir: running.dataDir, isRestored: safety !== null });
  return desk;
}

describe('a backup', () => {
  it('gives the same inbox when it is restored, also after everything was lost', async () => {
    const running = await startWithTexts();
    const before = await inboxOf(running);
    const file = await makeOne(running);
    await running.text(A, 'Written after the backup');
    await running.close();
    for (const name of ['desk.json', 'inbox', 'conversations', 'journal', 'media']) {
      await rm(path.join(running.dataDir, name), { recursive: true, force: true });
    }

    const empty = await startDesk({ dataDir: running.dataDir });
    desk = empty;
    expect((await empty.documents()).messages).toHaveLength(0);
    const { backups, restarts } = backupsOf(empty, { file });
    expect(await backups.restore(work())).toBe(true);
    expect(restarts()).toBe(1);
    const restored = await startAgain(empty);
    expect(await inboxOf(restored)).toBe(before);
    expect(await readFile(path.join(restored.dataDir, PICTURE), 'utf8')).toBe('a picture');
  });

  // Bug caught: documents and journal are copied at different moments, and what came in between is half there.
  it('made while texts pour in is the desk as it was at one moment', async () => {
    const running = await startWithTexts();
    const made = { is: false };
    let sent = 0;
    const pouring = (async () => {
      while (!made.is) {
        sent += 1;
        await running.text(`+1415555${String(1000 + (sent % 40))}`, `Text ${sent}`);
      }
    })();
    await running.text(A, 'Before');
    // Whoever brings the documents up to date meanwhile has to wait.
    const { checkpoint } = running.store as FolderStore;
    const checkpoints: Promise<void>[] = [];
    const file = await makeOne(running, () => void checkpoints.push(checkpoint()));
    made.is = true;
    await pouring;
    await Promise.all(checkpoints);

    const other = path.join(scratch, 'other');
    await mkdir(other);
    await unpack(file, other);
    const copy = await startDesk({ dataDir: other });
    try {
      expect(copy.lines().filter((line) => /lost|damaged/i.test(line))).toEqual([]);
      const { sessions, messages } = await copy.documents();
      const texts = messages.filter(({ sender }) => sender === 'contact');
      // Whole up to one text, and each with its answer.
      const numbers = texts.flatMap(({ content }) => /^Text (\d+)$/.exec(content)?.[1] ?? []).map(Number);
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1));
      expect(texts.filter(({ answer }) => answer === undefined).length).toBeLessThanOrEqual(1);
      const ids = new Set(sessions.map(({ _id }) => _id));
      expect(messages.filter(({ session_id }) => !ids.has(session_id))).toEqual([]);
      const counted = [...copy.store.now.values('threads')].reduce((sum, { messageCount }) => sum + messageCount, 0);
      expect(counted).toBe(messages.filter(({ kind }) => kind === undefined).length);
    } finally {
      await copy.close();
    }
    // And the desk that it was made of goes on, and brings its documents up to date again.
    const after = await inboxOf(running);
    const again = await running.restart();
    desk = again;
    expect(await inboxOf(again)).toBe(after);
  });

  it('holds no secrets, logs or files of the browser', async () => {
    const running = await startWithTexts();
    await writeFile(path.join(running.dataDir, 'secrets.json'), '{"version":1,"secrets":{}}');
    for (const name of ['logs', 'browser']) {
      await mkdir(path.join(running.dataDir, name));
      await writeFile(path.join(running.dataDir, name, 'x.log'), 'x');
    }
    const file = await makeOne(running);
    const names = await unpack(file, path.join(scratch, 'opened'));
    expect(names).toEqual(expect.arrayContaining(['desk.json', PICTURE]));
    expect(names.filter((name) => !isBackupPath(name))).toEqual([BACKUP_README_FILE, ABOUT, LIST]);
  });

  it('that is stopped leaves nothing behind, and the desk as it was', async () => {
    const running = await startWithTexts();
    const before = await inboxOf(running);
    const abort = new AbortController();
    const { backups } = backupsOf(running);
    const making = backups.make({ signal: abort.signal, report: () => abort.abort() });
    await expect(making).rejects.toThrow();
    expect(await readdir(scratch)).toEqual([]);
    expect(await inboxOf(running)).toBe(before);
    expect(await makeOne(running)).toContain('Switchboard backup');
  });

  // Bug caught: a full disk leaves half a file under the name of a backup, or the one that it was to replace is gone.
  it('for which the disk has no room leaves no half file, and an older one as it was', async () => {
    const running = await startWithTexts();
    const file = await makeOne(running);
    const before = await readFile(file);
    const disk = new FaultDisk(scratch);
    for (const failing of ['write', 'sync', 'rename'] as const) {
      let left = failing === 'write' ? 9 : 0;
      disk.before = ({ kind }) => {
        if (kind === failing && left-- <= 0) throw diskError('ENOSPC');
      };
      await expect(backupsOf(running, { file, disk }).backups.make(work())).rejects.toThrow(/The disk is full/);
      expect(await readdir(scratch)).toEqual([path.basename(file)]);
      expect(await readFile(file)).toEqual(before);
    }
    await running.text(A, 'And the desk goes on');
    disk.before = () => undefined;
    await backupsOf(running, { file, disk }).backups.make(work());
    expect((await stat(file)).size).not.toBe(before.length);
  });

  it('is not put into the data folder itself', async () => {
    const running = await startWithTexts();
    const { backups } = backupsOf(running, { file: path.join(running.dataDir, 'media', 'x.tar') });
    await expect(backups.make(work())).rejects.toThrow(/the data folder itself/);
  });
});

describe('restoring', () => {
  it('keeps what was there before, whole', async () => {
    const running = await startWithTexts();
    const file = await makeOne(running);
    await running.text(A, 'Only in the old data');
    const before = await inboxOf(running);
    const { backups, asked } = backupsOf(running, { file });
    await backups.restore(work());
    const { safety } = asked[0]!;
    const restored = await startAgain(running);
    expect(await inboxOf(restored)).not.toContain('Only in the old data');
    const old = path.join(scratch, 'old');
    await cp(path.join(restored.dataDir, safety), old, { recursive: true });
    const kept = await startDesk({ dataDir: old });
    try {
      expect(await inboxOf(kept)).toBe(before);
    } finally {
      await kept.close();
    }
  });

  it('changes nothing when the person thinks better of it', async () => {
    const running = await startWithTexts();
    const file = await makeOne(running);
    const before = await filesOf(running.dataDir);
    const { backups, restarts } = backupsOf(running, { file, confirmed: false });
    expect(await backups.restore(work())).toBe(false);
    expect(await backupsOf(running, { file: null }).backups.restore(work())).toBe(false);
    expect(restarts()).toBe(0);
    expect(await filesOf(running.dataDir)).toEqual(before);
  });

  const damages: Record<string, (file: string) => Promise<unknown>> = {
    'is not there': (file) => rm(file),
    'is a folder': (file) => rm(file).then(() => mkdir(file)),
    'is empty': (file) => truncate(file),
    'was cut off in the middle': async (file) => truncate(file, (await stat(file)).size >> 1),
    'lacks its end': async (file) => truncate(file, (await stat(file)).size - 3 * TAR_BLOCK),
    'has no list of files': (file) => repack(file, (files) => files.filter(([name]) => name !== LIST)),
    'lacks a file': (file) => repack(file, (files) => files.filter(([name]) => name !== PICTURE)),
    'has a file that was changed': (file) => repack(file, (files) => put(files, PICTURE, 'A picture')),
    'has a file that grew': (file) => repack(file, (files) => put(files, PICTURE, 'a picture!')),
    'has a file more': (file) => repack(file, (files) => [['media/more.png', 'x'], ...files]),
    'has a file twice': (file) => repack(file, (files) => [...files.slice(0, -1), ...files.slice(2)]),
    'goes on after its end': (file) => repack(file, (files) => [...files, ['media/more.png', 'x']]),
    'has a link in the place of a file': (file) => repack(file, (files) => files, PICTURE),
    'is another program’s': (file) => repack(file, (files) => put(files, ABOUT, '{"format":"other/1"}')),
    'is another archive': (file) => repack(file, (files) => files.slice(3)),
    'is no archive': (file) => writeFile(file, 'Hello '.repeat(1000)),
    'leads out of itself': (file) => repack(file, (files) => called(files, '../../outside')),
    'names a file of the system': (file) => repack(file, (files) => called(files, '/etc/passwd')),
    'would put in secrets': (file) => repack(file, (files) => called(files, 'secrets.json')),
    'is from a newer console': (file) =>
      repack(file, (files) =>
        files.map(([name, text]) => [name, name === ABOUT ? text.replace('"documents": 1', '"documents": 99') : text]),
      ),
  };

  // Bug caught: half a backup takes the place of a whole inbox, or a foreign one writes outside of the data folder.
  it.each(Object.entries(damages))('a backup that %s is refused before anything is touched', async (_what, damage) => {
    const running = await startWithTexts();
    const file = await makeOne(running);
    await damage(file);
    const before = await filesOf(running.dataDir);
    const { backups, restarts } = backupsOf(running, { file });
    await expect(backups.restore(work())).rejects.toThrow(/^This (backup|file) [^.]*.* [^.]*\.$/);
    expect(restarts()).toBe(0);
    expect(await filesOf(running.dataDir)).toEqual(before);
    expect(await readdir(path.dirname(scratch))).not.toContain('outside');
  });

  it('that is stopped changes nothing', async () => {
    const running = await startWithTexts();
    const file = await makeOne(running);
    const before = await filesOf(running.dataDir);
    const abort = new AbortController();
    const { backups, restarts } = backupsOf(running, { file });
    await expect(backups.restore({ signal: abort.signal, report: () => abort.abort() })).rejects.toThrow();
    expect(restarts()).toBe(0);
    expect(await filesOf(running.dataDir)).toEqual(before);
  });

  // Bug caught: a second restore that fails after the first was chosen, and an empty desk at the next start: the data put
  // aside, and nothing left to take their place.
  it('that fails takes back one that was chosen before it', async () => {
    const running = await startWithTexts();
    const file = await makeOne(running);
    const before = await inboxOf(running);
    await backupsOf(running, { file }).backups.restore(work());
    await truncate(file, (await stat(file)).size >> 1);
    await expect(backupsOf(running, { file }).backups.restore(work())).rejects.toThrow(/is damaged/);
    await running.close();
    expect(await finishRestore(running.dataDir)).toBeNull();
    desk = await startDesk({ dataDir: running.dataDir });
    expect(await inboxOf(desk)).toBe(before);
  });

  // Bug caught: a power cut in the middle of the exchange loses both, or puts the new data aside as if they were the old.
  it('goes on after a cut at any step of it', async () => {
    const running = await startWithTexts();
    const before = await inboxOf(running);
    const file = await makeOne(running);
    await running.text(A, 'Only in the old data');
    const { backups } = backupsOf(running, { file });
    await backups.restore(work());
    await running.close();
    const steps = ['desk.json', 'inbox', 'conversations', 'journal', 'media'];
    for (let cut = 0; cut <= 2 * steps.length; cut += 1) {
      const dataDir = path.join(scratch, `cut-${cut}`);
      await cp(running.dataDir, dataDir, { recursive: true, filter: (file) => !file.endsWith('.sock') });
      await carryOutUpTo(dataDir, steps, cut);
      const safety = await finishRestore(dataDir);
      // Cut once more before the desk was open: it is still the first start after a restore.
      expect([safety, await finishRestore(dataDir)]).toEqual([safety, safety]);
      const restored = await startDesk({ dataDir, isRestored: safety !== null });
      try {
        expect(await inboxOf(restored)).toBe(before);
        const names = await readdir(dataDir);
        expect(names).not.toContain('restoring');
        expect(names).not.toContain('restore.json');
        const safety = names.find((name) => name.startsWith('before-restore-')) ?? '';
        const kept = JSON.stringify(await filesOf(path.join(dataDir, safety)));
        expect(kept).toContain('Only in the old data');
      } finally {
        await restored.close();
      }
    }
    desk = undefined;
    await rm(running.dataDir, { recursive: true, force: true });
  });

  // Bugs caught: what was waiting when the backup was made went out long ago, and goes out again; so it does at the start
  // after one that put the backup in its place and then failed.
  it('sends nothing again that was waiting when the backup was made', async () => {
    const running = await startWithTexts();
    const thread = [...running.store.now.values('threads')].find(({ replyTo }) => replyTo?.address === A)!;
    const message = {
      _id: 'm-waiting',
      session_id: (await running.documents()).sessions[0]!._id,
      channel_id: thread.replyTo!.channel_id,
      content: 'Your parcel is here',
      sender: 'operator',
      communication_type: 'sms',
      status: 'sending',
      metadata: { fromNumber: '+15703251809', toNumber: A },
      createdAt: new Date().toISOString(),
    } as const;
    await running.store.commit(() => ({
      changes: [{ type: 'message.added', address: A, contact_id: thread._id, message }],
      result: null,
    }));
    const file = await makeOne(running);
    await backupsOf(running, { file }).backups.restore(work());
    await running.close();
    await finishRestore(running.dataDir);
    const restored = await startAgain(running);
    const stored = (await restored.documents()).messages.find(({ _id }) => _id === 'm-waiting');
    expect(stored).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('may have been sent') as string },
    });
    expect(restored.lines()).toContainEqual(expect.stringContaining('1 message of the backup was not sent'));
    expect(await readdir(restored.dataDir)).not.toContain('restore.json');
  });
});

describe('what a backup may hold', () => {
  it.each(['desk.json', 'inbox/07.json', 'conversations/0a/+14155550101.json', 'journal/000001.ndjson'])(
    '%s',
    (name) => {
      expect(isBackupPath(name)).toBe(true);
    },
  );
  it.each([
    '../desk.json',
    'inbox/../../x.json',
    'conversations/0a/../../secrets.json',
    '/desk.json',
    'C:\\desk.json',
    'media\\..\\x.png',
    'media/con.png',
    'secrets.json',
    'start.json',
    'media/a/b.png',
    'journal/000001.ndjson\0',
  ])('not %s', (name) => {
    expect(isBackupPath(name)).toBe(false);
  });
  it('no file twice', () => {
    const file = { path: 'desk.json', bytes: 0, sha256: '0'.repeat(64) };
    const list = (files: unknown[]) => readList(JSON.stringify({ files }));
    expect(list([file])).not.toBeNull();
    expect(list([file, file])).toBeNull();
    expect(list([])).toBeNull();
  });
});

/** Unpacks a backup with the system's own `tar`, as a person may; gives the names in it, sorted. */
async function unpack(file: string, target: string): Promise<string[]> {
  await mkdir(target, { recursive: true });
  const run = promisify(execFile);
  await run('tar', ['-xf', file, '-C', target]);
  const { stdout } = await run('tar', ['-tf', file]);
  return stdout.trim().split('\n').sort();
}

/** Files of an archive, with what is in them (bytes as Latin-1), in order. */
type Packed = (readonly [name: string, text: string])[];

function put(files: Packed, wanted: string, text: string): Packed {
  expect(files.map(([name]) => name)).toContain(wanted);
  return files.map(([name, before]) => [name, name === wanted ? text : before]);
}

/** Has the archive and its list call the picture by another name. */
function called(files: Packed, to: string): Packed {
  return files.map(([name, text]) => [name === PICTURE ? to : name, name === LIST ? text.replace(PICTURE, to) : text]);
}

/** Writes a backup anew with other files in it, all in good form. @param link name of a file that becomes a link */
async function repack(file: string, change: (files: Packed) => Packed, link?: string): Promise<void> {
  const data = await readFile(file);
  const files: Packed = [];
  for (let at = 0; ;) {
    const entry = readTarHeader(data.subarray(at, at + TAR_BLOCK));
    if (!entry) break;
    at += TAR_BLOCK;
    files.push([entry.path, data.toString('latin1', at, at + entry.bytes)]);
    at += entry.bytes + tarPadding(entry.bytes);
  }
  const blocks = change(files).flatMap(([name, text]) => {
    const content = Buffer.from(text, 'latin1');
    const header = tarHeader({ path: name, bytes: content.length }, 0);
    return [name === link ? asLink(header) : header, content, Buffer.alloc(tarPadding(content.length))];
  });
  await writeFile(file, Buffer.concat([...blocks, Buffer.alloc(2 * TAR_BLOCK)]));
}

/** The head of a symbolic link to a file of the system. */
function asLink(header: Buffer): Buffer {
  const sum = parseInt(header.toString('latin1', 148, 154), 8);
  const target = Buffer.from('/etc/passwd');
  header.write('2', 156);
  target.copy(header, 157);
  const more = target.reduce((all, byte) => all + byte, 0) + 2;
  header.write((sum + more).toString(8).padStart(6, '0'), 148);
  return header;
}

/** Does by hand what `finishRestore` does, up to a number of its moves. */
async function carryOutUpTo(dataDir: string, names: readonly string[], moves: number): Promise<void> {
  const note = JSON.parse(await readFile(path.join(dataDir, 'restore.json'), 'utf8')) as { safety: string };
  const safety = path.join(dataDir, note.safety);
  await mkdir(safety, { recursive: true });
  const move = (from: string, to: string) => rename(from, to).catch(() => undefined);
  for (const name of names.slice(0, moves)) await move(path.join(dataDir, name), path.join(safety, name));
  if (moves < names.length) return;
  await writeFile(path.join(dataDir, 'restore.json'), JSON.stringify({ ...note, step: 'put-in' }));
  for (const name of names.slice(0, moves - names.length)) {
    await move(path.join(dataDir, 'restoring', name), path.join(dataDir, name));
  }
}

import { mkdir, rm, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askConsole, FolderInUseError } from '../../../src/main/store/ask-console';
import { controlPath } from '../../../src/main/store/control-path';
import { lockFolder } from '../../../src/main/store/control-socket';
import { makeFolder, openFolder } from '../../support/store-folder';

/** Listens on a path as something else than a console would. */
async function listenOn(place: string, onConnection: (socket: net.Socket) => void): Promise<net.Server> {
  const server = net.createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(place, resolve));
  onTestFinished(() => void server.close());
  return server;
}

/** Leaves the socket of a process that was killed. */
async function leaveStale(place: string): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  const program = `require('node:net').createServer().listen(${JSON.stringify(place)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', program]);
  expect((await stat(place)).isSocket()).toBe(true);
}

describe('a data folder', () => {
  // Bug caught: two consoles writing into one journal.
  test('is used by one, and the other is told by whom', async () => {
    const dir = await makeFolder();
    const first = await openFolder(dir);
    await expect(openFolder(dir)).rejects.toThrow(
      new RegExp(`Another Switchboard \\(process ${process.pid}\\) is using`),
    );
    await first.close();
    await openFolder(dir);
  });

  // Bug caught: a desk that does not start after a crash until somebody deletes a file by hand.
  test('that a killed process left is taken, by exactly one of many', async () => {
    const dir = await makeFolder();
    await leaveStale((await controlPath(dir)).first);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dir)));
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    for (const { value } of won) onTestFinished(() => value.release());
    expect(won).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(FolderInUseError);
    }
  });

  // Bug caught: a path that is too long for a socket failing at the start, or not being locked at all.
  test('with a long path is locked all the same', async () => {
    const dir = path.join(await makeFolder(), 'x'.repeat(100), 'ü'.repeat(50));
    await mkdir(dir, { recursive: true });
    const { first } = await controlPath(dir);
    onTestFinished(() => rm(first, { force: true }));
    await openFolder(dir);
    expect((await stat(path.dirname(first))).mode & 0o777).toBe(0o700);
    expect((await stat(first)).mode & 0o777).toBe(0o600);
    await expect(openFolder(dir)).rejects.toThrow(FolderInUseError);
  });

  // Bug caught: waiting for ever for a process that hangs, or taking the folder from under it.
  test('whose holder says nothing is not taken, and that is said', async () => {
    const dir = await makeFolder();
    await listenOn((await controlPath(dir)).first, () => undefined);
    await expect(openFolder(dir)).rejects.toThrow(/Something that does not answer is using the data folder/);
    await expect(askConsole(dir, { ask: 'export', file: '/x' }, () => undefined)).rejects.toThrow(FolderInUseError);
  });

  // Bug caught: a file that is readable by others on the same machine.
  test('and its socket are closed to others', async () => {
    const dir = path.join(await makeFolder(), 'new');
    const store = await openFolder(dir);
    await store.checkpoint();
    for (const name of ['.', 'journal', 'conversations', 'inbox']) {
      expect((await stat(path.join(dir, name))).mode & 0o077).toBe(0);
    }
    for (const name of ['switchboard.sock', 'desk.json', 'README.txt']) {
      expect((await stat(path.join(dir, name))).mode & 0o077).toBe(0);
    }
  });
});

describe('a running console', () => {
  // Bug caught: an export beside a running console that reads documents without what is still in the journal.
  test('exports and imports for others', async () => {
    const dir = await makeFolder();
    const store = await openFolder(dir);
    await store.commit(() => ({
      changes: [{ type: 'setting.set', key: 'gap', value: 7, by: 'me', at: '2025-01-15T10:00:00.000Z' }],
      result: null,
    }));
    const file = path.join(await makeFolder(), 'all.json');
    expect(await askConsole(dir, { ask: 'export', file }, () => undefined)).toMatch(/^Exported 0 contacts/);
    const other = await makeFolder();
    const running = await openFolder(other);
    expect(await askConsole(other, { ask: 'import', file }, () => undefined)).toMatch(/^Imported 0 contacts/);
    expect(running.now.get('settings', 'gap')?.value).toBe(7);
    await expect(askConsole(dir, { ask: 'import', file: '/none' }, () => undefined)).rejects.toThrow(
      'There is no file /none.',
    );
    await running.close();
    expect(await askConsole(other, { ask: 'export', file }, () => undefined)).toBeNull();
  });

  // Bug caught: a long export taken for lost at its first word of progress.
  test('tells how far it has come, and is waited for', async () => {
    const dir = await makeFolder();
    const lock = await lockFolder(dir);
    onTestFinished(() => lock.release());
    let goOn: () => void = () => undefined;
    const wasHeard = new Promise<void>((resolve) => (goOn = resolve));
    lock.serve(async (_request, onProgress) => {
      onProgress('half');
      await wasHeard;
      return 'all';
    });
    expect(await askConsole(dir, { ask: 'export', file: '/x' }, goOn)).toBe('all');
  });

  // Bug caught: rubbish on the socket taking the console down, or filling its memory.
  test.each([
    ['no JSON', 'GET / HTTP/1.1\r\n\r\n'],
    ['a request nobody knows', '{"ask":"delete","file":"/"}\n'],
    ['a line without end', 'x'.repeat(200_000)],
  ])('shrugs at %s', async (_, text) => {
    const dir = await makeFolder();
    const store = await openFolder(dir);
    const { first } = await controlPath(dir);
    const socket = net.connect(first);
    onTestFinished(() => void socket.destroy());
    const ended = new Promise<string>((resolve) => {
      let heard = '';
      socket.on('data', (data) => {
        heard += data.toString();
        if (heard.includes('failed')) resolve(heard);
      });
      socket.on('error', () => resolve('closed'));
      socket.on('close', () => resolve('closed'));
    });
    socket.write(text);
    expect(await ended).toMatch(/closed|did not understand/);
    expect(await store.commit(() => ({ changes: [], result: 'well' }))).toBe('well');
  });
});

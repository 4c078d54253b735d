import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../support/bundle';
import { makeFolder, openFolder } from '../../support/store-folder';

let outDir = '';
let program = '';

beforeAll(async () => {
  outDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-data-command-'));
  program = await bundle('src/main/cli/data.ts', outDir);
}, 30_000);
afterAll(() => rm(outDir, { recursive: true, force: true }));

const seed = {
  messages: [
    {
      _id: 'm1',
      session_id: 's1',
      content: 'Hello',
      sender: 'contact',
      metadata: { fromNumber: '+1234567890', toNumber: '+15703251809' },
      createdAt: '2025-01-15T10:00:00.000Z',
    },
  ],
};

async function seedFile(): Promise<string> {
  const file = path.join(await makeFolder(), 'seed.json');
  await writeFile(file, JSON.stringify(seed));
  return file;
}

/** Runs the program to its end, while this process stands still. */
function runAlone(dataDir: string, ...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    cwd: outDir,
    env: { SWITCHBOARD_DATA_DIR: dataDir },
  });
}

/** Runs the program while this process goes on, as a console does. */
async function runBeside(dataDir: string, ...args: string[]): Promise<{ status: number; said: string }> {
  const child = spawn(process.execPath, [program, ...args], { env: { SWITCHBOARD_DATA_DIR: dataDir }, cwd: outDir });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const status = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  return { status, said };
}

// Bug caught: a command that works only while the console runs, or only while it does not.
test('imports and exports without a console', async () => {
  const dataDir = path.join(await makeFolder(), 'new');
  const imported = runAlone(dataDir, 'import', await seedFile());
  expect([imported.status, imported.stderr]).toEqual([0, '']);
  expect(imported.stdout).toMatch(/^Imported 1 contacts, 1 sessions and 1 messages/);
  const file = path.join(await makeFolder(), 'out.json');
  expect(runAlone(dataDir, 'export', file)).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    format: 'switchboard/1',
    messages: [{ _id: 'm1' }],
  });
});

// Bug caught: the running console and the command writing into one folder; an import that shows only after a restart.
test('imports and exports through a running console', async () => {
  const dataDir = await makeFolder();
  const store = await openFolder(dataDir);
  const told: number[] = [];
  store.subscribe(({ seq }) => told.push(seq));
  expect(await runBeside(dataDir, 'import', await seedFile())).toMatchObject({ status: 0 });
  expect(told).not.toEqual([]);
  expect((await store.conversation('+1234567890')).messages()).toHaveLength(1);
  const file = path.join(await makeFolder(), 'out.json');
  expect(await runBeside(dataDir, 'export', file)).toMatchObject({ status: 0 });
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ messages: [{ _id: 'm1' }] });
});

// Bug caught: a failure that ends with code 0, or with a stack instead of a sentence.
test('says in a sentence what went wrong, and with its exit code', async () => {
  const dataDir = await makeFolder();
  for (const args of [[], ['export'], ['delete', 'x'], ['export', 'a', 'b'], ['import', '--help']]) {
    expect(runAlone(dataDir, ...args)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Usage:/) as unknown,
    });
  }
  const none = path.join(dataDir, 'none');
  expect(runAlone(none, 'export', '/tmp/x')).toMatchObject({
    status: 1,
    stderr: `There is nothing to export: the data folder ${none} is not there. Set SWITCHBOARD_DATA_DIR.\n`,
  });
  expect(runAlone(dataDir, 'import', '/none.json')).toMatchObject({
    status: 1,
    stderr: 'There is no file /none.json.\n',
  });
  const broken = path.join(dataDir, 'broken.json');
  await writeFile(broken, '{"messages":[{"_id":"m1"}]}');
  expect(runAlone(dataDir, 'import', broken)).toMatchObject({
    status: 1,
    stderr: 'messages[0] (_id "m1") cannot be taken: "session_id" is missing.\n',
  });
});

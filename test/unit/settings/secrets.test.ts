import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/main/app/log';
import { Secret } from '../../../src/main/settings/secret';
import { openSecrets, type KeyStore, type SecretsOptions } from '../../../src/main/settings/secrets';
import { createManualClock } from '../../support/manual-clock';

const KEY = 'sk-this-must-never-be-seen-0001';
const OPENAI = 'https://api.openai.com';
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-secrets-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

/** A key store that turns bytes around with a key of its own: enough to see who can read what. */
function keyStore(key = 7): KeyStore {
  const turn = (data: Uint8Array) => data.map((byte) => byte ^ key);
  return {
    isAvailable: () => Promise.resolve(true),
    encrypt: async (text) => turn(await Promise.resolve(Buffer.from(`mark:${text}`))),
    async decrypt(data) {
      await Promise.resolve();
      const text = Buffer.from(turn(data)).toString();
      if (!text.startsWith('mark:')) throw new Error('Error while decrypting the ciphertext provided to safeStorage.');
      return text.slice('mark:'.length);
    },
  };
}

const missing: KeyStore = { ...keyStore(), isAvailable: () => Promise.resolve(false) };

const NONE = {
  openaiApiKey: null,
  twilioAuthToken: null,
  twilioAuthTokenBefore: null,
  twilioAuthTokenNext: null,
  ngrokAuthtoken: null,
};

async function open(options: Partial<SecretsOptions> = {}) {
  const log = createLog({ clock: createManualClock(0), sinks: [] });
  const secrets = await openSecrets({
    dataDir,
    clock: createManualClock(0),
    keyStore: keyStore(),
    given: NONE,
    log,
    ...options,
  });
  return { secrets, log };
}

async function everyByteOnDisk(): Promise<string> {
  const names = await readdir(dataDir);
  return (await Promise.all(names.map((name) => readFile(path.join(dataDir, name), 'latin1')))).join('\n');
}

describe('secrets', () => {
  it('are kept by the key store, and there again at the next start', async () => {
    const { secrets } = await open();
    await secrets.put('openaiApiKey', KEY, OPENAI);
    expect(secrets.state('openaiApiKey')).toEqual({ from: 'key-store', origin: OPENAI, problem: null });
    expect(await everyByteOnDisk()).not.toContain(KEY);
    expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o077).toBe(0);
    const { secrets: again } = await open();
    expect(again.get('openaiApiKey')?.reveal()).toBe(KEY);
  });

  // Bug caught: a key is given to whatever endpoint is set now; where it belongs is lost at the next start, or can be
  // changed by whoever can write the file.
  it('belong to the endpoint they were set for, after a restart too', async () => {
    const { secrets } = await open();
    await expect(secrets.put('openaiApiKey', KEY)).rejects.toThrow('address');
    await secrets.put('openaiApiKey', KEY, OPENAI);
    for (const opened of [secrets, (await open()).secrets]) {
      expect(opened.getFor('openaiApiKey', OPENAI)?.reveal()).toBe(KEY);
      expect(opened.getFor('openaiApiKey', 'http://api.openai.com')).toBeNull();
      expect(opened.getFor('openaiApiKey', 'https://api.openai.com:8443')).toBeNull();
      expect(opened.getFor('openaiApiKey', 'https://evil.example')).toBeNull();
    }
    expect(await everyByteOnDisk()).not.toContain(OPENAI);
    const given = { ...NONE, openaiApiKey: new Secret('from-outside') };
    const { secrets: outside } = await open({ given, givenFor: { openaiApiKey: 'https://eu.example' } });
    expect(outside.getFor('openaiApiKey', OPENAI)).toBeNull();
    expect(outside.getFor('openaiApiKey', 'https://eu.example')?.reveal()).toBe('from-outside');
  });

  // Bug caught: a key of which nobody knows where it belongs goes anywhere.
  it('go nowhere when it is not known which endpoint they are for', async () => {
    const encrypted = Buffer.from(await keyStore().encrypt(KEY)).toString('base64');
    const stored = { version: 1, secrets: { openaiApiKey: encrypted } };
    await writeFile(path.join(dataDir, 'secrets.json'), JSON.stringify(stored));
    const { secrets } = await open();
    expect(secrets.getFor('openaiApiKey', OPENAI)).toBeNull();
    expect(secrets.state('openaiApiKey').problem).toContain('Enter it once more');
  });

  // Bug caught: without a key store the key is written down in the clear, or thrown away at once.
  it('hold for this run where there is no key store, and are written nowhere', async () => {
    for (const store of [missing, null]) {
      const { secrets } = await open({ keyStore: store });
      await secrets.put('openaiApiKey', KEY, OPENAI);
      expect(secrets.get('openaiApiKey')?.reveal()).toBe(KEY);
      expect(secrets.state('openaiApiKey').from).toBe('this-run');
      expect(secrets.canKeep).toBe(false);
      expect(await readdir(dataDir)).toEqual([]);
      expect((await open({ keyStore: store })).secrets.get('openaiApiKey')).toBeNull();
    }
  });

  it('say so when what is kept was encrypted elsewhere, and take a new one', async () => {
    await (await open()).secrets.put('ngrokAuthtoken', KEY);
    const { secrets, log } = await open({ keyStore: keyStore(9) });
    expect(secrets.get('ngrokAuthtoken')).toBeNull();
    expect(secrets.state('ngrokAuthtoken').problem).toMatch(/Enter it once more/);
    expect(log.recent(1)[0]?.text).toMatch(/ngrok authtoken: .*another computer/);
    await secrets.put('ngrokAuthtoken', 'another-token');
    expect(secrets.state('ngrokAuthtoken')).toMatchObject({ from: 'key-store', problem: null });
    expect((await open({ keyStore: keyStore(9) })).secrets.get('ngrokAuthtoken')?.reveal()).toBe('another-token');
  });

  // Bug caught: one start in a session without a keyring wipes what every other session can read.
  it('outlive a run without the key store, even one in which others are set', async () => {
    await (await open()).secrets.put('ngrokAuthtoken', KEY);
    const { secrets } = await open({ keyStore: missing });
    await secrets.put('ngrokAuthtoken', 'only-for-now');
    await secrets.put('openaiApiKey', 'only-for-now-too', OPENAI);
    expect((await open()).secrets.get('ngrokAuthtoken')?.reveal()).toBe(KEY);
  });

  it('of the environment win, and cannot be changed here', async () => {
    const given = { ...NONE, openaiApiKey: new Secret('from-outside') };
    const { secrets } = await open({ given });
    expect(secrets.state('openaiApiKey').from).toBe('environment');
    await expect(secrets.put('openaiApiKey', KEY, OPENAI)).rejects.toThrow(/OPENAI_API_KEY/);
    await expect(secrets.remove('openaiApiKey')).rejects.toThrow(/OPENAI_API_KEY/);
    expect(secrets.get('openaiApiKey')?.reveal()).toBe('from-outside');
  });

  it('are gone from the disk once they are removed', async () => {
    const { secrets } = await open();
    await secrets.put('openaiApiKey', KEY, OPENAI);
    await secrets.put('ngrokAuthtoken', 'stays-where-it-is');
    await secrets.remove('openaiApiKey');
    expect(secrets.state('openaiApiKey').from).toBeNull();
    const { secrets: again } = await open();
    expect(again.get('openaiApiKey')).toBeNull();
    expect(again.get('ngrokAuthtoken')?.reveal()).toBe('stays-where-it-is');
  });

  it('are hidden in the log from the moment they are set', async () => {
    const { secrets, log } = await open();
    await secrets.put('openaiApiKey', KEY, OPENAI);
    log.info(`The endpoint answered to ${KEY}.`);
    expect(inspect(log.recent(100))).not.toContain(KEY);
    expect(inspect({ secrets, state: secrets.state('openaiApiKey') }, { depth: 9 })).not.toContain(KEY);
  });

  it('do not keep the desk from starting when their file is damaged', async () => {
    await writeFile(path.join(dataDir, 'secrets.json'), '{"version": 1, "secr');
    const { secrets, log } = await open();
    expect(secrets.get('openaiApiKey')).toBeNull();
    expect(log.recent(1)[0]?.text).toMatch(/damaged/);
    await secrets.put('openaiApiKey', KEY, OPENAI);
    expect((await open()).secrets.get('openaiApiKey')?.reveal()).toBe(KEY);
  });

  // Bug caught: secrets that a later version keeps, gone for good because an older one was started once.
  it('that cannot be read are set aside before others take their place', async () => {
    const later = '{"version": 2, "vault": "…"}';
    await writeFile(path.join(dataDir, 'secrets.json'), later);
    const { secrets } = await open();
    await secrets.put('openaiApiKey', KEY, OPENAI);
    await secrets.put('openaiApiKey', 'another-key', OPENAI);
    expect(await readFile(path.join(dataDir, 'secrets.json.damaged-1970-01-01T00-00-00-000Z'), 'utf8')).toBe(later);
    expect((await open()).secrets.get('openaiApiKey')?.reveal()).toBe('another-key');
  });

  // Bug caught: two changes at once write over each other, and one is lost at the next start.
  it('set at the same time are all kept', async () => {
    const { secrets } = await open();
    await Promise.all([
      secrets.put('openaiApiKey', KEY, OPENAI),
      secrets.put('ngrokAuthtoken', 'second-token'),
      secrets.put('twilioAuthToken', 'third-token'),
    ]);
    const { secrets: again } = await open();
    expect(['openaiApiKey', 'ngrokAuthtoken', 'twilioAuthToken'].map((key) => again.state(key as never).from)).toEqual([
      'key-store',
      'key-store',
      'key-store',
    ]);
  });
});

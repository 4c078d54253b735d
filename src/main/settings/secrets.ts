import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  secretDefinitions,
  secretKeys,
  type SecretDefinition,
  type SecretKey,
} from '../../shared/contract/setting-definitions';
import type { SecretState } from '../../shared/contract/settings-contract';
import type { Clock } from '../app/clock';
import type { DeskLog } from '../app/log';
import { Problem } from '../ipc/problem';
import { codeOf, realDisk, setAside, writeWhole } from '../store/disk';
import { packSecret, unpackSecret } from './bound-secret';
import { Secret } from './secret';

/** Name of the file in the data folder. What is in it can only be read with this system's key store. */
const SECRETS_FILE = 'secrets.json';

/** The system's key store, as far as secrets need it. */
export interface KeyStore {
  isAvailable(): Promise<boolean>;
  /** @throws Error when the key store refuses */
  encrypt(text: string): Promise<Uint8Array>;
  /** @throws Error when it was encrypted by another one */
  decrypt(data: Uint8Array): Promise<string>;
}

export interface SecretsOptions {
  readonly dataDir: string;
  /** Null: there is none, and secrets are kept for this run only. */
  readonly keyStore: KeyStore | null;
  /** What the environment has given, which wins. */
  readonly given: Readonly<Record<SecretKey, Secret | null>>;
  /** The endpoints that those belong to, of those that belong to one. */
  readonly givenFor?: Readonly<Partial<Record<SecretKey, string>>>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<DeskLog, 'hide' | 'warn' | 'info'>;
}

/** Values that may be used but never shown. They are encrypted by the system's key store, or kept for this run. */
export interface Secrets {
  get(key: SecretKey): Secret | null;
  /** The one that belongs to this endpoint; null where there is none, or it belongs to another. */
  getFor(key: SecretKey, origin: string): Secret | null;
  state(key: SecretKey): SecretState;
  /** Whether what is set now will be there at the next start; null while the key store has not been asked. */
  readonly canKeep: boolean | null;
  /** Asks the key store whether it is there. */
  look(): Promise<void>;
  /**
   * @param origin scheme, host and port that a key of an endpoint belongs to; it goes to no other
   * @throws Problem when the environment has set it, no endpoint is given where one must be, or it could not be kept
   */
  put(key: SecretKey, value: string, origin?: string): Promise<void>;
  /** @throws Problem likewise */
  remove(key: SecretKey): Promise<void>;
  /** Calls back when one was set or removed, or the key store was found (or not). Gives the function that ends it. */
  onChange(listener: () => void): () => void;
}

const storedFile = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.base64()) });

interface Held {
  readonly secret: Secret | null;
  /** The endpoint that it belongs to, where it belongs to one. */
  readonly origin: string | null;
  /** As it stands in the file; null: it does not. */
  readonly encrypted: string | null;
  /** Whether what is in the file is this very secret, and not an older one that cannot be read now. */
  readonly isKept: boolean;
  readonly problem: string | null;
}

const NOTHING: Held = { secret: null, origin: null, encrypted: null, isKept: false, problem: null };

/** Reads the secrets that are kept. What cannot be read is said in the log and on the settings page. */
export async function openSecrets(options: SecretsOptions): Promise<Secrets> {
  const { keyStore, given, log } = options;
  const file = path.join(options.dataDir, SECRETS_FILE);
  const listeners = new Set<() => void>();
  const held = new Map<SecretKey, Held>();
  let canKeep: boolean | null = keyStore ? null : false;
  let writing: Promise<void> = Promise.resolve();
  /** What stands in the file could not be read: it is put aside before anything else is written there. */
  let cannotBeRead = false;

  for (const [key, encrypted] of Object.entries(await readStored())) {
    if (!isSecretKey(key)) continue;
    held.set(key, await decrypt(key, encrypted));
  }
  for (const key of secretKeys) hide(get(key));

  function get(key: SecretKey): Secret | null {
    return given[key] ?? held.get(key)?.secret ?? null;
  }

  function originOf(key: SecretKey): string | null {
    return given[key] ? (options.givenFor?.[key] ?? null) : (held.get(key)?.origin ?? null);
  }

  function hide(secret: Secret | null): void {
    if (secret) log.hide(secret.reveal());
  }

  async function readStored(): Promise<Readonly<Record<string, string>>> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return {};
      cannotBeRead = true;
      log.warn('The file of the secrets could not be read.', { detail: error });
      return {};
    }
    const parsed = storedFile.safeParse(parseJson(text));
    if (parsed.success) return parsed.data.secrets;
    cannotBeRead = true;
    log.warn('The file of the secrets is damaged. Enter the keys and tokens once more in Settings.');
    return {};
  }

  async function decrypt(key: SecretKey, encrypted: string): Promise<Held> {
    const { label } = secretDefinitions[key];
    await look();
    if (keyStore && canKeep === true) {
      try {
        const { secret, origin } = unpackSecret(await keyStore.decrypt(Buffer.from(encrypted, 'base64')));
        const problem =
          isOfEndpoint(key) && origin === null ? 'Nobody knows which address it is for. Enter it once more.' : null;
        return { secret, origin, encrypted, isKept: true, problem };
      } catch {
        // What the key store says of it may mislead; the next sentence says what to do.
      }
    }
    const problem =
      canKeep === true
        ? 'What is kept was encrypted on another computer or by another user. Enter it once more.'
        : 'It is kept, but the system’s key store, which alone can read it, is not there. Enter it for this run.';
    if (!given[key]) log.warn(`${label}: ${problem}`);
    return { secret: null, origin: null, encrypted, isKept: false, problem };
  }

  async function look(): Promise<void> {
    if (!keyStore || canKeep !== null) return;
    canKeep = await keyStore.isAvailable();
    tell();
  }

  async function encrypt(value: string): Promise<string | null> {
    if (!keyStore || canKeep !== true) return null;
    try {
      return Buffer.from(await keyStore.encrypt(value)).toString('base64');
    } catch {
      log.warn('The system’s key store did not take a secret; it is kept for this run only.');
      return null;
    }
  }

  /** A later version may have written what this one cannot read. */
  async function putAside(): Promise<void> {
    try {
      const name = await setAside(realDisk, file, options.clock.now());
      log.warn(`What stood in ${SECRETS_FILE} and could not be read is kept as ${name}.`);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    cannotBeRead = false;
  }

  function write(): Promise<void> {
    writing = writing
      .catch(() => undefined)
      .then(async () => {
        const secrets = Object.fromEntries(
          [...held].flatMap(([key, { encrypted }]) => (encrypted === null ? [] : [[key, encrypted]])),
        );
        if (cannotBeRead) await putAside();
        await writeWhole(realDisk, file, [`${JSON.stringify({ version: 1, secrets }, null, 2)}\n`]);
        await realDisk.syncDir(options.dataDir);
      });
    return writing;
  }

  /** Holds what was decided at once, and keeps it if it can be kept. */
  async function change(key: SecretKey, next: Held): Promise<void> {
    const definition: SecretDefinition = secretDefinitions[key];
    if (given[key]) {
      throw new Problem(
        'refused',
        `“${definition.label}” is set by the environment (${definition.env ?? key}), which wins.`,
        'Remove it there and start the console again, then it can be set here.',
      );
    }
    const before = held.get(key) ?? NOTHING;
    held.set(key, next);
    if (next.encrypted !== before.encrypted) {
      try {
        await write();
      } catch (error) {
        log.warn('The file of the secrets could not be written.', { detail: error });
        held.set(key, { ...next, encrypted: before.encrypted, isKept: false });
        tell();
        throw new Problem('unavailable', 'It holds for this run, but could not be kept: the disk does not take it.');
      }
    }
    tell();
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  return {
    get,
    getFor: (key, origin) => (originOf(key) === origin ? get(key) : null),
    get canKeep() {
      return canKeep;
    },
    look,
    state(key) {
      const { secret, isKept, problem } = held.get(key) ?? NOTHING;
      const from = given[key] ? 'environment' : secret === null ? null : isKept ? 'key-store' : 'this-run';
      return { from, origin: originOf(key), problem: given[key] ? null : problem };
    },
    async put(key, value, origin) {
      if (isOfEndpoint(key) && origin === undefined) throw new Problem('refused', 'A key needs the address it is for.');
      const secret = new Secret(value);
      hide(secret);
      await look();
      const belongsTo = origin ?? null;
      const encrypted = await encrypt(packSecret(value, belongsTo));
      const before = held.get(key)?.encrypted ?? null;
      const isKept = encrypted !== null;
      await change(key, { secret, origin: belongsTo, encrypted: encrypted ?? before, isKept, problem: null });
      log.info(`${secretDefinitions[key].label}: a new value was set.`);
    },
    async remove(key) {
      await change(key, NOTHING);
      log.info(`${secretDefinitions[key].label}: the value was removed.`);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isOfEndpoint(key: SecretKey): boolean {
  return 'ofEndpoint' in secretDefinitions[key];
}

function isSecretKey(key: string): key is SecretKey {
  return Object.hasOwn(secretDefinitions, key);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

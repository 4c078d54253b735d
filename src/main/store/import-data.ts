import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../shared/changes';
import { isoNow, type Clock } from '../app/clock';
import type { Conversations } from './conversations';
import { codeOf } from './disk';
import { describeDiskProblem } from './disk-problem';
import type { TransferProgress } from './export-data';
import { importContact, type ImportedHistory, type Tallies, type Tally } from './import-contact';
import { type Gathered, gatherImport, ImportRefusedError, type Spooled } from './import-gather';
import { type Placement, placeImport } from './import-place';
import { Spool } from './import-spool';
import type { Inbox } from './inbox';
import { NotJsonError } from './json-documents';
import { shardOf } from './shards';
import type { Store } from './store';

/** How much of a file is brought in at a time, in bytes: what belongs to its contacts is in memory together. */
const PART_BYTES = 16 * 1024 * 1024;
const MAX_PARTS = 128;
/** After how many messages the documents are brought up to date, so that the journal stays small. */
const CHECKPOINT_EVERY = 50_000;
/** After how many messages progress is told. */
const TELL_EVERY = 10_000;
/** How many entries may wait for the disk together. */
const IN_FLIGHT = 64;

export interface ImportSummary {
  readonly contacts: Tally;
  readonly sessions: Tally;
  readonly messages: Tally;
  readonly channels: number;
  readonly knowledge: number;
  readonly settings: number;
  /** Messages that waited to be sent when the file was written; this desk does not send them. */
  readonly pending: number;
}

export interface ImportParts {
  readonly store: Store;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly clock: Clock;
  /** The data folder. */
  readonly dir: string;
  readonly checkpoint: () => Promise<void>;
}

/** One line of a part: a document and the address that it belongs to. */
interface PartLine {
  readonly address: string;
  readonly table: 'sessions' | 'messages';
  readonly doc: { readonly _id: string };
}

/**
 * Takes in a file of documents: an export, or what `mongoexport` wrote. First everything is read and checked, then
 * contact after contact goes through the journal like anything else that happens, so windows follow and a crash leaves
 * whole contacts; the same file again finds what is there and does the rest.
 *
 * @throws ImportRefusedError when anything in the file is not right: then nothing was taken
 * @throws Error with a sentence for people when the file cannot be read or the disk fails
 */
export async function importData(parts: ImportParts, file: string, progress: TransferProgress): Promise<ImportSummary> {
  const { inbox, clock, dir } = parts;
  const now = isoNow(clock);
  let spool: Spool | null = null;
  try {
    const { size } = await stat(file);
    spool = await Spool.create(dir);
    const gathered = await gatherImport(file, spool, now, progress);
    const placement = placeImport(gathered, inbox, now);
    const count = Math.min(MAX_PARTS, Math.max(1, Math.ceil(size / PART_BYTES)));
    await divide(spool, placement, count);
    return await takeIn(parts, spool, gathered, placement, count, now, progress);
  } catch (error) {
    if (error instanceof NotJsonError) throw new ImportRefusedError(error.message, { cause: error });
    if (codeOf(error) === 'ENOENT' && isAbout(error, file))
      throw new Error(`There is no file ${file}.`, { cause: error });
    if (codeOf(error) === 'EISDIR') throw new Error(`${file} is a folder, not a file.`, { cause: error });
    if (codeOf(error) === undefined) throw error;
    if (isAbout(error, file)) {
      throw new Error(`The file ${file} cannot be read. Make it readable for your account.`, { cause: error });
    }
    const { message, remedy } = describeDiskProblem(error, 'folder');
    throw new Error(`The file cannot be taken in. ${message} ${remedy} Then import it once more.`, { cause: error });
  } finally {
    await spool?.remove();
  }
}

/** Whether an error of the file system names this file. */
function isAbout(error: unknown, file: string): boolean {
  return error instanceof Error && 'path' in error && error.path === file;
}

/** Puts sessions and messages into parts so that all of one contact is in one of them. Refuses what has no place. */
async function divide(spool: Spool, placement: Placement, count: number): Promise<void> {
  for (let part = 0; part < count; part++) await spool.begin(`part-${part}`);
  for (const table of ['sessions', 'messages'] as const) {
    for await (const line of spool.read(table)) {
      const { doc } = line as Spooled<typeof table>;
      const { address } = placement.placeOf('session_id' in doc ? String(doc.session_id) : doc._id);
      const part = shardOf(placement.ownerOf(address)) % count;
      const waiting = spool.add(`part-${part}`, { address, table, doc } satisfies PartLine);
      if (waiting) await waiting;
    }
  }
}

async function takeIn(
  parts: ImportParts,
  spool: Spool,
  gathered: Gathered,
  placement: Placement,
  count: number,
  now: string,
  { onProgress, signal }: TransferProgress,
): Promise<ImportSummary> {
  const { store, inbox, conversations } = parts;
  const tallies: Tallies = { contacts: tally(), sessions: tally(), messages: tally(), pending: 0 };
  const desk = deskDocuments(gathered, placement, inbox, now);
  if (Object.values(desk).some((docs) => docs.length > 0)) {
    const change: Change = { type: 'documents.imported', address: null, documents: desk };
    await store.commit(() => ({ changes: [change], result: null }));
  }
  let inFlight: Promise<unknown>[] = [];
  let sinceCheckpoint = 0;
  let told = 0;
  const taken = (): number => tallies.messages.added + tallies.messages.replaced + tallies.messages.unchanged;
  for (let part = 0; part < count; part++) {
    const contacts = await readPart(spool, `part-${part}`, placement);
    for (const [contactId, addresses] of placement.contacts) {
      if (shardOf(contactId) % count !== part) continue;
      const histories = contacts.get(contactId) ?? new Map<string, ImportedHistory>();
      for (const address of addresses) if (!histories.has(address)) histories.set(address, emptyHistory());
      contacts.set(contactId, histories);
    }
    for (const [contactId, imported] of contacts) {
      signal?.throwIfAborted();
      const here = inbox.get('contacts', contactId)?.addresses ?? [];
      const addresses = [...new Set([...imported.keys(), ...here])];
      const views = await conversations.view(addresses);
      const before = taken();
      for (const changes of importContact(contactId, imported, views, { placement, inbox, now, tallies })) {
        const kept = store.commit(() => ({ changes, result: null }));
        // Its failure is met where all are waited for; until then it is none that nobody foresaw.
        kept.catch(() => undefined);
        inFlight.push(kept);
      }
      sinceCheckpoint += taken() - before;
      if (inFlight.length < IN_FLIGHT && sinceCheckpoint < CHECKPOINT_EVERY) continue;
      await Promise.all(inFlight);
      inFlight = [];
      if (taken() - told >= TELL_EVERY) onProgress?.(`${(told = taken())} messages brought in`);
      if (sinceCheckpoint < CHECKPOINT_EVERY) continue;
      sinceCheckpoint = 0;
      await parts.checkpoint();
    }
  }
  await Promise.all(inFlight);
  return {
    ...tallies,
    channels: desk.channels.length,
    knowledge: desk.knowledge.length,
    settings: desk.settings.length,
  };
}

/** Channels, knowledge, canned replies and settings that are not here as they are in the file. */
function deskDocuments(gathered: Gathered, placement: Placement, inbox: Inbox, now: string) {
  const dated = <T extends { createdAt?: string | undefined; updatedAt?: string | undefined }>(doc: T) => ({
    ...doc,
    createdAt: doc.createdAt ?? now,
    updatedAt: doc.updatedAt ?? now,
  });
  const knowledge = [...gathered.knowledge.values()].map(dated);
  // A shortcut stands for one reply: what the file has under it takes the place of what is here.
  const byShortcut = new Map([...inbox.values('canned')].map(({ shortcut, _id }) => [shortcut.toLowerCase(), _id]));
  const canned = [...gathered.canned.values()].map((doc) => ({
    ...dated(doc),
    _id: byShortcut.get(doc.shortcut.toLowerCase()) ?? doc._id,
  }));
  return {
    channels: placement.channels.filter((doc) => !isDeepStrictEqual(doc, inbox.get('channels', doc._id))),
    knowledge: knowledge.filter((doc) => !isDeepStrictEqual(doc, inbox.get('knowledge', doc._id))),
    canned: canned.filter((doc) => !isDeepStrictEqual(doc, inbox.get('canned', doc._id))),
    settings: [...gathered.settings.values()].filter((doc) => !isDeepStrictEqual(doc, inbox.get('settings', doc._id))),
  };
}

/** Reads a part into memory: contact, address, documents. */
async function readPart(
  spool: Spool,
  name: string,
  placement: Placement,
): Promise<Map<string, Map<string, ImportedHistory>>> {
  const contacts = new Map<string, Map<string, ImportedHistory>>();
  for await (const line of spool.read(name)) {
    const { address, table, doc } = line as PartLine;
    const contactId = placement.ownerOf(address);
    let addresses = contacts.get(contactId);
    if (!addresses) contacts.set(contactId, (addresses = new Map<string, ImportedHistory>()));
    let history = addresses.get(address);
    if (!history) addresses.set(address, (history = emptyHistory()));
    (history[table] as Map<string, typeof doc>).set(doc._id, doc);
  }
  return contacts;
}

function emptyHistory(): ImportedHistory {
  return { sessions: new Map(), messages: new Map() };
}

function tally(): Tally {
  return { added: 0, replaced: 0, unchanged: 0 };
}

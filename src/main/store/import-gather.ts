import type { Tables } from '../../shared/domain';
import { fromExtendedJson } from './extended-json';
import { EXPORT_FORMAT, isPublicSetting } from './export-data';
import { type FoundDocument, readJsonDocuments } from './json-documents';
import { guessTable, type Imported, importSchemas, type ImportTable, reasonOf, settingEntry } from './import-schema';
import type { Spool } from './import-spool';

/** Something in the file is not right. Nothing of it was taken. The message says what and where. */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';
}

/** What is known of a session from itself and its messages, whichever come first. */
export interface SessionPlace {
  address?: string;
  /** Our own address. */
  ours?: string;
  channel_id?: string;
  communication_type?: Tables['sessions']['communication_type'];
  /** Where it was met first, for a sentence about what is missing. */
  readonly where: string;
}

/** A document as it waits in a file, with its place. */
export interface Spooled<T extends ImportTable> {
  readonly where: string;
  readonly doc: Imported<T>;
}

/** All that a file holds, checked document by document. Sessions and messages wait in the spool. */
export interface Gathered {
  readonly channels: Map<string, Imported<'channels'>>;
  readonly contacts: Map<string, Imported<'contacts'>>;
  readonly threads: Map<string, Imported<'threads'>>;
  readonly addresses: Map<string, Imported<'addresses'>>;
  readonly knowledge: Map<string, Imported<'knowledge'>>;
  readonly canned: Map<string, Imported<'canned'>>;
  readonly settings: Map<string, Tables['settings']>;
  readonly places: Map<string, SessionPlace>;
  count: number;
}

/**
 * Reads a file and checks every document in it.
 *
 * @param now time for what says none itself
 * @throws ImportRefusedError, NotJsonError
 */
export async function gatherImport(
  file: string,
  spool: Spool,
  now: string,
  progress: { readonly onProgress?: (text: string) => void; readonly signal?: AbortSignal },
): Promise<Gathered> {
  const gathered: Gathered = {
    channels: new Map(),
    contacts: new Map(),
    threads: new Map(),
    addresses: new Map(),
    knowledge: new Map(),
    canned: new Map(),
    settings: new Map(),
    places: new Map(),
    count: 0,
  };
  const seen = { isExport: false };
  await spool.begin('sessions');
  await spool.begin('messages');
  const onDocument = (found: FoundDocument): Promise<void> | undefined => {
    gathered.count += 1;
    if (gathered.count % 20_000 === 0) progress.onProgress?.(`${gathered.count} documents checked`);
    const value = fromExtendedJson(found.value);
    const table = (found.list ?? guessTable(value, file)) as ImportTable | null;
    const where = sayWhere(found, value);
    if (!table) throw new ImportRefusedError(`${where} is none of the documents that Switchboard keeps.`);
    if (table === 'sessions') return addSession(check(table, value, where), where);
    if (table === 'messages') return addMessage(check(table, value, where), where);
    const doc = check(table, value, where);
    (gathered[table] as Map<string, typeof doc>).set(doc._id, doc);
    return undefined;
  };

  function addSession(doc: Imported<'sessions'>, where: string): Promise<void> | undefined {
    const place = placeOf(gathered, doc._id, where);
    place.communication_type = doc.communication_type;
    if (doc.metadata.fromNumber !== undefined) place.address = doc.metadata.fromNumber;
    if (doc.channel_id !== undefined) place.channel_id = doc.channel_id;
    return spool.add('sessions', { where, doc });
  }

  function addMessage(doc: Imported<'messages'>, where: string): Promise<void> | undefined {
    const { fromNumber, toNumber } = doc.metadata;
    const place = placeOf(gathered, doc.session_id, where);
    const isIncoming = doc.sender === 'contact';
    const address = isIncoming ? fromNumber : doc.sender === undefined ? undefined : toNumber;
    const ours = isIncoming ? toNumber : fromNumber;
    if (address !== undefined) place.address ??= address;
    if (ours !== undefined && doc.sender !== undefined) place.ours ??= ours;
    if (doc.channel_id !== undefined) place.channel_id ??= doc.channel_id;
    if (doc.communication_type !== undefined) place.communication_type ??= doc.communication_type;
    return spool.add('messages', { where, doc });
  }

  await readJsonDocuments(
    file,
    {
      onDocument,
      onFields(fields) {
        seen.isExport ||= fields.format === EXPORT_FORMAT;
        takeFields(fields, gathered, now);
      },
    },
    progress.signal,
  );
  if (gathered.count === 0 && !seen.isExport) {
    throw new ImportRefusedError('The file holds nothing that Switchboard keeps.');
  }
  return gathered;
}

function placeOf(gathered: Gathered, sessionId: string, where: string): SessionPlace {
  let place = gathered.places.get(sessionId);
  if (!place) gathered.places.set(sessionId, (place = { where }));
  return place;
}

function takeFields(fields: Readonly<Record<string, unknown>>, gathered: Gathered, now: string): void {
  const { format, settings } = fields;
  if (format !== undefined && format !== EXPORT_FORMAT) {
    throw new ImportRefusedError(
      `The file is of the form ${JSON.stringify(format)}; this Switchboard reads "${EXPORT_FORMAT}". Update Switchboard, or export the file anew.`,
    );
  }
  if (settings === undefined) return;
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new ImportRefusedError('"settings" is not an object of settings.');
  }
  for (const [_id, value] of Object.entries(settings)) {
    if (!isPublicSetting(_id)) continue;
    const entry = settingEntry.safeParse(value);
    gathered.settings.set(_id, entry.success ? { _id, ...entry.data } : { _id, value, by: 'import', at: now });
  }
}

function check<T extends ImportTable>(table: T, value: unknown, where: string): Imported<T> {
  const parsed = importSchemas[table].safeParse(value);
  if (!parsed.success) throw new ImportRefusedError(`${where} cannot be taken: ${reasonOf(parsed.error, value)}.`);
  return keepPrototypeFields(parsed.data, value) as Imported<T>;
}

/** Fields of the name `__proto__` are unknown fields like any other; zod leaves them out for safety's sake. */
function keepPrototypeFields(after: unknown, before: unknown): unknown {
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return after;
  for (const [name, value] of Object.entries(before)) {
    const there = Object.getOwnPropertyDescriptor(after, name)?.value as unknown;
    if (name === '__proto__' && there === undefined) {
      Object.defineProperty(after, name, { value, writable: true, enumerable: true, configurable: true });
    } else if (typeof value === 'object') keepPrototypeFields(there, value);
  }
  return after;
}

function sayWhere({ list, index }: FoundDocument, value: unknown): string {
  const id = typeof value === 'object' && value !== null && '_id' in value ? value._id : undefined;
  const name = list === null ? `Document ${index + 1}` : `${list}[${index}]`;
  return typeof id === 'string' ? `${name} (_id ${JSON.stringify(id.slice(0, 80))})` : name;
}

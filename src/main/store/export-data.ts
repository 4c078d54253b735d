import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { isoNow, type Clock } from '../app/clock';
import { ConversationFiles } from './conversation-files';
import type { Conversations } from './conversations';
import { codeOf, realDisk } from './disk';
import { describeDiskProblem } from './disk-problem';
import type { Inbox } from './inbox';
import { createSection, type Section, TextFile } from './text-file';

/** The form of exported files. */
export const EXPORT_FORMAT = 'switchboard/1';
/** After how many contacts progress is told. */
const PROGRESS_EVERY = 500;
/** Names of settings that must never leave the desk, if one should ever be kept there. */
const SECRET_NAME = /token|secret|password|passwd|credential|authorization|api[-_]?key/i;

export interface TransferProgress {
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface ExportSummary {
  readonly file: string;
  readonly contacts: number;
  readonly sessions: number;
  readonly messages: number;
  readonly knowledge: number;
}

/** Whether a setting of this name may be exported and imported. */
export function isPublicSetting(key: string): boolean {
  return !SECRET_NAME.test(key);
}

const SECTIONS = ['contacts', 'threads', 'addresses', 'sessions', 'messages'] as const;

/**
 * Writes everything as one JSON file: document after document, so that a million of them need no more memory than
 * one contact's. The file appears under its name only when it is whole. Commits go on meanwhile; what belongs to
 * one contact is of one moment.
 *
 * @throws Error with a sentence for people when the file cannot be written
 */
export async function exportData(
  parts: {
    readonly inbox: Inbox;
    readonly conversations: Conversations;
    readonly files: ConversationFiles;
    readonly clock: Clock;
  },
  file: string,
  { onProgress, signal }: TransferProgress,
): Promise<ExportSummary> {
  const { inbox, clock } = parts;
  let spool: string | null = null;
  const sections = new Map<string, Section>();
  try {
    spool = await mkdtemp(path.join(path.dirname(file), '.switchboard-export-'));
    const counts = { contacts: 0, sessions: 0, messages: 0 };
    for (const name of SECTIONS) sections.set(name, await createSection(path.join(spool, name)));

    for await (const { id, addresses } of everyContact(parts)) {
      signal?.throwIfAborted();
      const views = await parts.conversations.view(addresses);
      // No await from here to the last `add`: this is how the contact stands at one moment.
      const contact = inbox.get('contacts', id);
      const thread = inbox.get('threads', id);
      const sessions = views.flatMap((view) => view.sessions());
      const messages = views.flatMap((view) => view.messages());
      sections.get('contacts')?.add(contact ? [contact] : []);
      sections.get('threads')?.add(thread ? [thread] : []);
      sections.get('addresses')?.add(addresses.flatMap((address) => inbox.get('addresses', address) ?? []));
      sections.get('sessions')?.add(sessions);
      sections.get('messages')?.add(messages);
      counts.contacts += contact ? 1 : 0;
      counts.sessions += sessions.length;
      counts.messages += messages.length;
      for (const section of sections.values()) await section.flush();
      if (contact && counts.contacts % PROGRESS_EVERY === 0)
        onProgress?.(`${counts.contacts} of ${inbox.size('contacts')} contacts`);
    }
    await join(path.join(spool, 'whole'), file, sections, inbox, isoNow(clock));
    return { file, ...counts, knowledge: inbox.size('knowledge') };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    const { message, remedy } = describeDiskProblem(error, 'file');
    throw new Error(`The file ${file} cannot be written. ${message} ${remedy}`, { cause: error });
  } finally {
    for (const section of sections.values()) await section.abandon();
    if (spool !== null) await rm(spool, { recursive: true, force: true });
  }
}

/** Goes through all contacts with their addresses, and through conversations that belong to none. */
async function* everyContact(parts: {
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly files: ConversationFiles;
}): AsyncGenerator<{ readonly id: string; readonly addresses: readonly string[] }> {
  const { inbox, conversations, files } = parts;
  const keys = new Set<string>();
  const byContact = new Map<string, string[]>();
  for (const { _id } of inbox.values('contacts')) byContact.set(_id, []);
  const add = (address: string, contactId: string): void => {
    const { key } = ConversationFiles.place(address);
    if (keys.has(key)) return;
    keys.add(key);
    const addresses = byContact.get(contactId);
    if (addresses) addresses.push(address);
    else byContact.set(contactId, [address]);
  };
  for (const { _id, contact_id } of inbox.values('addresses')) add(_id, contact_id);
  for (const address of conversations.known()) add(address, '');
  for (const [id, addresses] of byContact) yield { id, addresses };
  for await (const { address } of files.others(keys)) yield { id: '', addresses: [address] };
}

/** Puts the parts together in the order of the format, syncs, and gives the file its name. */
async function join(
  whole: string,
  file: string,
  sections: ReadonlyMap<string, Section>,
  inbox: Inbox,
  exportedAt: string,
): Promise<void> {
  const out = await TextFile.create(whole);
  try {
    out.add(`{\n"format": ${JSON.stringify(EXPORT_FORMAT)},\n"exportedAt": ${JSON.stringify(exportedAt)}`);
    out.addList('channels', [...inbox.values('channels')]);
    for (const [name, section] of sections) {
      out.add(`,\n${JSON.stringify(name)}: [`);
      await out.append(await section.finish());
      out.add('\n]');
    }
    out.addList('knowledge', [...inbox.values('knowledge')]);
    out.addList('canned', [...inbox.values('canned')]);
    const settings = [...inbox.values('settings')].filter(({ _id }) => isPublicSetting(_id));
    const entries = settings.map(({ _id, ...entry }) => `\n${JSON.stringify(_id)}: ${JSON.stringify(entry)}`);
    out.add(`,\n"settings": {${entries.join(',')}\n}\n}\n`);
    await out.finish();
  } catch (error) {
    await out.abandon();
    throw error;
  }
  await realDisk.rename(whole, file);
  await realDisk.syncDir(path.dirname(file));
}

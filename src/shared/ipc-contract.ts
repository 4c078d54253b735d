import { z } from 'zod';
import type { RunnableId } from './commands';
import type { ConnectionState } from './connection';
import type { Entry } from './changes';
import { aiSchemas, type AiOutput } from './contract/ai-contract';
import { backupSchemas, type BackupOutput } from './contract/backup-contract';
import { connectSchemas, type ConnectOutput } from './contract/connect-contract';
import { composerSchemas, isTimed, NOT_TIMED, type ComposerOutput } from './contract/composer-contract';
import { connectionSchemas, type ConnectionOutput } from './contract/connection-contract';
import { endpointSchemas, type EndpointOutput } from './contract/endpoint-contract';
import { contactsSchemas, type ContactsOutput } from './contract/contacts-contract';
import { knowledgeSchemas, type KnowledgeOutput } from './contract/knowledge-contract';
import { pagesSchemas, type PagesOutput } from './contract/pages-contract';
import { searchSchemas, type SearchOutput } from './contract/search-contract';
import { MAX_TITLE } from './contract/sessions-contract';
import { settingsSchemas, type SettingsOutput, type SettingsState } from './contract/settings-contract';
import type { Channel, Contact, Message, Mode, OptOut, Session, Thread } from './domain';
import { views, type View, type ViewCounts } from './views';

/**
 * Everything that crosses between the main process and a window. Requests are parsed in the main process
 * with these schemas, because only what a window sends is untrusted; events are plain types.
 */

const id = z.string().min(1).max(64);
const address = z.string().min(1).max(200);

export const requestSchemas = {
  /** All that a window needs to begin, as of one `seq`. */
  'desk.snapshot': z.strictObject({ view: z.enum(views) }),
  /** A page of a view, in its order, after the given thread (null: from the start). */
  'threads.page': z.strictObject({
    view: z.enum(views),
    after: id.nullable(),
    limit: z.int().min(1).max(500),
  }),
  /** A thread with its newest messages, at least back to a message or to the beginning of a session, if `at` names one. */
  'thread.open': z.strictObject({ contact_id: id, limit: z.int().min(1).max(1000), at: id.optional() }),
  /** Messages older than the given one. */
  'thread.older': z.strictObject({
    contact_id: id,
    before: id,
    limit: z.int().min(1).max(1000),
  }),
  'thread.read': z.strictObject({ contact_id: id }),
  'thread.mode': z.strictObject({ contact_id: id, mode: z.enum(['auto', 'draft', 'off']) }),
  'thread.state': z
    .strictObject({ contact_id: id, state: z.enum(['open', 'snoozed', 'done']), until: z.iso.datetime().nullable() })
    .refine(isTimed, NOT_TIMED),
  'message.retry': z.strictObject({ contact_id: id, address, message_id: id }),
  'note.add': z.strictObject({
    message_id: id,
    contact_id: id,
    content: z.string().trim().min(1).max(20_000),
  }),
  'draft.discard': z.strictObject({ contact_id: id, address, message_id: id }),
  'session.close': z.strictObject({ address, session_id: id }),
  'session.reopen': z.strictObject({ address, session_id: id }),
  'session.retitle': z.strictObject({
    address,
    session_id: id,
    title: z.string().trim().min(1).max(MAX_TITLE),
  }),
  'session.merge': z.strictObject({ address, from: id, into: id }),
  'session.delete': z.strictObject({ address, session_id: id }),
  /** Undoes the deletion or merge that gave this undo id, while this window's desk still runs. */
  'session.undo': z.strictObject({ undo_id: id }),
  /** Asks where to and writes one session as JSON. */
  'session.export': z.strictObject({ address, session_id: id }),
  'ai.switch': z.strictObject({ enabled: z.boolean() }),
  'activity.read': z.strictObject({ limit: z.int().min(1).max(2000) }),
  'media.save': z.strictObject({ address, message_id: id, index: z.int().min(0).max(9) }),
  'link.open': z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(4000) }),
  'text.copy': z.strictObject({ text: z.string().max(10_000) }),
  'simulator.show': z.strictObject({}),
  ...settingsSchemas,
  ...backupSchemas,
  ...connectionSchemas,
  ...pagesSchemas,
  ...contactsSchemas,
  ...composerSchemas,
  ...searchSchemas,
  ...connectSchemas,
  ...knowledgeSchemas,
  ...aiSchemas,
  ...endpointSchemas,
} as const;

export type RequestName = keyof typeof requestSchemas;
export type RequestInput<N extends RequestName> = z.infer<(typeof requestSchemas)[N]>;

/** A row of the list: the head of a thread with its person. */
export interface Row {
  readonly thread: Thread;
  readonly contact: Contact;
  /** They have opted out where a reply would go. */
  readonly optedOut?: true;
}

export interface ThreadPage {
  readonly rows: readonly Row[];
  /** Whether more follow after the last row. */
  readonly more: boolean;
}

/** Consent and channels of one address of a contact. */
export interface AddressState {
  readonly address: string;
  readonly optedOut: Readonly<Record<string, OptOut>>;
}

export interface OpenThread extends Row {
  /** The state that this was read at; changes up to this `seq` are in it. */
  readonly seq: number;
  readonly addresses: readonly AddressState[];
  readonly sessions: readonly Session[];
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** Whether there are older messages than the first one. */
  readonly more: boolean;
}

export interface AiState {
  readonly enabled: boolean;
  readonly by: string;
  readonly at: string | null;
  readonly provider: string;
  readonly defaultMode: Mode;
  /** Set by the environment at start; switching it then holds for this run only. */
  readonly fromEnvironment: boolean;
}

export interface Snapshot {
  readonly seq: number;
  readonly counts: ViewCounts;
  readonly channels: readonly Channel[];
  readonly ai: AiState;
  readonly connection: ConnectionState;
  readonly gapMinutes: number;
  readonly settings: SettingsState;
  readonly version: string;
  readonly view: View;
  readonly page: ThreadPage;
}

export interface ActivityLine {
  readonly at: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
  readonly contact_id: string | null;
}

/** What each request gives back. */
export interface RequestOutput
  extends
    AiOutput,
    BackupOutput,
    ConnectOutput,
    ConnectionOutput,
    ContactsOutput,
    EndpointOutput,
    KnowledgeOutput,
    PagesOutput,
    SettingsOutput,
    ComposerOutput,
    SearchOutput {
  'desk.snapshot': Snapshot;
  'threads.page': ThreadPage;
  'thread.open': OpenThread;
  'thread.older': {
    /** The state that this was read at, as in `OpenThread`. */
    readonly seq: number;
    readonly messages: readonly Message[];
    /** Those that the messages belong to. */
    readonly sessions: readonly Session[];
    readonly more: boolean;
  };
  'thread.read': null;
  'thread.mode': null;
  'thread.state': null;
  'message.retry': null;
  'note.add': { readonly message_id: string };
  'draft.discard': null;
  'session.close': null;
  'session.reopen': null;
  'session.retitle': null;
  'session.merge': { readonly undo_id: string };
  'session.delete': { readonly undo_id: string };
  'session.undo': null;
  'session.export': { readonly file: string | null };
  'ai.switch': null;
  'activity.read': readonly ActivityLine[];
  'media.save': { readonly file: string | null };
  'link.open': { readonly opened: boolean };
  'text.copy': null;
  'simulator.show': null;
}

/** Why a request was not carried out: a word for programs and a sentence for people. */
export interface RequestProblem {
  readonly code: 'bad-request' | 'refused' | 'not-found' | 'unavailable' | 'internal';
  readonly message: string;
  /** What to do next, if there is something. */
  readonly remedy?: string;
  /** The technical text, shown only to who asks for it. */
  readonly detail?: string;
}
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RequestProblem };

/** A line of the journal as windows get it: with the counts after it and the rows that it touched. */
export interface PublishedEntry extends Entry {
  readonly counts: ViewCounts;
  readonly rows: readonly Row[];
}

/** What the main process pushes. Entries come batched, in order and without a hole. */
export type DeskEvent =
  | { readonly type: 'entries'; readonly entries: readonly PublishedEntry[] }
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'ai'; readonly ai: AiState }
  | { readonly type: 'settings'; readonly settings: SettingsState }
  /** What the AI is writing to somebody, as far as it is; null when it writes no more. Kept nowhere. */
  | { readonly type: 'writing'; readonly contact_id: string; readonly address: string; readonly text: string | null }
  | { readonly type: 'activity'; readonly lines: readonly ActivityLine[] }
  | { readonly type: 'show-thread'; readonly contact_id: string }
  /** Something was chosen from the menu or the tray. */
  | { readonly type: 'command'; readonly id: RunnableId };

/** The only functions that the preload script gives to the operator's window. */
export interface DeskBridge {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput[N]>>;
  /** Calls back for every event from now on; events wait in the main process until the first listener. */
  onEvent(listener: (event: DeskEvent) => void): () => void;
}

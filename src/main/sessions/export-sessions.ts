import type { Message, Session } from '../../shared/domain';
import { CSV_START, toCsv, type Cell } from '../../shared/csv';
import type { Work } from '../ipc/long-work';
import type { Store } from '../store/store';
import type { SessionIndex } from './session-index';

/** How sessions can be written: as documents that can be read in again, or as a table of what was said. */
export type SessionFormat = 'json' | 'csv';

const COLUMNS: readonly Cell[] = [
  'Time',
  'Session',
  'Title',
  'Kind',
  'Customer',
  'Customer number',
  'Our number',
  'Who',
  'Status',
  'Text',
];

/** What there is to write, and what it is read from. */
export interface SessionExport {
  readonly store: Pick<Store, 'now' | 'allConversations'>;
  readonly index: SessionIndex;
  readonly sessionIds: readonly string[];
  readonly format: SessionFormat;
  /** ISO 8601. */
  readonly exportedAt: string;
  readonly work: Work;
}

/**
 * Gives sessions with their messages as the pieces of a file, conversation by conversation, so that many need no more
 * memory than the longest conversation.
 *
 * @throws the signal's reason when the work is cancelled
 */
export function exportSessions(options: SessionExport): AsyncGenerator<string> {
  return options.format === 'json' ? jsonPieces(options) : csvPieces(options);
}

/** The form of the whole export (`npm run export`), with nothing but these sessions and whose they are. */
async function* jsonPieces(options: SessionExport): AsyncGenerator<string> {
  const { now } = options.store;
  const contactIds = new Set(addressesOf(options).map((address) => now.get('addresses', address)?.contact_id ?? ''));
  const contacts = [...contactIds].flatMap((id) => now.get('contacts', id) ?? []);
  yield `{\n"format": "switchboard/1",\n"exportedAt": ${JSON.stringify(options.exportedAt)},\n`;
  yield `"channels": ${JSON.stringify([...now.values('channels')])},\n"contacts": ${JSON.stringify(contacts)},\n`;
  yield '"sessions": [';
  let comma = '';
  for await (const { sessions } of passing(options, 0)) {
    for (const session of sessions) {
      yield `${comma}\n${JSON.stringify(session)}`;
      comma = ',';
    }
  }
  yield '\n],\n"messages": [';
  comma = '';
  for await (const { messages } of passing(options, 1)) {
    for (const message of messages) {
      yield `${comma}\n${JSON.stringify(message)}`;
      comma = ',';
    }
  }
  yield '\n],\n"knowledge": [],\n"settings": {}\n}\n';
}

async function* csvPieces(options: SessionExport): AsyncGenerator<string> {
  const { now } = options.store;
  yield CSV_START + toCsv([COLUMNS]);
  for await (const { address, sessions, messages } of passing(options, 0)) {
    const entry = now.get('addresses', address);
    const contact = entry && now.get('contacts', entry.contact_id);
    const titles = new Map(sessions.map(({ _id, title }) => [_id, title]));
    const said = messages.filter((message) => message.status !== 'draft');
    yield toCsv(
      said.map((message) => [
        message.createdAt,
        message.session_id,
        titles.get(message.session_id) ?? '',
        message.communication_type,
        contact?.name ?? contact?.profileName ?? '',
        address,
        now.get('channels', message.channel_id)?.address ?? '',
        message.kind ?? message.sender,
        message.status,
        message.content,
      ]),
    );
  }
}

interface Passing {
  readonly address: string;
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
}

/** Goes through the conversations for the first or second time and gives what is wanted of each. */
async function* passing(options: SessionExport, round: 0 | 1): AsyncGenerator<Passing> {
  const { store, sessionIds, format, work } = options;
  const wanted = new Set(sessionIds);
  const rounds = format === 'json' ? 2 : 1;
  let done = round * wanted.size;
  for await (const conversation of store.allConversations(addressesOf(options))) {
    work.signal.throwIfAborted();
    const sessions = conversation.sessions().filter(({ _id }) => wanted.has(_id));
    const ids = new Set(sessions.map(({ _id }) => _id));
    const messages = conversation.messages().filter(({ session_id }) => ids.has(session_id));
    yield { address: conversation.address, sessions, messages };
    done += sessions.length;
    work.report(done, rounds * wanted.size);
  }
}

function addressesOf({ index, sessionIds }: SessionExport): string[] {
  return [...new Set(sessionIds.flatMap((id) => index.get(id)?.address ?? []))];
}

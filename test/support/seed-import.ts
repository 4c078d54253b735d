import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Change } from '../../src/shared/changes';
import type { Channel, Contact, Message, Session } from '../../src/shared/domain';

const run = promisify(execFile);

/** What an exported file holds of history. */
export interface History {
  readonly channels: Channel[];
  readonly contacts: Contact[];
  readonly sessions: Session[];
  readonly messages: Message[];
}

/** Gives the documents that changes leave behind, as an exported file has them. */
export function historyOf(changes: readonly Change[]): History {
  const history: History = { channels: [], contacts: [], sessions: [], messages: [] };
  for (const change of changes) {
    if (change.type === 'channel.added') history.channels.push(change.channel);
    else if (change.type === 'contact.added') history.contacts.push(change.contact);
    else if (change.type === 'session.opened') history.sessions.push(change.session);
    else if (change.type === 'message.added') history.messages.push(change.message);
  }
  const bySession = new Map<string, Message[]>();
  for (const message of history.messages) {
    bySession.set(message.session_id, [...(bySession.get(message.session_id) ?? []), message]);
  }
  const sessions = history.sessions.map((session) => {
    const own = bySession.get(session._id) ?? [];
    const last = own.findLast((message) => message.sender === 'contact' || message.sender === 'operator');
    return { ...session, message_count: own.length, last_message_at: last?.createdAt ?? session.last_message_at };
  });
  return { ...history, sessions };
}

/** Fills a data folder with history, as a person would who brings it along (`npm run import`). The app must be built. */
export async function seedByImport(dataDir: string, history: History): Promise<void> {
  const { PROJECT_DIR } = await import('../../scripts/runtime/paths.mjs');
  const file = `${dataDir}.seed.json`;
  const document = {
    format: 'switchboard/1',
    exportedAt: '2026-11-22T00:00:00.000Z',
    ...history,
    knowledge: [],
    settings: {},
  };
  await writeFile(file, JSON.stringify(document));
  await run(process.execPath, [path.join(PROJECT_DIR, 'out/main/data.js'), 'import', file], {
    env: { ...process.env, SWITCHBOARD_DATA_DIR: dataDir },
  });
}

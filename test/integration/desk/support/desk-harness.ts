import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../../src/main/app/clock';
import { createDeskHandlers } from '../../../../src/main/ipc/desk-handlers';
import type { StandInOptions, TwilioStandIn } from '../../../../src/main/simulator/stand-in';
import type { Change } from '../../../../src/shared/changes';
import type { Message, Thread } from '../../../../src/shared/domain';
import {
  ACCOUNT,
  OURS,
  startDesk,
  stopDesk,
  TOKEN,
  type StartedDesk,
  type StartOptions,
} from '../../../support/start-desk';
import { startStandIn } from '../../../support/stand-in';

export const A = '+12025550111';
export const B = '+12025550122';
export const EMPTY = /<Response\s*\/>/;

/** Starts a desk that is ended, with its folder removed, when the test is over. */
export async function openDeskFor(options: StartOptions = {}): Promise<StartedDesk> {
  const desk = await startDesk(options);
  onTestFinished(() => stopDesk(desk));
  return desk;
}

/** Ends a desk and opens it again on its folder; the new one is ended when the test is over. */
export async function reopen(desk: StartedDesk): Promise<StartedDesk> {
  const again = await desk.restart();
  onTestFinished(() => stopDesk(again));
  return again;
}

/** Opens a desk on what a running one has written so far: what is found after a power cut at this moment. */
export async function openAsAfterPowerCut(desk: StartedDesk, options: StartOptions = {}): Promise<StartedDesk> {
  for (;;) {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-desk-'));
    const before = await listFiles(desk.dataDir);
    // A copy takes its time, a power cut none: what was written meanwhile would not fit what was copied before it.
    const isWhole = await cp(desk.dataDir, dataDir, { recursive: true, filter: (file) => !file.endsWith('.sock') })
      .then(async () => (await listFiles(desk.dataDir)) === before)
      .catch(() => false);
    if (isWhole) return openDeskFor({ ...options, dataDir });
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function listFiles(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const lines = files.map(async (file) => {
    const found = await stat(file).catch(() => null);
    return `${file} ${found?.size} ${found?.mtimeMs}`;
  });
  return (await Promise.all(lines)).sort().join('\n');
}

/** A stand-in for Twilio with the account that the test desks have. */
export async function openStandIn(
  whatsApp: readonly string[] = [],
  more: Partial<StandInOptions> = {},
): Promise<TwilioStandIn> {
  const standIn = await startStandIn({
    clock: systemClock,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    numbers: [{ phoneNumber: OURS }],
    whatsAppSenders: whatsApp,
    callerIds: [],
    ...more,
  });
  onTestFinished(() => standIn.close());
  return standIn;
}

/** Resolves with the first change from now on that is wanted, once it is durable. */
export function untilChange<T extends Change['type']>(
  desk: StartedDesk,
  type: T,
  isWanted: (change: Extract<Change, { type: T }>) => boolean = () => true,
): Promise<Extract<Change, { type: T }>> {
  return new Promise((resolve) => {
    const stop = desk.store.subscribe((entry) => {
      for (const change of entry.changes) {
        if (change.type !== type || !isWanted(change as Extract<Change, { type: T }>)) continue;
        stop();
        resolve(change as Extract<Change, { type: T }>);
        return;
      }
    });
  });
}

/** Resolves when what is stored is as wanted: now, or after one of the changes to come. */
export async function untilStored(
  desk: StartedDesk,
  isWanted: (stored: Awaited<ReturnType<StartedDesk['documents']>>) => boolean,
): Promise<void> {
  let wake: () => void = () => undefined;
  const stop = desk.store.subscribe(() => wake());
  try {
    for (;;) {
      const next = new Promise<void>((resolve) => (wake = resolve));
      if (isWanted(await desk.documents())) return;
      await next;
    }
  } finally {
    stop();
  }
}

/** The thread of an address. */
export function threadOf(desk: StartedDesk, address = A): Thread {
  const contact = desk.store.now.get('addresses', address)?.contact_id ?? '';
  const thread = desk.store.now.get('threads', contact);
  if (!thread) throw new Error(`There is no thread of ${address}`);
  return thread;
}

/** What the operator's window can ask for, without a window. */
export function operatorOf(desk: StartedDesk) {
  const missing = () => {
    throw new Error('There is no desktop in this test');
  };
  const handlers = createDeskHandlers({
    ...desk.sending,
    outbox: desk.outbox,
    sessions: desk.sessions,
    modeDefaults: desk.modeDefaults,
    counts: missing,
    ai: { state: () => desk.settings.ai(), switch: (on, by) => desk.settings.switchAi(on, by) },
    desk: missing,
    backing: { backups: { make: missing, restore: missing }, restart: missing, losses: desk.losses },
    accountSetup: { ...desk.accountSetup, client: () => desk.account.client },
    connecting: desk.connecting,
    search: desk.search,
    meanings: desk.meanings,
    testEndpoint: desk.testEndpoint,
    configuring: { settings: desk.settings, secrets: desk.secrets, describe: missing },
    activity: (limit) => desk.log.recent(limit),
    copyText: missing,
    openLink: missing,
    saveMedia: missing,
    saveJson: missing,
    saveText: missing,
    chooseFiles: missing,
    chooseKnowledgeFile: missing,
    showSimulator: missing,
    dataDir: desk.dataDir,
    onError: (error) => desk.log.error('Something unexpected went wrong.', { detail: error }),
  });
  return {
    handlers,
    /** Sends a text to an address by the number that it wrote to; gives the message's id. */
    async reply(content: string, address = A, more: { id?: string; draft_id?: string | null } = {}): Promise<string> {
      const thread = threadOf(desk, address);
      const message_id = more.id ?? desk.sending.newId();
      await handlers['message.send']({
        message_id,
        contact_id: thread._id,
        address,
        channel_id: thread.replyTo?.channel_id ?? '',
        content,
        draft_id: more.draft_id ?? null,
      });
      return message_id;
    },
    async setMode(mode: 'auto' | 'draft' | 'off', address = A): Promise<void> {
      await handlers['thread.mode']({ contact_id: threadOf(desk, address)._id, mode });
    },
  };
}

/** What the AI said that the customer gets, or would get. */
export function aiMessages(messages: readonly Message[]): Message[] {
  return messages.filter((message) => message.sender === 'ai' && message.status !== 'draft');
}

export function drafts(messages: readonly Message[]): Message[] {
  return messages.filter((message) => message.status === 'draft');
}

/** Everything a store holds, as plain data that can be compared. */
export async function everythingIn(desk: StartedDesk): Promise<unknown> {
  const { sessions, messages } = await desk.documents();
  const { now } = desk.store;
  const byId = (docs: Iterable<{ readonly _id: string }>) => [...docs].sort((a, b) => (a._id < b._id ? -1 : 1));
  return JSON.parse(
    JSON.stringify({
      sessions: byId(sessions),
      messages,
      contacts: byId(now.values('contacts')),
      addresses: byId(now.values('addresses')),
      threads: byId(now.values('threads')),
      channels: byId(now.values('channels')),
    }),
  );
}

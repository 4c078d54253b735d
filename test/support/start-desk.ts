import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { Meanings } from '../../src/main/ai/meaning/meanings';
import { systemClock, type Clock } from '../../src/main/app/clock';
import { createLog, type DeskLog, type LogSink } from '../../src/main/app/log';
import { openDesk, type Desk } from '../../src/main/desk/open-desk';
import { readEnvironment } from '../../src/main/settings/environment';
import type { Disk } from '../../src/main/store/disk';
import type { Message, Session } from '../../src/shared/domain';

export const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`;
export const TOKEN = 'a-token-that-must-never-be-seen';
export const OURS = '+15703251809';

export interface StartedDesk extends Desk {
  readonly dataDir: string;
  readonly log: DeskLog;
  /** The lines of the activity log, without their times. */
  lines(): string[];
  /** Posts a form as Twilio does. */
  post(route: string, form: Record<string, string>, options?: PostOptions): Promise<Answer>;
  /** Posts a text to our number. */
  text(from: string, body: string, more?: Record<string, string>): Promise<Answer>;
  /** Everything that is stored, in order of time. */
  documents(): Promise<{ sessions: Session[]; messages: Message[] }>;
  /** Ends it and opens it again on the same folder. */
  restart(): Promise<StartedDesk>;
}

export interface PostOptions {
  /** Undefined: the right one. Null: none. */
  readonly signature?: string | null;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

export interface StartOptions {
  readonly clock?: Clock;
  readonly env?: Record<string, string>;
  readonly dataDir?: string;
  /** Where the log goes besides the activity lines; nowhere unless asked for. */
  readonly sinks?: (dataDir: string) => readonly LogSink[];
  /** Whether a backup has just taken the place of the data. */
  readonly isRestored?: boolean;
  /** The disk that the desk's folder is on. */
  readonly disk?: Disk;
  /** What the search over the team's knowledge compares besides words; nothing unless given. */
  readonly meanings?: Meanings;
}

let sids = 0;

/** Gives a MessageSid that nobody had yet. */
export function newSid(prefix = 'SM'): string {
  sids += 1;
  return `${prefix}${sids.toString(16).padStart(8, '0')}${randomBytes(12).toString('hex')}`;
}

/** Starts a desk on a folder and a port of its own, without a window and (unless asked for) without a delay. */
export async function startDesk(options: StartOptions = {}): Promise<StartedDesk> {
  const clock = options.clock ?? systemClock;
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'switchboard-desk-')));
  const environment = readEnvironment({
    processEnv: {
      PORT: '0',
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_PHONE_NUMBER: OURS,
      TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
      AI_RESPONSE_DELAY: '0',
      ...options.env,
      SWITCHBOARD_DATA_DIR: dataDir,
    },
    workingFolder: dataDir,
    defaultDataDir: dataDir,
    readFile: () => null,
  });
  const log = createLog({ clock, sinks: options.sinks?.(dataDir) ?? [] });
  const { isRestored = false } = options;
  const desk = await openDesk({
    environment,
    clock,
    random: randomBytes,
    log,
    isRestored,
    ...(options.disk ? { disk: options.disk } : {}),
    ...(options.meanings ? { meanings: options.meanings } : {}),
  });
  const post = (route: string, form: Record<string, string>, more: PostOptions = {}) =>
    postForm(desk.webhookUrl, route, form, more);
  return {
    ...desk,
    dataDir,
    log,
    lines: () => log.recent(2000).map((line) => line.text),
    post,
    text: (from, body, more = {}) =>
      post('/api/webhooks/sms', {
        MessageSid: newSid(),
        AccountSid: ACCOUNT,
        From: from,
        To: OURS,
        Body: body,
        NumMedia: '0',
        ...more,
      }),
    documents: async () => {
      const sessions: Session[] = [];
      const messages: Message[] = [];
      for (const { _id } of desk.store.now.values('addresses')) {
        const conversation = await desk.store.conversation(_id);
        sessions.push(...conversation.sessions());
        messages.push(...conversation.messages());
      }
      const byTime = (a: { createdAt: string }, b: { createdAt: string }) =>
        a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0;
      return { sessions: sessions.sort(byTime), messages: messages.sort(byTime) };
    },
    restart: async () => {
      await desk.close();
      return startDesk({ ...options, dataDir, isRestored: false });
    },
  };
}

/** Ends a desk and removes its folder. */
export async function stopDesk(desk: StartedDesk | undefined): Promise<void> {
  if (!desk) return;
  await desk.close();
  await rm(desk.dataDir, { recursive: true, force: true, maxRetries: 5 });
}

async function postForm(
  base: string,
  route: string,
  form: Record<string, string>,
  { signature, headers }: PostOptions,
): Promise<Answer> {
  const signed = signature === undefined ? getExpectedTwilioSignature(TOKEN, base + route, form) : signature;
  const response = await fetch(base + route, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...(signed === null ? {} : { 'x-twilio-signature': signed }),
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
  };
}

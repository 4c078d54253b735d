import path from 'node:path';
import { systemClock } from '../../src/main/app/clock';
import { ConversationFiles } from '../../src/main/store/conversation-files';
import { ConversationState } from '../../src/main/store/conversation-state';
import { type Disk, realDisk } from '../../src/main/store/disk';
import { foldHeads } from '../../src/main/store/fold-heads';
import { Inbox } from '../../src/main/store/inbox';
import { writeDesk, writeShard } from '../../src/main/store/inbox-documents';
import { SHARDS } from '../../src/main/store/shards';
import type { Channel, Message, Session } from '../../src/shared/domain';
import { put } from '../../src/shared/tables';

export interface SeedOptions {
  /** The data folder, which must not have a desk yet. */
  readonly dir: string;
  readonly threads: number;
  /** In all; each thread gets the same share. */
  readonly messages: number;
  /** Messages of the first thread; the others share the rest. Default: as all others. */
  readonly longest?: number;
  /** Time of the newest message. Default: now. */
  readonly until?: Date;
  readonly ours?: string;
}

const MESSAGES_PER_SESSION = 4;
const DAY_MS = 86_400_000;
const questions = [
  'Hi! Is my order on its way? The number is 4711.',
  'When do you open on Saturday?',
  'The parcel came, but one of the cups is broken. What can we do about it? 😀',
  'Thanks, that helped a lot!',
  'Could you please change the delivery address to 12 Long Street, second floor?',
];
const answers = [
  'Hi there! 👋 How can I help you today?',
  'We are open from 9 am to 5 pm, Monday to Saturday. Is there anything else I can do for you?',
  "I'm sorry about that! We will send you a new one right away, there is nothing you have to do.",
  "You're welcome! 😊 Have a nice day.",
];

/** Gives the address of the n-th seeded customer. */
export function seededAddress(n: number): string {
  return `+1202${String(5_000_000 + n)}`;
}

/** Gives the id of the n-th seeded contact. */
export function seededContactId(n: number): string {
  return `c${String(n).padStart(23, '0')}`;
}

/**
 * Fills a data folder as a desk would have left it that was closed in order: documents only, an empty journal. Nothing is
 * synced, so a million messages take no more than writing them. The same options give the same desk, times apart.
 */
export async function seedStore(options: SeedOptions): Promise<void> {
  const { dir, threads, messages, ours = '+15703251809' } = options;
  const until = (options.until ?? new Date()).getTime();
  const disk = unsynced();
  const channel: Channel = {
    _id: 'channel-sms',
    communication_type: 'sms',
    address: ours,
    name: ours,
    createdAt: new Date(until - 400 * DAY_MS).toISOString(),
  };
  const files = new ConversationFiles({ dir: path.join(dir, 'conversations'), disk, clock: systemClock });
  const inbox = new Inbox();
  inbox.write(put('channels', channel._id, channel), 1);
  const countOf = shares(options);
  for (let n = 0; n < threads; n++) {
    const count = countOf(n);
    const address = seededAddress(n);
    // Spread over a year, every thread with its own newest message.
    const history = makeHistory(n, address, channel, count, until - Math.floor((n * 300 * DAY_MS) / threads));
    const contactId = seededContactId(n);
    const heads = foldHeads(contactId, [{ address, ...history }]);
    const { createdAt } = history.sessions[0] ?? channel;
    const contact = {
      _id: contactId,
      name: n % 3 === 0 ? `Customer ${n}` : null,
      profileName: null,
      addresses: [address],
      notes: '',
      blocked: false,
      createdAt,
      updatedAt: createdAt,
    };
    inbox.write(put('contacts', contactId, contact), messages);
    inbox.write(put('threads', contactId, heads.thread), messages);
    for (const entry of heads.addresses) inbox.write(put('addresses', entry._id, entry), messages);
    const state = new ConversationState(address, { seq: messages, chunks: [], ...history });
    await files.write(address, messages, contactId, state.snapshot());
  }
  await disk.makeDir(path.join(dir, 'inbox'));
  const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
  for (const shard of shards) await writeShard(disk, dir, shard, { seq: messages, ...inbox.shard(shard) });
  await writeDesk(disk, dir, { seq: messages, journalFrom: messages + 1, shards, ...inbox.desk() });
}

/** Gives how many messages the n-th thread gets. */
function shares({ threads, messages, longest }: Omit<SeedOptions, 'dir'>): (n: number) => number {
  if (longest === undefined) return (n) => Math.floor(messages / threads) + (n < messages % threads ? 1 : 0);
  const rest = shares({ threads: threads - 1, messages: messages - longest });
  return (n) => (n === 0 ? longest : rest(n - 1));
}

function makeHistory(
  thread: number,
  address: string,
  channel: Channel,
  count: number,
  until: number,
): { readonly sessions: Session[]; readonly messages: Message[] } {
  const sessions: Session[] = [];
  const messages: Message[] = [];
  const id = (kind: string, n: number): string =>
    `${kind}${thread.toString(16).padStart(11, '0')}${n.toString(16).padStart(12, '0')}`;
  for (let first = 0; first < count; first += MESSAGES_PER_SESSION) {
    const size = Math.min(MESSAGES_PER_SESSION, count - first);
    const begin = until - Math.ceil((count - first) / MESSAGES_PER_SESSION) * 6 * 3_600_000;
    const at = (n: number): string => new Date(begin + n * 40_000).toISOString();
    const session_id = id('a', first);
    for (let n = 0; n < size; n++) messages.push(makeMessage(id('b', first + n), session_id, at(n), n, thread + first));
    const lastOfPerson = at(size - 1 - ((size - 1) % 2));
    sessions.push({
      _id: session_id,
      channel_id: channel._id,
      communication_type: 'sms',
      title: `SMS from ${address}`,
      status: 'closed',
      message_count: size,
      last_message_at: lastOfPerson,
      metadata: { fromNumber: address, firstMessageAt: at(0) },
      createdAt: at(0),
      updatedAt: at(size - 1),
    });
  }
  return { sessions, messages };

  function makeMessage(_id: string, session_id: string, createdAt: string, n: number, turn: number): Message {
    const base = { _id, session_id, channel_id: channel._id, communication_type: 'sms', createdAt } as const;
    if (n % 2 === 0) {
      return {
        ...base,
        content: questions[turn % questions.length] ?? '',
        sender: 'contact',
        status: 'received',
        answer: '<?xml version="1.0" encoding="UTF-8"?><Response><Message>…</Message></Response>',
        metadata: { fromNumber: address, toNumber: channel.address, twilioMessageSid: `SM${_id.padStart(32, '0')}` },
      };
    }
    return {
      ...base,
      content: answers[turn % answers.length] ?? '',
      sender: 'ai',
      status: 'delivered',
      explanation: { provider: 'mock', model: null, durationMs: 0, rule: 'greeting', knowledge: [], tokens: null },
      metadata: { fromNumber: channel.address, toNumber: address, generatedBy: 'AI' },
    };
  }
}

/** The disk of the machine, without waiting for it. */
function unsynced(): Disk {
  return {
    ...realDisk,
    async open(file, how) {
      const open = await realDisk.open(file, how);
      return { ...open, sync: () => Promise.resolve() };
    },
    syncDir: () => Promise.resolve(),
  };
}

import fc from 'fast-check';
import { applyChange } from '../../src/shared/apply-change';
import type { Change } from '../../src/shared/changes';
import type { Contact, Message, Session, TableName, Tables } from '../../src/shared/domain';
import { inboxTables } from '../../src/shared/tables';
import type { FolderStore } from '../../src/main/store/folder-store';

const AT = '2025-01-15T10:00:00.000Z';

/** The reducer on plain maps: what a store must agree with, however often it was restarted. */
export class StoreModel {
  readonly tables: { readonly [T in TableName]: Map<string, Tables[T]> } = {
    channels: new Map(),
    contacts: new Map(),
    addresses: new Map(),
    threads: new Map(),
    sessions: new Map(),
    messages: new Map(),
    knowledge: new Map(),
    canned: new Map(),
    settings: new Map(),
  };
  readonly addressOf = new Map<string, string>();

  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      const read = { get: (table: TableName, id: string) => this.tables[table].get(id) as never };
      for (const write of applyChange(read, change)) {
        const table = this.tables[write.table] as Map<string, unknown>;
        if (write.doc === null) table.delete(write.id);
        else {
          table.set(write.id, write.doc);
          if ('address' in change && change.address !== null) this.addressOf.set(write.id, change.address);
        }
      }
    }
  }

  /** Everything as plain data: inbox tables by id, and per address its sessions by id and messages in order. */
  dump(): unknown {
    const addresses = [...this.tables.addresses.keys()].sort();
    return plain({
      inbox: inboxTables.map((table) => byId(this.tables[table].values())),
      conversations: addresses.map((address) => ({
        address,
        sessions: byId([...this.tables.sessions.values()].filter(({ _id }) => this.addressOf.get(_id) === address)),
        messages: [...this.tables.messages.values()]
          .filter(({ _id }) => this.addressOf.get(_id) === address)
          .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0)),
      })),
    });
  }
}

/** The same of a store. */
export async function dumpStore(store: FolderStore): Promise<unknown> {
  const addresses = [...store.now.values('addresses')].map(({ _id }) => _id).sort();
  const conversations = [];
  for (const address of addresses) {
    const conversation = await store.conversation(address);
    conversations.push({ address, sessions: byId(conversation.sessions()), messages: [...conversation.messages()] });
  }
  return plain({ inbox: inboxTables.map((table) => byId(store.now.values(table))), conversations });
}

function byId(docs: Iterable<{ readonly _id: string }>): unknown[] {
  return [...docs].sort((a, b) => (a._id < b._id ? -1 : 1));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Addresses as hostile as they come, next to an ordinary one. */
export const ADDRESSES = ['+15550000001', '../../etc/passwd\u0000', '__proto__'];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('😀', '\u2028\u2029', '{"seq":1}\n{"seq":2}', 'STOP', '\ud800'),
);
const time = fc.integer({ min: 0, max: 20 }).map((n) => new Date(Date.parse(AT) + n * 60_000).toISOString());

/** A random thing to do. What it means depends on what is there, so that nearly all of them do something. */
export interface Step {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly text: string;
  readonly time: string;
}

export const steps = fc.array(fc.record({ kind: fc.nat(20), a: fc.nat(1000), b: fc.nat(1000), text, time }), {
  minLength: 1,
  maxLength: 60,
});

/** Gives the changes of a step on the model's state. Ids count up, so a run is told apart from another by `n`. */
export function changesOf(model: StoreModel, step: Step, n: number): Change[] {
  const { tables } = model;
  const pick = <T>(values: Iterable<T>, at: number): T | undefined => {
    const all = [...values];
    return all.length > 0 ? all[at % all.length] : undefined;
  };
  const entry = pick(tables.addresses.values(), step.a);
  if (!entry || (step.kind === 0 && tables.contacts.size < ADDRESSES.length))
    return [...(tables.channels.size === 0 ? [CHANNEL] : []), newContact(tables.contacts.size)];
  const address = entry._id;
  const contact_id = entry.contact_id;
  const own = <T extends { _id: string }>(docs: Iterable<T>): T[] =>
    [...docs].filter(({ _id }) => model.addressOf.get(_id) === address);
  const sessions = own(tables.sessions.values());
  const messages = own(tables.messages.values());
  const session = pick(sessions, step.b);
  const message = pick(messages, step.b);
  const opened: Change = { type: 'session.opened', address, session: newSession(n, step.time, address) };
  const after = { contact_id, last: null, messageCount: messages.length, latest: null };
  const channel_id = 'channel';
  if (!session) return [opened];
  switch (step.kind) {
    case 1:
      return [opened];
    case 2:
      return [opened, { type: 'message.added', address, contact_id, message: newMessage(n, `s${n}`, step, address) }];
    case 3:
      if (!message) break;
      return [
        { type: 'message.status', address, contact_id, message_id: message._id, status: 'failed', at: step.time },
      ];
    case 4:
      return [
        { type: 'session.status', address, session_id: session._id, channel_id, status: 'closed', at: step.time },
      ];
    case 5: {
      const into = sessions.find(({ _id }) => _id !== session._id);
      if (!into) break;
      const message_ids = messages.filter(({ session_id }) => session_id === session._id).map(({ _id }) => _id);
      return [
        {
          type: 'session.merged',
          address,
          channel_id,
          from: session._id,
          into: into._id,
          message_ids,
          at: step.time,
          after,
        },
      ];
    }
    case 6: {
      const message_ids = messages.filter(({ session_id }) => session_id === session._id).map(({ _id }) => _id);
      return [{ type: 'session.deleted', address, session_id: session._id, message_ids, channel_id, after }];
    }
    case 7:
      return [{ type: 'mode.set', contact_id, mode: { value: 'off', by: step.text, at: step.time } }];
    case 8:
      return [
        { type: 'setting.set', key: step.text, value: { __proto__: null, [step.text]: step.b }, by: 'me', at: AT },
      ];
    case 9:
      return [{ type: 'optout.set', address, channel_id: '__proto__', optedOut: { at: AT, keyword: step.text } }];
    case 10:
      return [
        { type: 'thread.read', contact_id },
        { type: 'contact.edited', contact_id, patch: { name: step.text }, at: step.time },
      ];
    case 11: {
      // Shortcuts differ, as the console sees to.
      const reply = { _id: `canned-${step.b % 3}`, shortcut: `s${step.b % 3}`, text: step.text };
      return [{ type: 'canned.put', reply: { ...reply, createdAt: AT, updatedAt: step.time } }];
    }
    case 12: {
      const entry = { _id: `knowledge-${step.b % 3}`, question: step.text, answer: step.text };
      return [{ type: 'knowledge.put', entry: { ...entry, createdAt: AT, updatedAt: step.time } }];
    }
  }
  return [{ type: 'message.added', address, contact_id, message: newMessage(n, session._id, step, address) }];
}

const CHANNEL: Change = {
  type: 'channel.added',
  channel: { _id: 'channel', communication_type: 'sms', address: '+15703251809', name: 'Ours', createdAt: AT },
};

export function newContact(n: number): Change {
  const contact: Contact = {
    _id: n === 2 ? '__proto__' : `contact-${n}`,
    name: null,
    profileName: null,
    addresses: [ADDRESSES[n % ADDRESSES.length]!],
    notes: '',
    blocked: false,
    createdAt: AT,
    updatedAt: AT,
  };
  return { type: 'contact.added', contact };
}

export function newSession(n: number, at = AT, address = ADDRESSES[0]!): Session {
  return {
    _id: `s${n}`,
    channel_id: 'channel',
    communication_type: 'sms',
    title: `Session ${n}`,
    status: 'active',
    message_count: 0,
    last_message_at: at,
    metadata: { fromNumber: address, firstMessageAt: at },
    createdAt: at,
    updatedAt: at,
  };
}

export function newMessage(
  n: number,
  session_id: string,
  said: { readonly text: string; readonly time: string },
  address = ADDRESSES[0]!,
): Message {
  return {
    _id: `m${n}`,
    session_id,
    channel_id: 'channel',
    content: said.text,
    sender: n % 3 === 0 ? 'ai' : 'contact',
    communication_type: 'sms',
    status: 'received',
    metadata: { fromNumber: address, toNumber: '+15703251809', twilioMessageSid: `SM${String(n).padStart(32, '0')}` },
    createdAt: said.time,
  };
}

import type { Change, HeadAfter } from '../../src/shared/changes';
import type { CommunicationType, Contact, Message, MessageStatus, Session } from '../../src/shared/domain';
import { previewOf } from '../../src/shared/preview';
import type { FakeDesk } from './fake-desk';

/** Writes believable history into a fake desk: what the main process would have decided. */
export class DeskScript {
  #count = 0;

  constructor(
    readonly desk: FakeDesk,
    public now = Date.parse('2026-11-22T10:00:00.000Z'),
  ) {}

  /** A document id that sorts by the order of its making. */
  id(): string {
    this.#count += 1;
    return this.#count.toString(16).padStart(24, '0');
  }

  at(): string {
    return new Date(this.now).toISOString();
  }

  channel(communication_type: CommunicationType, address: string, name = address): string {
    const _id = this.id();
    const channel = { _id, communication_type, address, name, createdAt: this.at() };
    this.desk.commit({ type: 'channel.added', channel });
    return _id;
  }

  contact(address: string, more: Partial<Contact> = {}): string {
    const contact: Contact = {
      _id: this.id(),
      name: null,
      profileName: null,
      addresses: [address],
      notes: '',
      blocked: false,
      createdAt: this.at(),
      updatedAt: this.at(),
      ...more,
    };
    this.desk.commit({ type: 'contact.added', contact });
    return contact._id;
  }

  /** Gives the session of a contact on a channel, opened if there is none or if the newest one is closed. */
  session(contactId: string, channelId: string): { readonly id: string; readonly changes: Change[] } {
    const address = this.addressOf(contactId);
    const head = this.desk.get('addresses', address)?.latest[channelId];
    if (head?.status === 'active') return { id: head.session_id, changes: [] };
    const channel = this.desk.get('channels', channelId);
    const session: Session = {
      _id: this.id(),
      channel_id: channelId,
      communication_type: channel?.communication_type ?? 'sms',
      title: `SMS from ${address}`,
      status: 'active',
      message_count: 0,
      last_message_at: this.at(),
      metadata: { fromNumber: address, firstMessageAt: this.at() },
      createdAt: this.at(),
      updatedAt: this.at(),
    };
    return { id: session._id, changes: [{ type: 'session.opened', address, session }] };
  }

  /** Adds a message, in a session of its own if need be. Gives its id. */
  message(contactId: string, channelId: string, given: Partial<Message> = {}): string {
    const address = this.addressOf(contactId);
    const session = this.session(contactId, channelId);
    const sender = given.sender ?? 'contact';
    const message: Message = {
      _id: this.id(),
      session_id: session.id,
      channel_id: channelId,
      content: 'Hello',
      sender,
      communication_type: this.desk.get('channels', channelId)?.communication_type ?? 'sms',
      status: sender === 'contact' ? 'received' : 'queued',
      metadata: { fromNumber: address, toNumber: '+15550100000' },
      createdAt: this.at(),
      ...given,
    };
    this.desk.commit(...session.changes, {
      type: 'message.added',
      address,
      contact_id: contactId,
      message,
    });
    return message._id;
  }

  status(contactId: string, message_id: string, status: MessageStatus, code?: number): void {
    this.desk.commit({
      type: 'message.status',
      address: this.addressOf(contactId),
      contact_id: contactId,
      message_id,
      status,
      at: this.at(),
      ...(code === undefined ? {} : { error: { code, message: `Error ${String(code)}` } }),
    });
  }

  closeSession(contactId: string, channelId: string): void {
    const address = this.addressOf(contactId);
    const head = this.desk.get('addresses', address)?.latest[channelId];
    if (!head) return;
    this.desk.commit({
      type: 'session.status',
      address,
      session_id: head.session_id,
      channel_id: channelId,
      status: 'closed',
      at: this.at(),
    });
  }

  /** Deletes the oldest or newest session of a contact. Gives the change that undoes it. */
  deleteSession(contactId: string, which: 'oldest' | 'newest'): Change | null {
    const open = this.desk.open(contactId, 10_000);
    const session = which === 'oldest' ? open?.sessions[0] : open?.sessions.at(-1);
    if (!open || !session) return null;
    const address = this.addressOf(contactId);
    const messages = open.messages.filter((message) => message.session_id === session._id);
    const left = open.messages.filter((message) => message.session_id !== session._id);
    const before = this.#headAfter(contactId, session.channel_id, open.messages, open.sessions);
    this.desk.commit({
      type: 'session.deleted',
      address,
      session_id: session._id,
      message_ids: messages.map((message) => message._id),
      channel_id: session.channel_id,
      after: this.#headAfter(
        contactId,
        session.channel_id,
        left,
        open.sessions.filter((other) => other !== session),
      ),
    });
    return {
      type: 'session.restored',
      address,
      channel_id: session.channel_id,
      sessions: [session],
      messages,
      after: before,
    };
  }

  /** Merges the newest session of a contact on its channel into the one before it. */
  mergeNewest(contactId: string): void {
    const open = this.desk.open(contactId, 10_000);
    const from = open?.sessions.at(-1);
    const into = open?.sessions.findLast((session) => session !== from && session.channel_id === from?.channel_id);
    if (!open || !from || !into) return;
    this.desk.commit({
      type: 'session.merged',
      address: this.addressOf(contactId),
      channel_id: from.channel_id,
      from: from._id,
      into: into._id,
      message_ids: open.messages.filter((message) => message.session_id === from._id).map((message) => message._id),
      at: this.at(),
      after: this.#headAfter(
        contactId,
        from.channel_id,
        open.messages,
        open.sessions.filter((session) => session !== from),
      ),
    });
  }

  addressOf(contactId: string): string {
    return this.desk.get('contacts', contactId)?.addresses[0] ?? '';
  }

  #headAfter(
    contact_id: string,
    channelId: string,
    messages: readonly Message[],
    sessions: readonly Session[],
  ): HeadAfter {
    const last = messages.findLast((message) => message.status !== 'draft');
    const latest = sessions.findLast((session) => session.channel_id === channelId);
    return {
      contact_id,
      last: last ? previewOf(last) : null,
      messageCount: messages.length,
      latest: latest
        ? {
            session_id: latest._id,
            status: latest.status,
            last_message_at: latest.last_message_at,
          }
        : null,
    };
  }
}

import fc from 'fast-check';
import type { Change } from '../../../src/shared/changes';
import type { Message, MessageStatus, Sender } from '../../../src/shared/domain';

const contacts = ['c1', 'c2', 'c3', 'c4'];
const at = '2025-01-15T10:00:00.000Z';
const addressOf = (contact: string) => `+1555010${contact.slice(1)}`;

function message(contact: string, id: string, sender: Sender, status: MessageStatus): Message {
  return {
    _id: id,
    session_id: 's',
    channel_id: 'ch',
    content: `text ${id}`,
    sender,
    communication_type: 'sms',
    status,
    metadata: { fromNumber: addressOf(contact), toNumber: '+15550199' },
    createdAt: at,
  };
}

const contactId = fc.constantFrom(...contacts);
const messageId = fc.integer({ min: 1, max: 8 }).map((number) => `m${number}`);

/** Any change that can move a thread from one view to another, to contacts that may not be there yet. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  contactId.map((id): Change => ({
    type: 'contact.added',
    contact: {
      _id: id,
      name: null,
      profileName: null,
      addresses: [addressOf(id)],
      notes: '',
      blocked: false,
      createdAt: at,
      updatedAt: at,
    },
  })),
  contactId.map((contact_id): Change => ({ type: 'contact.edited', contact_id, patch: { name: 'Ana' }, at })),
  fc
    .tuple(contactId, messageId, fc.constantFrom<Sender>('contact', 'operator', 'ai'), fc.boolean())
    .map(([contact_id, id, sender, draft]): Change => ({
      type: 'message.added',
      address: addressOf(contact_id),
      contact_id,
      message: message(contact_id, id, sender, draft ? 'draft' : sender === 'contact' ? 'received' : 'queued'),
    })),
  fc
    .tuple(contactId, messageId, fc.constantFrom<MessageStatus>('sent', 'failed', 'undelivered', 'delivered'))
    .map(([contact_id, message_id, status]): Change => ({
      type: 'message.status',
      address: addressOf(contact_id),
      contact_id,
      message_id,
      status,
      at,
    })),
  fc
    .tuple(contactId, fc.constantFrom('auto' as const, 'draft' as const, 'off' as const))
    .map(([contact_id, value]): Change => ({ type: 'mode.set', contact_id, mode: { value, by: 'operator', at } })),
  contactId.map((contact_id): Change => ({ type: 'thread.read', contact_id })),
  fc
    .tuple(contactId, fc.constantFrom('open' as const, 'snoozed' as const, 'done' as const))
    .map(([contact_id, state]): Change => ({ type: 'thread.state', contact_id, state, until: null })),
  fc.tuple(contactId, fc.boolean()).map(([contact_id, needed]): Change => ({
    type: 'thread.flagged',
    contact_id,
    needsHuman: needed ? { reason: 'asked for a person', since: at } : null,
  })),
);

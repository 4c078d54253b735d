import type { Change } from '../../src/shared/changes';
import type { CommunicationType, Message, Session } from '../../src/shared/domain';

/** One session as a test wants it. */
export interface GivenSession {
  readonly id: string;
  readonly address: string;
  readonly kind?: CommunicationType;
  readonly title?: string;
  readonly status?: Session['status'];
  /** ISO 8601, of its first message. */
  readonly at: string;
  /** Who says what; a minute apart. */
  readonly said?: readonly (readonly [Message['sender'], string])[];
}

/** Gives the changes that make a contact with an address of its own. */
export function contactChange(address: string, name: string | null = null): Change {
  const at = '2026-01-01T00:00:00.000Z';
  const _id = `contact${address}`;
  const contact = { _id, name, profileName: null, addresses: [address], notes: '', blocked: false };
  return { type: 'contact.added', contact: { ...contact, createdAt: at, updatedAt: at } };
}

/** Gives our number for a kind of communication. */
export function channelChange(kind: CommunicationType, address: string): Change {
  const channel = { _id: `channel-${kind}`, communication_type: kind, address, name: address };
  return { type: 'channel.added', channel: { ...channel, createdAt: '2026-01-01T00:00:00.000Z' } };
}

/** Gives the changes that open a session and say what is said in it. */
export function sessionChanges(given: GivenSession): Change[] {
  const { id, address, kind = 'sms', at } = given;
  const channel_id = `channel-${kind}`;
  const said = given.said ?? [['contact', 'Hello']];
  const timeOf = (n: number) => new Date(Date.parse(at) + n * 60_000).toISOString();
  const session: Session = {
    _id: id,
    channel_id,
    communication_type: kind,
    title: given.title ?? `${kind.toUpperCase()} from ${address}`,
    status: given.status ?? 'active',
    message_count: 0,
    last_message_at: at,
    metadata: { fromNumber: address, firstMessageAt: at },
    createdAt: at,
    updatedAt: at,
  };
  const messages = said.map(([sender, content], n): Message => ({
    _id: `${id}-m${n}`,
    session_id: id,
    channel_id,
    content,
    sender,
    communication_type: kind,
    status: sender === 'contact' ? 'received' : 'delivered',
    metadata: { fromNumber: address, toNumber: '+12025550100' },
    createdAt: timeOf(n),
  }));
  const contact_id = `contact${address}`;
  return [
    { type: 'session.opened', address, session },
    ...messages.map((message): Change => ({ type: 'message.added', address, contact_id, message })),
  ];
}

import type { Change } from '../../shared/changes';
import type {
  AddressEntry,
  Channel,
  CommunicationType,
  Contact,
  Session,
  SessionHead,
  SessionStatus,
} from '../../shared/domain';
import { groupBySession, type Grouping } from '../../shared/session-rule';
import type { NewId } from '../app/clock';
import type { Now } from '../store/store';

export interface Placing {
  readonly type: CommunicationType;
  /** The contact's address. */
  readonly address: string;
  /** Our address. */
  readonly ours: string;
  readonly profileName: string | null;
  /** Time of the message, ISO 8601. */
  readonly at: string;
  readonly gapMs: number;
  /** The session to hold the message against, where that is not the newest one; null for none. */
  readonly beside?: SessionHead | null;
  /** State of a session that is opened; active unless it was over long ago. */
  readonly status?: SessionStatus;
  /** Call that a new session is opened for. */
  readonly call?: Session['call'];
}

/** Where a message belongs, and what had to come into being for that. */
export interface Place {
  readonly changes: readonly Change[];
  readonly channel: Channel;
  readonly contact: Contact;
  readonly entry: AddressEntry | undefined;
  readonly session_id: string;
  readonly grouping: Grouping;
  /** The new session, if one was opened. */
  readonly opened: Session | null;
}

/** How a kind of communication is called in titles and log lines. */
const typeNames: Readonly<Record<CommunicationType, string>> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  voice: 'Voice',
};

/**
 * Finds channel, contact and session for a message, and says what must be added where there is none. Pure, so
 * that it can run inside a store decision: two messages in the same millisecond find the same session.
 */
export function placeMessage(now: Now, placing: Placing, newId: NewId): Place {
  const changes: Change[] = [];
  const channel = findChannel(now, placing.type, placing.ours) ?? addChannel();
  const entry = now.get('addresses', placing.address);
  const contact = (entry && now.get('contacts', entry.contact_id)) ?? addContact();
  if (placing.profileName && contact.profileName !== placing.profileName && entry) {
    changes.push({
      type: 'contact.edited',
      contact_id: contact._id,
      patch: { profileName: placing.profileName },
      at: placing.at,
    });
  }
  const latest = placing.beside === undefined ? entry?.latest[channel._id] : (placing.beside ?? undefined);
  const grouping = groupBySession(latest, placing.at, placing.gapMs);
  if (grouping.kind === 'reuse') {
    return {
      changes,
      channel,
      contact,
      entry,
      session_id: grouping.session_id,
      grouping,
      opened: null,
    };
  }
  const opened = newSession(channel);
  const before = entry?.latest[channel._id];
  // Only one session of a channel goes on; one that is put in its place in the past does not take its turn.
  if (before?.status === 'active' && opened.status === 'active') {
    changes.push({
      type: 'session.status',
      address: placing.address,
      session_id: before.session_id,
      channel_id: channel._id,
      status: 'closed',
      at: placing.at,
    });
  }
  changes.push({ type: 'session.opened', address: placing.address, session: opened });
  return { changes, channel, contact, entry, session_id: opened._id, grouping, opened };

  function addChannel(): Channel {
    const added: Channel = {
      _id: newId(),
      communication_type: placing.type,
      address: placing.ours,
      name: placing.ours,
      createdAt: placing.at,
    };
    changes.push({ type: 'channel.added', channel: added });
    return added;
  }

  function addContact(): Contact {
    const added: Contact = {
      _id: newId(),
      name: null,
      profileName: placing.profileName,
      addresses: [placing.address],
      notes: '',
      blocked: false,
      createdAt: placing.at,
      updatedAt: placing.at,
    };
    changes.push({ type: 'contact.added', contact: added });
    return added;
  }

  function newSession(on: Channel): Session {
    return {
      _id: newId(),
      channel_id: on._id,
      communication_type: placing.type,
      title: `${typeNames[placing.type]} from ${placing.address}`,
      status: placing.status ?? 'active',
      message_count: 0,
      last_message_at: placing.at,
      metadata: { fromNumber: placing.address, firstMessageAt: placing.at },
      ...(placing.call ? { call: placing.call } : {}),
      createdAt: placing.at,
      updatedAt: placing.at,
    };
  }
}

/** Finds one of our own addresses by kind; there are few. */
export function findChannel(now: Now, type: CommunicationType, address: string): Channel | undefined {
  for (const channel of now.values('channels')) {
    if (channel.communication_type === type && channel.address === address) return channel;
  }
  return undefined;
}

/** The activity log's lines for a message's place, word for word as support teams know them. */
export function placeLines(place: Place, type: CommunicationType, gapMs: number): string[] {
  const { grouping, opened } = place;
  const seconds = Math.round((grouping.distanceMs ?? 0) / 1000);
  if (!opened) {
    return [`Reusing existing session ${place.session_id} (last message ${seconds}s ago)`];
  }
  return [
    ...(grouping.distanceMs !== null && grouping.distanceMs > gapMs
      ? [`Time gap of ${seconds}s detected. Creating new session.`]
      : []),
    `Created new ${typeNames[type]} session: ${opened._id} for ${opened.metadata.fromNumber}`,
  ];
}

import type { Arrival } from '../../shared/contract/connect-contract';
import type { Channel, Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import type { Store } from '../store/store';

/** When something last came in on each of our senders, and the newest of it all. */
export interface LastInbound {
  /** @param key the sender's address as Twilio writes it; ISO 8601 or null */
  at(key: string): string | null;
  /** The newest message that came in after a time; null while there is none. */
  after(iso: string): Arrival | null;
  close(): void;
}

/**
 * Follows it. What came in before this run is known by its sessions: a session's time moves with messages of people, which
 * nearly always are the customer's.
 */
export function createLastInbound(store: Pick<Store, 'now' | 'subscribe'>): LastInbound {
  const times = new Map<string, string>();
  let newest: { readonly message: Message; readonly contact_id: string } | null = null;

  const note = (channelId: string, at: string) => {
    const channel = store.now.get('channels', channelId);
    if (!channel) return;
    const key = keyOfChannel(channel);
    if (at > (times.get(key) ?? '')) times.set(key, at);
  };
  for (const { latest } of store.now.values('addresses')) {
    for (const [channelId, head] of Object.entries(latest)) note(channelId, head.last_message_at);
  }
  const stop = store.subscribe(({ changes }) => {
    for (const change of changes) {
      if (change.type !== 'message.added' || change.message.sender !== 'contact') continue;
      note(change.message.channel_id, change.message.createdAt);
      newest = change;
    }
  });

  return {
    at: (key) => times.get(key) ?? null,
    after(iso) {
      if (!newest || newest.message.createdAt <= iso) return null;
      const { contact_id, message } = newest;
      const contact = store.now.get('contacts', contact_id);
      const name = contact?.name ?? contact?.profileName ?? message.metadata.fromNumber;
      return { contact_id, name, text: message.content, at: message.createdAt };
    },
    close: stop,
  };
}

/** Texts and calls of a number are one sender. */
function keyOfChannel({ communication_type, address }: Channel): string {
  return toChannelAddress(communication_type, address);
}

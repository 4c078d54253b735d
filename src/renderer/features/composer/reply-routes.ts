import type { Channel, CommunicationType, Session, Thread } from '../../../shared/domain';
import type { AddressState } from '../../../shared/ipc-contract';
import { canBeAnswered } from '../../../shared/phone-address';

/** A way to write to a contact: from one of our addresses to one of theirs. */
export interface ReplyRoute {
  readonly key: string;
  readonly channelId: string;
  readonly address: string;
  readonly type: CommunicationType;
  /** Our own address. */
  readonly from: string;
  /** Why nothing can be sent this way; null when it can. */
  readonly blocked: Block | null;
}

export type Block =
  { readonly kind: 'opted-out'; readonly at: string; readonly keyword: string } | { readonly kind: 'no-reply' };

/**
 * Gives the ways to write to a contact, the one that they last wrote on first. Only what they have used themselves is
 * offered; somebody who has only called is written to by text from the number that they called.
 */
export function replyRoutes(
  thread: Thread,
  sessions: readonly Session[],
  addresses: readonly AddressState[],
  channels: ReadonlyMap<string, Channel>,
): readonly ReplyRoute[] {
  const routes = new Map<string, ReplyRoute>();
  const add = (channelId: string, address: string) => {
    const channel = textChannel(channels.get(channelId), channels);
    if (!channel) return;
    const key = `${channel._id} ${address}`;
    if (routes.has(key)) return;
    routes.set(key, {
      key,
      channelId: channel._id,
      address,
      type: channel.communication_type,
      from: channel.address,
      blocked: blockOf(channel, address, addresses),
    });
  };
  if (thread.replyTo) add(thread.replyTo.channel_id, thread.replyTo.address);
  for (const session of [...sessions].reverse()) add(session.channel_id, session.metadata.fromNumber);
  return [...routes.values()];
}

/** The channel itself where it carries text, else the text channel of the same number. */
function textChannel(channel: Channel | undefined, channels: ReadonlyMap<string, Channel>): Channel | undefined {
  if (channel?.communication_type !== 'voice') return channel;
  return [...channels.values()].find(
    (other) => other.communication_type === 'sms' && other.address === channel.address,
  );
}

function blockOf(channel: Channel, address: string, addresses: readonly AddressState[]): Block | null {
  const state = addresses.find((other) => other.address === address);
  const optedOut = state?.optedOut[channel._id];
  if (optedOut) return { kind: 'opted-out', ...optedOut };
  return canBeAnswered(channel.communication_type, address) ? null : { kind: 'no-reply' };
}

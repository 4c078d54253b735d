import type { Change } from '../../shared/changes';
import type { Channel, CommunicationType } from '../../shared/domain';
import { showAddress } from '../../shared/phone-address';
import { Problem } from '../ipc/problem';
import type { Now } from '../store/store';
import type { Senders } from '../twilio/senders';
import { findChannel } from './place-message';

/** From where to where a text is to go. */
export interface Route {
  readonly contact_id: string;
  /** The customer's address. */
  readonly address: string;
  /** Null where `from` names the sender. */
  readonly channel_id: string | null;
  /** A sender that has not become a channel yet. */
  readonly from?: { readonly type: 'sms' | 'whatsapp'; readonly address: string } | undefined;
}

/** Who a text is sent from. */
export interface SendingChannel {
  readonly type: CommunicationType;
  /** Our address. */
  readonly ours: string;
}

/**
 * Gives who a text is sent from.
 *
 * @throws Problem when nothing can be sent from there to this address
 */
export function sendingChannel(now: Now, command: Route): SendingChannel {
  const entry = now.get('addresses', command.address);
  const channel = command.from
    ? findChannel(now, command.from.type, command.from.address)
    : now.get('channels', command.channel_id ?? '');
  if (entry?.contact_id !== command.contact_id) throw unknownContact();
  if (!channel && !command.from) {
    throw new Problem(
      'not-found',
      'The number to send from is not known any more.',
      'Choose another number to send from.',
    );
  }
  if (channel?.communication_type === 'voice') {
    throw new Problem('refused', 'A phone call cannot carry a text.', 'Choose a number that can text.');
  }
  if (channel) requireConsent(now, command.address, channel);
  const type = channel?.communication_type ?? command.from?.type ?? 'sms';
  return { type, ours: channel?.address ?? command.from?.address ?? '' };
}

/** @throws Problem when the customer has unsubscribed from this channel */
export function requireConsent(now: Now, address: string, channel: Channel): void {
  if (!Object.hasOwn(now.get('addresses', address)?.optedOut ?? {}, channel._id)) return;
  throw new Problem(
    'refused',
    `The customer unsubscribed from ${showAddress(channel.address)} with STOP.`,
    'Only the customer can undo this, by sending START.',
  );
}

/** Whether a text is sent from a number that is only verified, which the operator has insisted on. */
export async function isVerifiedOnly(senders: Senders, now: Now, { from }: Route): Promise<boolean> {
  if (from?.type !== 'sms' || findChannel(now, 'sms', from.address)) return false;
  const { senders: all } = await senders.list();
  const known = all.filter(({ address }) => address === from.address);
  if (known.length === 0) {
    throw new Problem('refused', 'This number is not known at Twilio.', 'Choose another number to send from.');
  }
  return known.every(({ kind }) => kind === 'caller-id');
}

/** A channel on a number that is only verified is not one of ours. */
export function markVerified(change: Change): Change {
  return change.type === 'channel.added' ? { ...change, channel: { ...change.channel, verified: true } } : change;
}

export function unknownContact(): Problem {
  return new Problem('not-found', 'This contact is not known any more.');
}

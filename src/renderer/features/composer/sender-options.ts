import type { Sender } from '../../../shared/contract/composer-contract';
import type { Channel, Session, Thread } from '../../../shared/domain';
import type { AddressState } from '../../../shared/ipc-contract';
import { canBeAnswered, isE164 } from '../../../shared/phone-address';

/** Why nothing can be sent from somewhere to somebody. */
export type Block =
  | { readonly kind: 'opted-out'; readonly at: string; readonly keyword: string }
  /** A short code or a name, which belongs to a machine. */
  | { readonly kind: 'no-reply' };

/** Somebody to write or call from, with what they can do for this very customer. */
export interface SenderOption extends Sender {
  readonly key: string;
  /** How a text would go. */
  readonly type: 'sms' | 'whatsapp';
  readonly blocked: Block | null;
  /** Whether this customer has written or called here. */
  readonly wroteHere: boolean;
}

/**
 * Gives everybody that could be written or called from to one address of a customer: those that can text first.
 *
 * @param senders what Twilio said; null while it has not answered, when the channels stand for it
 */
export function senderOptions(
  senders: readonly Sender[] | null,
  channels: ReadonlyMap<string, Channel>,
  to: AddressState,
  sessions: readonly Session[],
): readonly SenderOption[] {
  const wroteOn = new Set(
    sessions.filter(({ metadata }) => metadata.fromNumber === to.address).map(({ channel_id }) => channel_id),
  );
  return (
    (senders?.map((sender) => withChannel(sender, channels, wroteOn)) ?? channelSenders(channels))
      // Whom only WhatsApp knows by an id of its own, no number reaches; what wrote from elsewhere is shown with the reason.
      .filter(({ channel_id }) => isE164(to.address) || wroteOn.has(channel_id ?? ''))
      .map((sender): SenderOption => {
        const type = sender.kind === 'whatsapp' ? 'whatsapp' : 'sms';
        const optedOut = to.optedOut[sender.channel_id ?? ''];
        const blocked: Block | null = optedOut
          ? { kind: 'opted-out', ...optedOut }
          : !canBeAnswered(type, to.address)
            ? { kind: 'no-reply' }
            : null;
        const wroteHere = wroteOn.has(sender.channel_id ?? '');
        return { ...sender, key: `${sender.kind} ${sender.service?.sid ?? sender.address}`, type, blocked, wroteHere };
      })
      .sort((a, b) => Number(b.can.text) - Number(a.can.text))
  );
}

/**
 * Gives who a text goes from unless somebody else is chosen: whom the customer wrote to last from this address or, where
 * that was a call, the same number by text. What they have never used comes last.
 */
export function usualSender(
  options: readonly SenderOption[],
  channels: ReadonlyMap<string, Channel>,
  to: string,
  thread: Thread,
  sessions: readonly Session[],
): SenderOption | null {
  const session = sessions.findLast(({ metadata }) => metadata.fromNumber === to);
  const last = thread.replyTo?.address === to ? thread.replyTo.channel_id : session?.channel_id;
  const channel = channels.get(last ?? '');
  return (
    options.find(({ channel_id }) => channel_id !== null && channel_id === last) ??
    options.find(({ address, can, kind }) => address === channel?.address && can.text && kind === 'number') ??
    options.find(takesAnyText) ??
    options[0] ??
    null
  );
}

/** Whether a text can go out from there, which on WhatsApp takes a customer who has written. */
export function takesAnyText({ can, blocked, type, wroteHere }: SenderOption): boolean {
  return can.text && blocked === null && (type !== 'whatsapp' || wroteHere);
}

/** What a sender can do, in words. */
export function abilityWords({ kind, can }: Pick<Sender, 'kind' | 'can'>): string {
  if (kind === 'whatsapp') return 'WhatsApp';
  if (kind === 'service') return 'Messaging Service: Twilio chooses the number';
  if (!can.text) return can.call ? 'Calls only' : 'Cannot be used';
  return ['SMS', ...(can.files ? ['MMS'] : []), ...(can.call ? ['calls'] : [])].join(', ');
}

/**
 * A sender becomes a channel with its first message, which may have come since Twilio was asked. A Messaging Service goes on
 * with the number that the customer knows, where it has that.
 */
function withChannel(sender: Sender, channels: ReadonlyMap<string, Channel>, wroteOn: ReadonlySet<string>): Sender {
  const type = sender.kind === 'whatsapp' ? 'whatsapp' : 'sms';
  const of = [...channels.values()].filter(({ communication_type }) => communication_type === type);
  const known = of.find(({ _id, address }) => wroteOn.has(_id) && sender.service?.numbers.includes(address));
  const address = known?.address ?? sender.address;
  return { ...sender, address, channel_id: of.find((one) => one.address === address)?._id ?? sender.channel_id };
}

/** The channels as senders, with all that their kind can do. */
function channelSenders(channels: ReadonlyMap<string, Channel>): readonly Sender[] {
  const callable = new Set(
    [...channels.values()].filter((one) => one.communication_type === 'voice').map(({ address }) => address),
  );
  return [...channels.values()]
    .filter(({ communication_type, verified }) => communication_type !== 'voice' && !verified)
    .map(({ _id, address, communication_type }) => ({
      kind: communication_type === 'whatsapp' ? 'whatsapp' : 'number',
      address,
      name: '',
      can: { text: true, files: true, call: communication_type === 'sms' && callable.has(address) },
      channel_id: _id,
    }));
}

import type { CallRecord, Message } from '../../shared/domain';
import { canBeAnswered, isE164 } from '../../shared/phone-address';
import { isoNow } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Sender } from '../../shared/contract/composer-contract';
import { placeMessage } from './place-message';
import { dialOf } from './send-call';
import { ownThread, type SendMessageParts } from './send-message';
import { markVerified, unknownContact } from './sending-channel';

/** Longest TwiML that a call can be given at once. Source: https://www.twilio.com/docs/voice/api/call-resource */
const MAX_TWIML = 4000;

/** What the composer hands over to call a customer. */
export interface CallCommand {
  readonly message_id: string;
  readonly contact_id: string;
  /** The customer's number. */
  readonly address: string;
  /** The number that the customer sees: one of the account, or a verified caller ID. */
  readonly from: string;
  /** Whether the text is spoken, or the operator's own phone is rung and connected. */
  readonly how: 'spoken' | 'bridged';
  readonly content: string;
}

/**
 * Accepts a call: once this resolves it stands in the thread and will be placed. It opens a session of its own, like
 * every call.
 *
 * @throws Problem when it cannot be placed, with what to do instead
 */
export async function placeCall(parts: SendMessageParts, command: CallCommand): Promise<void> {
  const { store, clock } = parts;
  const { address, from, how, contact_id } = command;
  if ((await store.conversation(address)).message(command.message_id)) return;
  const { senders } = await parts.senders.list();
  const sender = senders.find((one) => one.address === from && one.can.call);
  if (!sender) throw new Problem('refused', 'Calls cannot be placed from this number.', 'Choose another number.');
  if (!isE164(address) || !canBeAnswered('voice', address)) {
    throw new Problem('refused', 'This address cannot be called.', 'Call one of their phone numbers instead.');
  }
  const ring = how === 'bridged' ? ringOf(parts, senders, from, address) : null;
  const metadata: Message['metadata'] = {
    fromNumber: from,
    toNumber: address,
    call: how,
    ...(ring ? { ring } : {}),
  };
  const content = how === 'bridged' ? 'Call through your own phone' : command.content;
  if (dialOf({ content, metadata }).twiml.length > MAX_TWIML) {
    throw new Problem('refused', 'This text is too long to be spoken in one call.', 'Shorten it.');
  }
  await store.commitTo(address, (now, conversation) => {
    if (conversation.message(command.message_id)) return { changes: [], result: null };
    if (now.get('addresses', address)?.contact_id !== contact_id) throw unknownContact();
    const at = isoNow(clock);
    const call: CallRecord = {
      sid: '',
      status: 'queued',
      startedAt: at,
      durationSeconds: null,
      silentTurns: 0,
      turns: 0,
      answers: {},
    };
    // A call is never a continuation of an earlier one, so no gap is small enough to join them.
    const placing = { type: 'voice', address, ours: from, profileName: null, at, gapMs: -1, call } as const;
    const place = placeMessage(now, placing, parts.newId);
    const message: Message = {
      _id: command.message_id,
      session_id: place.session_id,
      channel_id: place.channel._id,
      content,
      sender: 'operator',
      communication_type: 'voice',
      status: 'queued',
      metadata,
      createdAt: at,
    };
    return {
      changes: [
        ...place.changes.map((change) => (sender.kind === 'caller-id' ? markVerified(change) : change)),
        ...ownThread(parts, now, contact_id, at),
        { type: 'message.added', address, contact_id, message },
      ],
      result: null,
    };
  });
}

/**
 * Whom to ring first: the operator's own phone. It must not be rung from itself, so where the number that the customer
 * is to see is that very phone, a number of the account rings it.
 */
function ringOf(parts: SendMessageParts, senders: readonly Sender[], from: string, address: string) {
  const to = parts.settings().operatorPhone;
  if (to === '') {
    throw new Problem(
      'refused',
      'Your own phone’s number is not set.',
      'Give it here or in the settings, then call again.',
    );
  }
  if (to === address) throw new Problem('refused', 'This is your own phone.', 'Call another number.');
  const owned = senders.find((one) => one.kind === 'number' && one.can.call && one.address !== to);
  const ringFrom = from === to ? owned?.address : (owned?.address ?? from);
  if (ringFrom === undefined) {
    throw new Problem(
      'refused',
      'There is no Twilio number that could ring your phone.',
      'Have the text spoken instead.',
    );
  }
  return { to, from: ringFrom };
}

import type { Message } from '../../shared/domain';
import { isoNow } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { SendParts } from './send-message';
import { unknownContact } from './sending-channel';

/** Keeps a note for the team in the conversation; it goes nowhere. */
export async function addNote(
  parts: SendParts,
  note: { message_id: string; contact_id: string; content: string },
): Promise<void> {
  const { store, clock } = parts;
  const contact = store.now.get('contacts', note.contact_id);
  const replyTo = store.now.get('threads', note.contact_id)?.replyTo;
  const address = replyTo?.address ?? contact?.addresses[0];
  if (!contact || address === undefined) throw unknownContact();
  await store.commitTo(address, (now, conversation) => {
    if (conversation.message(note.message_id)) return { changes: [], result: null };
    const last = conversation.messages().at(-1);
    const channel = now.get('channels', last?.channel_id ?? replyTo?.channel_id ?? '');
    if (!last || !channel) {
      throw new Problem('refused', 'There is no conversation yet that a note could stand in.');
    }
    const message: Message = {
      _id: note.message_id,
      session_id: last.session_id,
      channel_id: channel._id,
      content: note.content,
      sender: 'operator',
      communication_type: channel.communication_type,
      status: 'received',
      kind: 'note',
      metadata: { fromNumber: channel.address, toNumber: address },
      createdAt: isoNow(clock),
    };
    return {
      changes: [{ type: 'message.added', address, contact_id: contact._id, message }],
      result: null,
    };
  });
}

import type { Change } from '../../shared/changes';
import type { Channel, Message } from '../../shared/domain';
import { showAddress } from '../../shared/phone-address';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Now, Store } from '../store/store';
import type { DeskSettings } from './desk-settings';
import { placeMessage } from './place-message';

/** What the composer hands over. The id is the window's, so that a repeat is the same message. */
export interface SendCommand {
  readonly message_id: string;
  readonly contact_id: string;
  readonly address: string;
  readonly channel_id: string;
  readonly content: string;
  /** The AI's draft that this text came from, which is then used up. */
  readonly draft_id: string | null;
}

export interface SendParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
}

/**
 * Accepts an operator's text: once this resolves it is stored as queued and will be sent, whatever happens to
 * the process.
 *
 * @throws Problem when it cannot go out, with what to do instead
 */
export async function sendMessage(parts: SendParts, command: SendCommand): Promise<void> {
  const { store, clock } = parts;
  await store.commitTo(command.address, (now, conversation) => {
    if (conversation.message(command.message_id)) return { changes: [], result: null };
    const channel = sendingChannel(now, command);
    const at = isoNow(clock);
    const place = placeMessage(
      now,
      {
        type: channel.communication_type,
        address: command.address,
        ours: channel.address,
        profileName: null,
        at,
        gapMs: parts.settings().gapMs,
      },
      parts.newId,
    );
    const draft = command.draft_id === null ? undefined : conversation.message(command.draft_id);
    const fromDraft = draft?.content.trim() === command.content ? 'unchanged' : 'edited';
    const message: Message = {
      _id: command.message_id,
      session_id: place.session_id,
      channel_id: channel._id,
      content: command.content,
      sender: 'operator',
      communication_type: channel.communication_type,
      status: 'queued',
      metadata: { fromNumber: channel.address, toNumber: command.address, ...(draft ? { fromDraft } : {}) },
      createdAt: at,
    };
    const { contact_id, address } = command;
    const added: Change = { type: 'message.added', address, contact_id, message };
    return { changes: [...place.changes, added, ...usedDraft(command)], result: null };
  });
}

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

function sendingChannel(now: Now, command: SendCommand): Channel {
  const entry = now.get('addresses', command.address);
  const channel = now.get('channels', command.channel_id);
  if (entry?.contact_id !== command.contact_id) throw unknownContact();
  if (!channel) {
    throw new Problem(
      'not-found',
      'The number to send from is not known any more.',
      'Choose another number to send from.',
    );
  }
  if (channel.communication_type === 'voice') {
    throw new Problem('refused', 'A phone call cannot carry a text.', 'Choose a number that can text.');
  }
  if (Object.hasOwn(entry.optedOut, channel._id)) {
    throw new Problem(
      'refused',
      `The customer unsubscribed from ${showAddress(channel.address)} with STOP.`,
      'Only the customer can undo this, by sending START.',
    );
  }
  return channel;
}

function usedDraft(command: SendCommand): Change[] {
  return command.draft_id === null
    ? []
    : [
        {
          type: 'draft.discarded',
          address: command.address,
          contact_id: command.contact_id,
          message_id: command.draft_id,
        },
      ];
}

function unknownContact(): Problem {
  return new Problem('not-found', 'This contact is not known any more.');
}

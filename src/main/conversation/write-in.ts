import { Problem } from '../ipc/problem';
import type { InboundMessage } from '../webhook/parse-inbound';
import type { Senders } from '../twilio/senders';

/** What an operator writes in a verified caller's place, to one of our numbers. */
export interface WriteInCommand {
  /** The window's, so that a repeat is the same message. */
  readonly message_id: string;
  /** A verified caller ID, E.164. */
  readonly from: string;
  /** One of our numbers, E.164. */
  readonly to: string;
  readonly content: string;
}

export interface WriteInParts {
  readonly senders: Senders;
  /** Takes it like any other message; the AI's answer goes by REST. Gives the contact's id. */
  readonly writtenIn: (inbound: InboundMessage) => Promise<string>;
}

/**
 * Takes a text as if a verified caller had sent it to one of our numbers, so that the whole way can be tried: it is marked
 * as simulated, and what the AI answers is really sent to that phone. Gives the contact's id.
 *
 * @throws Problem for a number that is not verified, or one of ours that carries no texts
 */
export async function writeIn({ senders, writtenIn }: WriteInParts, command: WriteInCommand): Promise<string> {
  const { message_id, from, to, content } = command;
  const { senders: known, problem } = await senders.list();
  const isVerified = known.some(({ kind, address }) => kind === 'caller-id' && address === from);
  if (!isVerified) {
    throw new Problem(
      'refused',
      problem ?? 'This number is not a verified caller ID of the account.',
      'Verify the phone first, then write in as it.',
    );
  }
  if (!known.some(({ kind, address, can }) => kind === 'number' && address === to && can.text)) {
    throw new Problem('refused', 'This number carries no texts.', 'Choose one of your Twilio numbers with SMS.');
  }
  return writtenIn({
    ...{ sid: message_id, type: 'sms', from, to, body: content, media: [], profileName: null },
    ...{ optOutType: undefined, extra: {}, simulated: true },
  });
}

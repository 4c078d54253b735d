import type { Change } from '../../shared/changes';
import type { Message, MessageStatus } from '../../shared/domain';
import { mergeStatus, statusFromTwilio } from '../../shared/message-status';
import { parseChannelAddress } from '../../shared/phone-address';
import type { RemoteMessage } from '../twilio/client';

/** What a message becomes. */
export type NextState = Pick<Change & { type: 'message.status' }, 'status' | 'sid' | 'error' | 'from'>;

/** What Twilio says of a message, in a report or when it is asked. */
export type RemoteState = Pick<RemoteMessage, 'sid' | 'status' | 'errorCode' | 'errorMessage'> & {
  /** What it was really sent from, which Twilio may choose itself; absent where Twilio does not say. */
  readonly from?: string;
};

/** Gives the state of a message of ours by what Twilio says of it; never a step back. */
export function stateFromTwilio(message: Message, remote: RemoteState): NextState {
  const { sid, errorCode: code, errorMessage } = remote;
  const said = statusFromTwilio(remote.status) ?? 'queued';
  // What is ours is never received: a word that cannot be true says only that Twilio has the message.
  const reported = said === 'received' ? 'queued' : said;
  // What is not known to be Twilio's yet has only been hoped to be on its way, except for an answer that Twilio took.
  const isTaken = message.metadata.twilioMessageSid !== undefined || message.status === 'sent';
  const status = isTaken ? mergeStatus(message.status, reported) : reported;
  const error = code === null ? known(message, status) : { code, message: errorMessage ?? '' };
  const from = remote.from ? parseChannelAddress(remote.from).address : undefined;
  return { status, sid, ...(from ? { from } : {}), ...(error && isFailure(status) ? { error } : {}) };
}

/** Whether a state says more than is known of a message already. */
export function isNews(message: Message, next: NextState): boolean {
  return (
    next.status !== message.status ||
    next.sid !== message.metadata.twilioMessageSid ||
    next.error?.code !== message.error?.code
  );
}

/** Whether a message is known not to have arrived. */
export function isFailure(status: MessageStatus): boolean {
  return status === 'failed' || status === 'undelivered';
}

/** Why it failed, where that was said before and is not said again. */
function known(message: Message, status: MessageStatus): Message['error'] {
  return message.status === status ? message.error : undefined;
}

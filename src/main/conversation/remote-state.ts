import type { Change } from '../../shared/changes';
import type { Message, MessageStatus } from '../../shared/domain';
import { mergeStatus, statusFromTwilio } from '../../shared/message-status';
import { parseChannelAddress } from '../../shared/phone-address';
import type { RemoteMessage } from '../twilio/client';
import type { EarlyReport } from './report-status';

/** What a message becomes. */
export type NextState = Pick<Change & { type: 'message.status' }, 'status' | 'sid' | 'error' | 'from'>;

/**
 * Gives the state of a message of ours by what Twilio says of it; never a step back.
 *
 * @param early what was reported for its SID before anybody knew whose it is
 */
export function stateFromTwilio(message: Message, remote: RemoteMessage, early: EarlyReport | undefined): NextState {
  const { sid, errorCode: code, errorMessage } = remote;
  const reported = statusFromTwilio(remote.status) ?? 'queued';
  const furthest = early ? mergeStatus(reported, early.status) : reported;
  // What is not known to be Twilio's yet has only been hoped to be on its way, except for an answer that Twilio took.
  const isTaken = message.metadata.twilioMessageSid !== undefined || message.status === 'sent';
  const status = isTaken ? mergeStatus(message.status, furthest) : furthest;
  const error = code === null ? early?.error : { code, message: errorMessage ?? '' };
  // What Twilio really sent it from, which it may choose itself.
  const from = remote.from === '' ? undefined : parseChannelAddress(remote.from).address;
  return { status, sid, ...(from ? { from } : {}), ...(error && isFailure(status) ? { error } : {}) };
}

/** Whether a message is known not to have arrived. */
export function isFailure(status: MessageStatus): boolean {
  return status === 'failed' || status === 'undelivered';
}

import type { CallView } from '../../../shared/simulator-contract';

/** Gives the call that a phone shows: the newest one, until it is over and was closed. */
export function callOnScreen(calls: readonly CallView[], phoneId: string, closedCall: string | null): CallView | null {
  const newest = calls.findLast((call) => call.phone_id === phoneId);
  if (!newest || newest.call_id === closedCall) return null;
  return newest;
}

/** Whether a call is over. */
export function isCallOver({ durationSeconds }: CallView): boolean {
  return durationSeconds !== null;
}

/** How a call stands, in words. */
export function callWords({ status, direction, durationSeconds }: CallView): string {
  switch (status) {
    case 'queued':
    case 'ringing':
      return direction === 'inbound' ? 'Calling…' : 'Incoming call';
    case 'in-progress':
      return 'In the call';
    case 'completed':
      return `Call ended after ${durationSeconds ?? 0} s`;
    case 'busy':
      return direction === 'inbound' ? 'Busy' : 'Declined';
    case 'no-answer':
      return direction === 'inbound' ? 'Hung up before an answer' : 'Missed call';
    case 'canceled':
      return 'The caller hung up';
    default:
      return 'The call failed';
  }
}

/**
 * How far a call has come. Reports arrive in any order, so a state only ever replaces an earlier one.
 * Source: https://www.twilio.com/docs/voice/api/call-resource#call-status-values
 */
const rank: Readonly<Record<string, number>> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  answered: 3,
  completed: 4,
  busy: 4,
  failed: 4,
  'no-answer': 4,
  canceled: 4,
};

/** Whether a call is over. */
export function isCallOver(status: string): boolean {
  return rankOf(status) === 4;
}

/** Gives the state after a report: the report if it is further on, else the state as it was. */
export function furtherCall(current: string, reported: string): string {
  return rankOf(reported) > rankOf(current) ? reported : current;
}

function rankOf(status: string): number {
  return Object.hasOwn(rank, status) ? (rank[status] ?? 0) : 0;
}

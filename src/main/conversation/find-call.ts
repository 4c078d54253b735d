import type { Change } from '../../shared/changes';
import type { CallRecord, Session } from '../../shared/domain';
import type { Conversation } from '../store/store';

/** Finds the session of a call; calls are recent, so the newest sessions are looked at first. */
export function findCall(conversation: Conversation, callSid: string): Session | undefined {
  return conversation.sessions().findLast((session) => session.call?.sid === callSid);
}

/** Gives a call's session with its record. @throws Error when there is none (any more) */
export function requireCall(
  conversation: Conversation,
  callSid: string,
): { readonly session: Session; readonly record: CallRecord } {
  const session = findCall(conversation, callSid);
  if (!session?.call) throw new Error(`Call ${callSid} has no session any more`);
  return { session, record: session.call };
}

/** Says how a call stands. */
export function callProgress(address: string, sessionId: string, call: CallRecord, at: string): Change {
  return { type: 'call.progress', address, session_id: sessionId, call, at };
}

/** The end of a call closes its session. */
export function closeSession(address: string, session: Session, at: string): Change[] {
  if (session.status === 'closed') return [];
  const { _id: session_id, channel_id } = session;
  return [{ type: 'session.status', address, session_id, channel_id, status: 'closed', at }];
}

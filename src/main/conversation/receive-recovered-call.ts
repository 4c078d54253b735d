import type { CallRecord } from '../../shared/domain';
import type { Conversation } from '../store/store';
import type { InboundCall } from '../webhook/parse-inbound';
import { findCall } from './find-call';
import { missedCall } from './missed-call';
import { placeMessage } from './place-message';
import type { RecoverParts } from './receive-recovered';

/** How Twilio has kept a call that is over. */
export interface RecoveredCall {
  /** When it began, ISO 8601. */
  readonly startedAt: string;
  readonly durationSeconds: number | null;
}

/**
 * Keeps a call that came while nobody listened as a missed one: a session of its own in its place in time, closed. Gives
 * whose it is, or null when the call was known already.
 */
export async function receiveRecoveredCall(
  parts: RecoverParts,
  call: InboundCall,
  { startedAt, durationSeconds }: RecoveredCall,
): Promise<{ readonly contact_id: string } | null> {
  return parts.store.commitTo<{ contact_id: string } | null>(call.from, (now, conversation) => {
    const isDeleted = now.get('addresses', call.from)?.deletedSids?.includes(call.sid) ?? false;
    if (isDeleted || isKnown(conversation, call.sid)) return { changes: [], result: null };
    const record: CallRecord = {
      ...{ sid: call.sid, status: call.status, startedAt, durationSeconds },
      ...{ silentTurns: 0, turns: 0, answers: {} },
    };
    const place = placeMessage(
      now,
      {
        ...{ type: 'voice', address: call.from, ours: call.to, profileName: null, at: startedAt },
        // Held against no other session: none is closed for a call of the past.
        ...{ gapMs: parts.settings().gapMs, beside: null, status: 'closed', call: record },
      },
      parts.newId,
    );
    const missed = missedCall(now, {
      ...{ call, place, at: startedAt, id: parts.newId() },
      line: 'Missed call: the console was offline.',
      reason: 'Called while the console was offline.',
    });
    return { changes: [...place.changes, ...missed], result: { contact_id: place.contact._id } };
  });
}

/** Its session may have been merged into another one, but what was said in it still names it. */
function isKnown(conversation: Conversation, sid: string): boolean {
  return (
    findCall(conversation, sid) !== undefined ||
    conversation.messages().some(({ metadata }) => metadata.twilioCallSid === sid)
  );
}

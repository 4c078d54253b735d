import type { Change } from '../../shared/changes';
import type { Message, ModeChoice } from '../../shared/domain';
import type { Now } from '../store/store';
import type { InboundCall } from '../webhook/parse-inbound';
import type { Place } from './place-message';
import { callBesides } from './reply-message';

export interface Missed {
  readonly call: Pick<InboundCall, 'sid' | 'from' | 'to'>;
  readonly place: Place;
  /** Id of the line in the thread. */
  readonly id: string;
  /** What the line says. */
  readonly line: string;
  /** Why a person is called. */
  readonly reason: string;
  /** Set where a rule has given the thread out of the AI's hands, which then stays off there. */
  readonly tripped?: NonNullable<ModeChoice['tripped']>;
  /** When the call came, ISO 8601. */
  readonly at: string;
}

/**
 * Gives the changes by which a call that nobody took is shown: a line in its thread, which stands open again, and a person
 * who is called. Of people who are blocked only the line is kept.
 */
export function missedCall(now: Now, missed: Missed): Change[] {
  const { call, place, at, reason } = missed;
  const { contact } = place;
  const contact_id = contact._id;
  const message: Message = {
    _id: missed.id,
    session_id: place.session_id,
    channel_id: place.channel._id,
    content: missed.line,
    sender: 'system',
    communication_type: 'voice',
    status: 'received',
    kind: 'event',
    metadata: { fromNumber: call.from, toNumber: call.to, twilioCallSid: call.sid },
    createdAt: at,
  };
  const line: Change = { type: 'message.added', address: call.from, contact_id, message };
  if (contact.blocked) return [line];
  const thread = now.get('threads', contact_id);
  return [
    line,
    ...(thread && thread.state !== 'open'
      ? [{ type: 'thread.state' as const, contact_id, state: 'open' as const, until: null }]
      : []),
    callBesides(now, contact_id, reason, at),
    ...(missed.tripped
      ? [
          {
            type: 'mode.set' as const,
            contact_id,
            mode: { value: 'off', by: 'rule', at, tripped: missed.tripped } as const,
          },
        ]
      : []),
    { type: 'call.missed', contact_id, at },
  ];
}

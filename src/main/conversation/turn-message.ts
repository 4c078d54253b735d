import type { Message } from '../../shared/domain';
import type { InboundCall } from '../webhook/parse-inbound';

/** Gives the document of what a caller said (or, without speech, pressed) in one turn. */
export function turnMessage(
  call: InboundCall,
  place: Pick<Message, '_id' | 'session_id' | 'channel_id'>,
  at: string,
): Message {
  return {
    ...place,
    content: call.speech || call.digits,
    sender: 'contact',
    communication_type: 'voice',
    status: 'received',
    metadata: { fromNumber: call.from, toNumber: call.to, twilioCallSid: call.sid },
    createdAt: at,
  };
}

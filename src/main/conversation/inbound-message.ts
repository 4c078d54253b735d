import type { MediaItem, Message } from '../../shared/domain';
import type { InboundMessage } from '../webhook/parse-inbound';
import type { Place } from './place-message';

/** Gives the document of an incoming message. Links to media are left out: they work without a password. */
export function inboundMessage(inbound: InboundMessage, place: Place, id: string, at: string): Message {
  return {
    _id: id,
    session_id: place.session_id,
    channel_id: place.channel._id,
    content: inbound.body,
    sender: 'contact',
    communication_type: inbound.type,
    status: 'received',
    ...(inbound.media.length > 0 ? { media: inbound.media.map(awaited) } : {}),
    metadata: {
      ...inbound.extra,
      fromNumber: inbound.from,
      toNumber: inbound.to,
      ...(inbound.simulated ? { simulated: true } : { twilioMessageSid: inbound.sid }),
    },
    createdAt: at,
  };
}

function awaited({ contentType }: { contentType: string }, index: number): MediaItem {
  return { index, contentType, file: null, bytes: null, problem: null };
}

import type { Session, SessionHead } from '../../shared/domain';
import { mayContainSid } from '../../shared/sid-mark';
import type { Clock, NewId } from '../app/clock';
import type { Conversation, Store } from '../store/store';
import type { InboundMessage } from '../webhook/parse-inbound';
import { EMPTY_TWIML } from '../webhook/render-twiml';
import type { DeskSettings } from './desk-settings';
import { inboundMessage } from './inbound-message';
import { findChannel, placeMessage } from './place-message';
import { consentChanges, hasSpokenSince } from './consent-changes';
import { addMessage, callBesides, RECOVERED_REASON, type Answerable } from './reply-message';

export interface RecoverParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
}

/**
 * Keeps a message that Twilio took while nobody listened: put in its place in time, marked as recovered, never
 * answered automatically. Gives it, or null when it was known already.
 *
 * @param sentAt when Twilio took it, ISO 8601
 */
export async function receiveRecovered(
  parts: RecoverParts,
  inbound: InboundMessage,
  sentAt: string,
): Promise<Answerable | null> {
  const { store, clock, newId } = parts;
  return store.commitTo<Answerable | null>(inbound.from, (now, conversation) => {
    const entry = now.get('addresses', inbound.from);
    const isDeleted = entry?.deletedSids?.includes(inbound.sid) ?? false;
    if (isDeleted || (entry && mayContainSid(entry.sids, inbound.sid) && isKnown(conversation, inbound.sid))) {
      return { changes: [], result: null };
    }
    const { gapMs } = parts.settings();
    const channel = findChannel(now, inbound.type, inbound.to);
    const over = Date.parse(sentAt) + gapMs < clock.now();
    const place = placeMessage(
      now,
      {
        type: inbound.type,
        address: inbound.from,
        ours: inbound.to,
        profileName: inbound.profileName,
        at: sentAt,
        gapMs,
        beside: channel ? nearest(conversation.sessions(), channel._id, sentAt, gapMs) : null,
        status: over ? 'closed' : 'active',
      },
      newId,
    );
    const kept = inboundMessage(inbound, place, newId(), sentAt);
    const message = {
      ...kept,
      answer: EMPTY_TWIML,
      metadata: { ...kept.metadata, recovered: true as const },
    };
    const to: Answerable = { address: inbound.from, contact_id: place.contact._id, message };
    return {
      changes: [
        ...place.changes,
        addMessage(to, message),
        ...(hasSpokenSince(conversation, message) ? [] : consentChanges(to, inbound.optOutType, sentAt)),
        callBesides(now, to.contact_id, RECOVERED_REASON, sentAt),
      ],
      result: to,
    };
  });
}

function isKnown(conversation: Conversation, sid: string): boolean {
  return conversation.messages().some((one) => one.metadata.twilioMessageSid === sid);
}

/** The session on a channel that a message of that time belongs to: within its span, or within the gap around it. */
function nearest(sessions: readonly Session[], channelId: string, at: string, gapMs: number): SessionHead | null {
  const time = Date.parse(at);
  const session = sessions.findLast((one) => {
    const from = Date.parse(one.metadata.firstMessageAt) - gapMs;
    const to = Date.parse(one.last_message_at) + gapMs;
    return one.channel_id === channelId && !one.call && from <= time && time <= to;
  });
  // Whoever closed it, the message was written within it: so it is held against it as if it were open.
  return session ? { session_id: session._id, status: 'active', last_message_at: at } : null;
}

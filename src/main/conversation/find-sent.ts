import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import type { RemoteMessage, TwilioClient } from '../twilio/client';
import type { Conversation } from '../store/store';

/** Clocks differ, and Twilio tells the time by the second: a message is looked for from so long before it was written. */
const CLOCK_DIFFERENCE_MS = 10 * 60_000;
/** How many of the newest messages to the customer are compared. */
const LOOK_BACK = 200;
/** What Twilio puts before a text of a trial account: https://www.twilio.com/docs/messaging/guides/how-to-use-your-free-trial-account */
const TRIAL_NOTICE = 'Sent from your Twilio trial account - ';

/**
 * Looks in Twilio's list for messages that may be this one: same sender, receiver, text and number of files, and not older
 * than ours; oldest first.
 *
 * @throws TwilioRefusal, TwilioUnreachable
 */
export async function findSent(
  client: Pick<TwilioClient, 'listMessages'>,
  message: Message,
): Promise<readonly RemoteMessage[]> {
  const type = message.communication_type;
  const { fromNumber, toNumber, messagingServiceSid } = message.metadata;
  // A Messaging Service chooses the sender itself.
  const from = messagingServiceSid === undefined ? { from: toChannelAddress(type, fromNumber) } : {};
  const to = toChannelAddress(type, toNumber);
  const since = Date.parse(message.createdAt) - CLOCK_DIFFERENCE_MS;
  const sentAfter = new Date(since).toISOString();
  const listed = await client.listMessages({ to, ...from, sentAfter, limit: LOOK_BACK });
  return listed
    .filter((one) => one.direction === 'outbound-api' && Date.parse(one.dateCreated) >= since && isSame(one, message))
    .reverse();
}

/** Whether a message at Twilio says the same as ours. */
export function isSame(remote: RemoteMessage, { content, media = [] }: Message): boolean {
  const body = remote.body.trim();
  const said = body.startsWith(TRIAL_NOTICE) ? body.slice(TRIAL_NOTICE.length) : body;
  return (body === content.trim() || said === content.trim()) && remote.numMedia === media.length;
}

/** The SIDs in a conversation that are known to be of some message, or of an earlier try of one. */
export function takenSids(conversation: Conversation): ReadonlySet<string | undefined> {
  return new Set(
    conversation.messages().flatMap(({ metadata }) => [metadata.twilioMessageSid, ...(metadata.earlierSids ?? [])]),
  );
}

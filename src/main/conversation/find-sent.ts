import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import type { RemoteMessage, TwilioClient } from '../twilio/client';

/** Clocks differ: a message is looked for from so long before it was written, in milliseconds. */
const CLOCK_DIFFERENCE_MS = 10 * 60_000;
/** How many of the newest messages to the customer are compared. */
const LOOK_BACK = 50;

/**
 * Looks in Twilio's list for a message that may have been taken: same sender, receiver and text, not older
 * than ours, and not one that we know as another message.
 *
 * @param taken SIDs that belong to other messages
 * @throws TwilioRefusal, TwilioUnreachable
 */
export async function findSent(
  client: TwilioClient,
  message: Message,
  taken: ReadonlySet<string | undefined>,
): Promise<RemoteMessage | undefined> {
  const type = message.communication_type;
  const from = toChannelAddress(type, message.metadata.fromNumber);
  const to = toChannelAddress(type, message.metadata.toNumber);
  const since = Date.parse(message.createdAt) - CLOCK_DIFFERENCE_MS;
  const sentAfter = new Date(since).toISOString();
  const listed = await client.listMessages({ to, from, sentAfter, limit: LOOK_BACK });
  return listed.find(
    (one) =>
      one.direction === 'outbound-api' &&
      one.body === message.content &&
      !taken.has(one.sid) &&
      Date.parse(one.dateCreated) >= since,
  );
}

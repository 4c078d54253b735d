import { isSettled } from '../../shared/awaited';
import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import { TwilioRefusal, type RemoteMessage, type TwilioClient } from '../twilio/client';
import { isSame, takenSids } from './find-sent';
import { isNews, stateFromTwilio } from './remote-state';
import { statusChanges } from './status-changes';

const MINUTE_MS = 60_000;
/** Most that are listed for one number: a page of Twilio's. */
const LISTED = 1_000;
/** Our clock and Twilio's differ by no more, and Twilio has no answer of ours for longer before it makes a message of it. */
const TOLERANCE_MS = 10 * MINUTE_MS;
/** What Twilio says of a message that was deleted there. */
const GONE = 404;

export interface AskDeliveriesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
}

/** Where a message is that is asked about. */
export interface OnItsWay {
  readonly address: string;
  readonly message_id: string;
}

/**
 * Asks Twilio what became of messages, with one request for each of our numbers, and takes over what it says.
 *
 * @param goesOn asked before each request
 * @throws TwilioRefusal, TwilioUnreachable, StoreUnavailableError; what was learnt of the numbers before is kept
 */
export async function askDeliveries(
  parts: AskDeliveriesParts,
  sought: readonly OnItsWay[],
  goesOn: () => boolean,
): Promise<void> {
  const { clock } = parts;
  for (const [from, wanted] of await byNumber(parts, sought)) {
    if (!goesOn()) return;
    const oldest = wanted.reduce((at, { message }) => (message.createdAt < at ? message.createdAt : at), isoNow(clock));
    const sentAfter = new Date(Date.parse(oldest) - TOLERANCE_MS).toISOString();
    const listed = [...(await parts.client().listMessages({ from, sentAfter, limit: LISTED }))].reverse();
    const learnt: { readonly one: OnItsWay; readonly said: readonly RemoteMessage[] }[] = [];
    for (const { one, message } of wanted) {
      if (!goesOn()) break;
      learnt.push({ one, said: await withOwn(parts, listed, message) });
    }
    await Promise.all(learnt.map(({ one, said }) => settle(parts, one, said)));
  }
}

interface Wanted {
  readonly one: OnItsWay;
  readonly message: Message;
}

/** What is still to be learnt, by the sender that it went out from. */
async function byNumber(
  { store }: AskDeliveriesParts,
  sought: readonly OnItsWay[],
): Promise<ReadonlyMap<string, readonly Wanted[]>> {
  const found = new Map<string, Wanted[]>();
  for (const one of sought) {
    const message = (await store.conversation(one.address)).message(one.message_id);
    if (!message || isSettled(message.status)) continue;
    const from = toChannelAddress(message.communication_type, message.metadata.fromNumber);
    const before = found.get(from);
    if (before) before.push({ one, message });
    else found.set(from, [{ one, message }]);
  }
  return found;
}

/** The list; the message itself where that does not reach back to it, or is not that of the sender which Twilio chose. */
async function withOwn(
  { client }: AskDeliveriesParts,
  listed: readonly RemoteMessage[],
  message: Message,
): Promise<readonly RemoteMessage[]> {
  const sid = message.metadata.twilioMessageSid;
  if (sid === undefined || listed.some((one) => one.sid === sid)) return listed;
  try {
    return [await client().fetchMessage(sid)];
  } catch (error) {
    if (error instanceof TwilioRefusal && error.status === GONE) return [];
    throw error;
  }
}

/** Takes over what Twilio's list says of one message. */
async function settle(
  { store, clock }: AskDeliveriesParts,
  { address, message_id }: OnItsWay,
  listed: readonly RemoteMessage[],
): Promise<void> {
  await store.commitTo(address, (now, conversation) => {
    const message = conversation.message(message_id);
    const remote = message && findIn(listed, message, takenSids(conversation));
    if (!message || !remote) return { changes: [], result: null };
    const next = stateFromTwilio(message, remote);
    const changes = isNews(message, next) ? statusChanges(now, conversation, message, next, isoNow(clock)) : [];
    return { changes, result: null };
  });
}

/** Finds a message by its SID; an answer in TwiML, of which nobody was told it, by what it said, to whom and when. */
function findIn(
  listed: readonly RemoteMessage[],
  message: Message,
  taken: ReadonlySet<string | undefined>,
): RemoteMessage | undefined {
  const { twilioMessageSid, toNumber } = message.metadata;
  if (twilioMessageSid !== undefined) return listed.find(({ sid }) => sid === twilioMessageSid);
  const to = toChannelAddress(message.communication_type, toNumber);
  const at = Date.parse(message.createdAt);
  return listed.find(
    (one) =>
      one.direction === 'outbound-reply' &&
      one.to === to &&
      isSame(one, message) &&
      Math.abs(Date.parse(one.dateCreated) - at) <= TOLERANCE_MS &&
      !taken.has(one.sid),
  );
}

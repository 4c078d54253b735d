import { AWAITED_MS, isSettled } from '../../shared/awaited';
import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import { TwilioRefusal, TwilioUnreachable, type RemoteMessage, type TwilioClient } from '../twilio/client';
import { isWithoutAccess } from '../twilio/without-access';
import { isSame, takenSids } from './find-sent';
import { isNews, stateFromTwilio } from './remote-state';
import { statusChanges } from './status-changes';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How old a message is when it is asked about although Twilio reports on it: a report may be lost. */
const LATE_MS: readonly number[] = [12, 36, 60, 84].map((hours) => hours * HOUR_MS);
/** The same where Twilio cannot report: soon, and again once carriers have had their time. */
const SOON_MS: readonly number[] = [40_000, 3 * MINUTE_MS, 15 * MINUTE_MS];
/** What falls due within so long is asked about together. */
const TOGETHER_MS = 20_000;
/** Clocks are set and machines sleep, so times are looked over at least this often. */
const LONGEST_WAIT_MS = HOUR_MS;
/** After trouble it is tried again after so long. */
const RETRY_MS = 5 * MINUTE_MS;
/** Most that are listed for one number: a page of Twilio's. */
const LISTED = 1_000;
/** Our clock and Twilio's differ by no more, and Twilio has no answer of ours for longer before it makes a message of it. */
const TOLERANCE_MS = 10 * MINUTE_MS;
/** What Twilio says of a message that was deleted there. */
const GONE = 404;

export interface DeliveriesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  /** Whether Twilio can report to us what becomes of what we send. */
  readonly isReported: () => boolean;
  readonly onError: (error: unknown) => void;
}

export interface Deliveries {
  /** Follows what is on its way, and everything from now on. */
  start(): void;
  /** Reports may have been lost, or there may be access to Twilio again: asks about all that is on its way. */
  refresh(): void;
  /** Resolves when nothing is being asked. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A message whose end is not known. */
interface Followed {
  readonly address: string;
  readonly message_id: string;
  /** Since when Twilio has it, and when it is asked about next, in milliseconds since 1970. */
  readonly since: number;
  dueAt: number;
}

/**
 * Makes the part that asks Twilio what became of messages when no report has said it: after an outage, and at times that
 * grow longer, until a message is four days old. One request for each of our numbers tells of many messages. What is to be
 * followed stands with the addresses, so nothing of it is lost with the process.
 * Source: https://www.twilio.com/docs/messaging/guides/outbound-message-logging
 */
export function createDeliveries(parts: DeliveriesParts): Deliveries {
  const { store, clock } = parts;
  const followed = new Map<string, Followed>();
  let timer: { readonly at: number; cancel(): void } | null = null;
  let asking: Promise<void> = Promise.resolve();
  let unsubscribe: (() => void) | undefined;
  let isClosed = false;
  let hasAccess = true;

  return {
    start() {
      unsubscribe = store.subscribe(({ changes }) => changes.forEach(notice));
      for (const { _id } of store.now.values('addresses')) follow(_id);
    },
    refresh() {
      hasAccess = true;
      for (const one of followed.values()) one.dueAt = clock.now();
      look();
    },
    settled: () => asking,
    async close() {
      isClosed = true;
      unsubscribe?.();
      timer?.cancel();
      await asking;
    },
  };

  function notice(change: Change): void {
    if (change.type === 'message.added' || change.type === 'message.status') follow(change.address);
  }

  /** Takes up what is on its way to an address. */
  function follow(address: string): void {
    for (const { message_id, since } of store.now.get('addresses', address)?.awaited ?? []) {
      if (followed.has(message_id)) continue;
      const one = { address, message_id, since: Date.parse(since), dueAt: 0 };
      if (!putOff(one)) continue;
      followed.set(message_id, one);
      arm(one.dueAt);
    }
  }

  /** Sets when a message is asked about next; false when it is too old for that. */
  function putOff(one: Followed): boolean {
    const age = clock.now() - one.since;
    const ages = parts.isReported() ? LATE_MS : [...SOON_MS, ...LATE_MS];
    const next = ages.find((ms) => ms > age);
    if (next === undefined || age > AWAITED_MS) return false;
    one.dueAt = one.since + next;
    return true;
  }

  function arm(at: number): void {
    if (isClosed || (timer && timer.at <= at)) return;
    timer?.cancel();
    const ms = Math.min(Math.max(0, at - clock.now()), LONGEST_WAIT_MS);
    timer = { at: clock.now() + ms, cancel: clock.after(ms, look) };
  }

  function look(): void {
    timer?.cancel();
    timer = null;
    const due = [...followed.values()].filter(({ dueAt }) => dueAt <= clock.now() + TOGETHER_MS);
    asking = asking
      .then(() => ask(due))
      .catch((error: unknown) => {
        for (const one of due) one.dueAt = clock.now() + RETRY_MS;
        if (isWithoutAccess(error)) hasAccess = false;
        else if (!(error instanceof TwilioRefusal || error instanceof TwilioUnreachable)) parts.onError(error);
      })
      .then(() => {
        const next = Math.min(...[...followed.values()].map(({ dueAt }) => dueAt));
        // Without access there is nothing to be learnt until somebody says that there is again.
        if (hasAccess && followed.size > 0) arm(next);
      });
  }

  async function ask(due: readonly Followed[]): Promise<void> {
    const byNumber = new Map<string, { readonly one: Followed; readonly message: Message }[]>();
    for (const one of due) {
      const message = (await store.conversation(one.address)).message(one.message_id);
      if (!message || isSettled(message.status)) {
        followed.delete(one.message_id);
        continue;
      }
      const from = toChannelAddress(message.communication_type, message.metadata.fromNumber);
      byNumber.set(from, [...(byNumber.get(from) ?? []), { one, message }]);
    }
    for (const [from, wanted] of byNumber) {
      if (isClosed || !hasAccess) return;
      const since = Math.min(...wanted.map(({ message }) => Date.parse(message.createdAt))) - TOLERANCE_MS;
      const sentAfter = new Date(since).toISOString();
      const listed = [...(await parts.client().listMessages({ from, sentAfter, limit: LISTED }))].reverse();
      const settled: Promise<void>[] = [];
      for (const { one, message } of wanted) {
        settled.push(settle(one, await withOwn(listed, message)));
        if (!putOff(one)) followed.delete(one.message_id);
      }
      await Promise.all(settled);
    }
  }

  /** The list; the message itself where that does not reach back to it, or is not that of the sender which Twilio chose. */
  async function withOwn(listed: readonly RemoteMessage[], message: Message): Promise<readonly RemoteMessage[]> {
    const sid = message.metadata.twilioMessageSid;
    if (sid === undefined || listed.some((one) => one.sid === sid)) return listed;
    try {
      return [await parts.client().fetchMessage(sid)];
    } catch (error) {
      if (error instanceof TwilioRefusal && error.status === GONE) return [];
      throw error;
    }
  }

  /** Takes over what Twilio's list says of one message. */
  async function settle({ address, message_id }: Followed, listed: readonly RemoteMessage[]): Promise<void> {
    await store.commitTo(address, (now, conversation) => {
      const message = conversation.message(message_id);
      const remote = message && findIn(listed, message, takenSids(conversation));
      if (!message || !remote) return { changes: [], result: null };
      const next = stateFromTwilio(message, remote);
      const changes = isNews(message, next) ? statusChanges(now, conversation, message, next, isoNow(clock)) : [];
      return { changes, result: null };
    });
  }
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

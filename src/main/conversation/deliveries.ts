import { AWAITED_MS } from '../../shared/awaited';
import type { Change } from '../../shared/changes';
import type { AwaitedMessage } from '../../shared/domain';
import type { Clock } from '../app/clock';
import type { Store } from '../store/store';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from '../twilio/client';
import { isWithoutAccess } from '../twilio/without-access';
import { askDeliveries, type OnItsWay } from './ask-deliveries';

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
interface Followed extends OnItsWay {
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
      for (const { _id, awaited = [] } of store.now.values('addresses')) {
        for (const one of awaited) follow(_id, one);
      }
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
    if (change.type === 'message.status') takeUp(change.address, change.message_id);
    // What a customer writes is on its way to nobody.
    if (change.type !== 'message.added' || change.message.sender === 'contact') return;
    takeUp(change.address, change.message._id);
  }

  /** Follows a message from when it is on its way until it is there. */
  function takeUp(address: string, messageId: string): void {
    // The newest stands at the end, and one address can have many on their way.
    const awaited = awaitedAt(address).findLast((one) => one.message_id === messageId);
    if (awaited) follow(address, awaited);
    else followed.delete(messageId);
  }

  function awaitedAt(address: string): readonly AwaitedMessage[] {
    return store.now.get('addresses', address)?.awaited ?? [];
  }

  function follow(address: string, { message_id, since }: AwaitedMessage): void {
    if (followed.has(message_id)) return;
    const one = { address, message_id, since: Date.parse(since), dueAt: 0 };
    if (!putOff(one)) return;
    followed.set(message_id, one);
    arm(one.dueAt);
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
    asking = asking.then(askWhatIsDue);
  }

  async function askWhatIsDue(): Promise<void> {
    const due = [...followed.values()].filter(({ dueAt }) => dueAt <= clock.now() + TOGETHER_MS);
    try {
      await askDeliveries(parts, due, () => !isClosed && hasAccess);
      for (const one of due) if (!putOff(one)) followed.delete(one.message_id);
    } catch (error) {
      for (const one of due) one.dueAt = clock.now() + RETRY_MS;
      if (isWithoutAccess(error)) hasAccess = false;
      else if (!(error instanceof TwilioRefusal || error instanceof TwilioUnreachable)) parts.onError(error);
    }
    // Without access there is nothing to be learnt until somebody says that there is again.
    if (!hasAccess) return;
    let next = Infinity;
    for (const { dueAt } of followed.values()) next = Math.min(next, dueAt);
    if (next < Infinity) arm(next);
  }
}

import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Conversation, Decision, Now, Store } from '../store/store';
import { TwilioRefusal, TwilioUnreachable, type RemoteMessage, type TwilioClient } from '../twilio/client';
import { stateFromTwilio } from './remote-state';
import type { EarlyReport } from './report-status';

/** How often it is looked whether something is due, in milliseconds. Nothing runs while nothing is followed. */
const TICK_MS = 20_000;
/** At which of its ticks a message is looked up: soon, and again once carriers have had their time. */
const LOOK_AT: readonly number[] = [2, 8, 45];
const LAST_LOOK = 45;
/** Most messages that are followed, and most that are listed for one number: a page of Twilio's. */
const MOST_FOLLOWED = 2_000;
const LISTED = 1_000;
/** Our clock and Twilio's differ by no more, and Twilio has no answer of ours for longer before it makes a message of it. */
const TOLERANCE_MS = 10 * 60_000;
/** What Twilio says to whoever has no access; 0 is our own word for credentials that cannot be Twilio's. */
const NO_ACCESS: ReadonlySet<number> = new Set([0, 401, 403]);

export interface FollowParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  /** Whether Twilio can report to us what becomes of what we send by REST. */
  readonly isReported: () => boolean;
  /** A status that was reported for this SID before it was known whose it is. */
  readonly earlyReport: (sid: string) => EarlyReport | undefined;
  readonly onError: (error: unknown) => void;
}

export interface FollowDeliveries {
  /** Follows what was sent in the last minutes, and everything from now on. */
  start(): void;
  close(): Promise<void>;
}

interface Followed {
  readonly address: string;
  readonly message_id: string;
  ticks: number;
}

/**
 * Makes the part that learns what became of messages that Twilio does not report on: answers that went out as TwiML,
 * whose SID nobody was told, and what was sent while Twilio could not reach us. They are looked up in Twilio's list,
 * with one request for each of our numbers, however many there are.
 * Source: https://www.twilio.com/docs/messaging/twiml/message (only a status callback of its own would report them)
 */
export function createFollowDeliveries(parts: FollowParts): FollowDeliveries {
  const { store, clock } = parts;
  const followed = new Map<string, Followed>();
  let cancel: (() => void) | null = null;
  let looking: Promise<void> = Promise.resolve();
  let unsubscribe: (() => void) | undefined;
  let isOver = false;

  return {
    start() {
      unsubscribe = store.subscribe(({ changes }) => changes.forEach(notice));
      looking = takeUp().catch(parts.onError);
    },
    async close() {
      end();
      await looking;
    },
  };

  function notice(change: Change): void {
    if (change.type === 'message.added') {
      if (isUnreported(change.message)) follow(change.address, change.message._id);
    } else if (change.type === 'message.status' && change.sid && !isSettled(change.status) && !parts.isReported()) {
      follow(change.address, change.message_id);
    }
  }

  function follow(address: string, message_id: string): void {
    if (isOver || followed.has(message_id)) return;
    followed.set(message_id, { address, message_id, ticks: 0 });
    const oldest = followed.size > MOST_FOLLOWED ? followed.keys().next().value : undefined;
    if (oldest !== undefined) followed.delete(oldest);
    cancel ??= clock.after(TICK_MS, tick);
  }

  /** What an earlier run followed when it ended. */
  async function takeUp(): Promise<void> {
    const since = new Date(clock.now() - LAST_LOOK * TICK_MS).toISOString();
    for (const thread of store.now.values('threads')) {
      if ((thread.autoReplies.at(-1) ?? '') < since) continue;
      for (const address of store.now.get('contacts', thread._id)?.addresses ?? []) {
        const conversation = await store.conversation(address);
        const recent = conversation.messages().filter((one) => one.createdAt >= since && isUnreported(one));
        for (const { _id } of recent) follow(address, _id);
      }
    }
  }

  function tick(): void {
    cancel = null;
    const due: Followed[] = [];
    for (const one of followed.values()) {
      one.ticks += 1;
      if (LOOK_AT.includes(one.ticks)) due.push(one);
      if (one.ticks >= LAST_LOOK) followed.delete(one.message_id);
    }
    looking = looking
      .then(() => look(due))
      .catch(giveUpOrReport)
      .then(() => {
        if (!isOver && followed.size > 0) cancel ??= clock.after(TICK_MS, tick);
      });
  }

  async function look(due: readonly Followed[]): Promise<void> {
    const byNumber = new Map<string, { one: Followed; message: Message }[]>();
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
      if (isOver) return;
      const since = Math.min(...wanted.map(({ message }) => Date.parse(message.createdAt))) - TOLERANCE_MS;
      const sentAfter = new Date(since).toISOString();
      const listed = await parts.client().listMessages({ from, sentAfter, limit: LISTED });
      const oldestFirst = [...listed].reverse();
      await Promise.all(wanted.map(({ one }) => settle(one, oldestFirst)));
    }
  }

  /** Takes over what Twilio's list says of one message. */
  async function settle({ address, message_id }: Followed, listed: readonly RemoteMessage[]): Promise<void> {
    await store.commitTo(address, (now, conversation): Decision<null> => {
      const message = conversation.message(message_id);
      const remote = message && findIn(listed, message, conversation);
      if (!message || !remote) return nothing;
      const next = stateFromTwilio(message, remote, parts.earlyReport(remote.sid));
      if (isSettled(next.status)) followed.delete(message_id);
      if (next.status === message.status && next.sid === message.metadata.twilioMessageSid) return nothing;
      const contact_id = contactOf(now, address);
      const change: Change = { type: 'message.status', address, contact_id, message_id, ...next, at: isoNow(clock) };
      return { changes: [change], result: null };
    });
  }

  /** Without access to Twilio's list there is nothing to be learnt in this run; a line that broke comes back. */
  function giveUpOrReport(error: unknown): void {
    if (error instanceof TwilioRefusal) {
      if (NO_ACCESS.has(error.status)) end();
    } else if (!(error instanceof TwilioUnreachable)) parts.onError(error);
  }

  function end(): void {
    isOver = true;
    unsubscribe?.();
    cancel?.();
    followed.clear();
  }
}

const nothing: Decision<null> = { changes: [], result: null };

function contactOf(now: Now, address: string): string {
  return now.get('addresses', address)?.contact_id ?? '';
}

/** Whether a message went out with the answer to a webhook, so that nobody will say what became of it. */
function isUnreported({ sender, status, metadata, communication_type }: Message): boolean {
  return sender === 'ai' && status === 'sent' && communication_type !== 'voice' && !metadata.twilioMessageSid;
}

/** Whether nothing further is expected of a message. */
function isSettled(status: Message['status']): boolean {
  return status !== 'queued' && status !== 'sending' && status !== 'sent';
}

/** Finds a message by its SID; an answer without one by what it said, to whom and when. */
function findIn(
  listed: readonly RemoteMessage[],
  message: Message,
  conversation: Conversation,
): RemoteMessage | undefined {
  const { twilioMessageSid, toNumber } = message.metadata;
  if (twilioMessageSid !== undefined) return listed.find(({ sid }) => sid === twilioMessageSid);
  const to = toChannelAddress(message.communication_type, toNumber);
  const at = Date.parse(message.createdAt);
  const taken = new Set(conversation.messages().map((one) => one.metadata.twilioMessageSid));
  return listed.find(
    (one) =>
      one.direction === 'outbound-reply' &&
      one.to === to &&
      one.body.trim() === message.content.trim() &&
      Math.abs(Date.parse(one.dateCreated) - at) <= TOLERANCE_MS &&
      !taken.has(one.sid),
  );
}

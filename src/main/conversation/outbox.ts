import { isUnsaid } from '../../shared/apply-to-conversation';
import { backOffMs } from '../../shared/back-off';
import type { Change } from '../../shared/changes';
import type { Message, MessageStatus, Thread } from '../../shared/domain';
import { isPending } from '../../shared/message-status';
import { isoNow, type Clock } from '../app/clock';
import { Problem } from '../ipc/problem';
import { StoreUnavailableError, type Conversation, type Now, type Store } from '../store/store';
import { TwilioRefusal, TwilioUnreachable, type RemoteMessage, type TwilioClient } from '../twilio/client';
import type { DeskSettings } from './desk-settings';
import { whyHeldBack, whyUnsubscribed } from './hold-back';
import { createLookUps, isUnsettled } from './look-up';
import { outgoingMessage, type OutgoingLinks } from './outgoing-message';
import { paceOf, unitsOf } from './pace';
import { createPauses } from './pauses';
import { isFailure, stateFromTwilio, type NextState } from './remote-state';
import { sendCall } from './send-call';
import { createSendGate } from './send-gate';
import { createSerialLines } from './serial-lines';
import { statusChanges } from './status-changes';

/** How long a message waits for a public address of its files before it looks again, in milliseconds. */
const FILES_BACK_OFF = { firstMs: 1_000, longestMs: 60_000 } as const;
const WAITS_FOR_ADDRESS = 'Waiting for a public address at which Twilio can fetch the file.';
/** Too many requests: Twilio has not processed this one. Source: https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY = 429;

export interface OutboxParts extends OutgoingLinks {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  readonly settings: () => DeskSettings;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  readonly log: (line: string, contactId: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Outbox {
  /** Takes up what an earlier run left unsettled, and everything queued from now on. */
  start(): void;
  /**
   * Sends a message again that failed or that nobody knows of; the latter is looked up first.
   *
   * @throws Problem when it is not in such a state
   */
  retry(job: Job): Promise<void>;
  /** The network, the tunnel or the account may be there again: what waits for them is tried at once. */
  wake(): void;
  /** Starts nothing more and waits for what is under way. */
  close(): Promise<void>;
}

/** Which message is meant. */
export interface Job {
  readonly address: string;
  readonly contact_id: string;
  readonly message_id: string;
}

type Why = (now: Now, conversation: Conversation, message: Message) => string | null;

/**
 * Makes the part that sends. Messages to one person go out one after the other, in order, and pass a gate that keeps the
 * pace of their sender. Each is marked `sending` durably before Twilio is asked: should the process or the line die in
 * between, it is `unknown` and is looked up, never sent again blindly, since Twilio has no idempotency key for messages.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts;
  const lines = createSerialLines(parts.onError);
  const gate = createSendGate(clock, parts.random);
  const forFiles = createPauses(clock);
  const lookUps = createLookUps(parts);
  let unsubscribe: (() => void) | undefined;

  return {
    start() {
      unsubscribe = store.subscribe((entry) => entry.changes.forEach(notice));
      for (const thread of store.now.values('threads')) {
        // In the line of its person, so that what is written from now on stands behind it.
        if (thread.pendingIds.length > 0) lines.enqueue(thread._id, () => resume(thread));
      }
    },
    async retry(job) {
      await lookUps.once(job);
      const queued = await change(job, (message) =>
        isRetryable(message.status) && !isUnsaid(message) ? { status: 'queued', sid: null } : null,
      );
      if (!queued) throw new Problem('refused', 'Twilio has this message: nothing is sent twice.');
      enqueue(job, sendAnyway);
    },
    wake() {
      gate.open();
      forFiles.end();
      lookUps.wake();
    },
    async close() {
      unsubscribe?.();
      const ended = lines.close();
      gate.close();
      forFiles.close();
      await Promise.all([ended, lookUps.close()]);
    },
  };

  function notice(one: Change): void {
    if (one.type === 'message.added' && one.message.status === 'queued' && !isUnsaid(one.message)) {
      const { address, contact_id, message } = one;
      enqueue({ address, contact_id, message_id: message._id }, send);
    }
    // What waited when its session was deleted was passed over, and waits again once that is undone.
    if (one.type === 'session.restored') {
      for (const { _id: message_id, status } of one.messages) {
        const job = { address: one.address, contact_id: one.after.contact_id, message_id };
        if (isPending(status)) enqueue(job, takeUp);
      }
    }
  }

  function enqueue(job: Job, work: (job: Job) => Promise<void>): void {
    lines.enqueue(job.contact_id, () => work(job));
  }

  /** What is pending stands in the order in which it became so, which is not the order in which it was written. */
  async function resume(thread: Thread): Promise<void> {
    const left: { readonly job: Job; readonly writtenAt: string }[] = [];
    for (const address of store.now.get('contacts', thread._id)?.addresses ?? []) {
      for (const { _id, createdAt } of (await store.conversation(address)).messages()) {
        const job = { address, contact_id: thread._id, message_id: _id };
        if (thread.pendingIds.includes(_id)) left.push({ job, writtenAt: createdAt });
      }
    }
    left.sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : 0));
    for (const { job } of left) await takeUp(job);
  }

  /** Goes on with a message that was left: queued was never tried, sending may have reached Twilio. */
  async function takeUp(job: Job): Promise<void> {
    const message = (await store.conversation(job.address)).message(job.message_id);
    // One whose SID is known is Twilio's: where it has got to is asked with all others that are on their way.
    if (!message || !isPending(message.status) || isUnsaid(message) || message.metadata.twilioMessageSid) return;
    if (message.status === 'queued') await send(job);
    else await unknown(job);
  }

  function send(job: Job): Promise<void> {
    return sendUnless(job, (now, conversation, message) => whyHeldBack(now, conversation, message, parts.settings()));
  }

  /** An operator who asks for it again knows what has happened meanwhile. */
  function sendAnyway(job: Job): Promise<void> {
    return sendUnless(job, whyUnsubscribed);
  }

  async function sendUnless(job: Job, why: Why): Promise<void> {
    for (let waits = 0; !lines.isClosed();) {
      const waiting = (await store.conversation(job.address)).message(job.message_id);
      if (!waiting || !isToBeSent(waiting)) return;
      if (!isCall(waiting) && outgoingMessage(parts, waiting) === null) {
        await change(job, (message) => waitsWith(message, WAITS_FOR_ADDRESS));
        waits += 1;
        await forFiles.pause(backOffMs(FILES_BACK_OFF, waits, parts.random));
        continue;
      }
      const { communication_type: type, metadata } = waiting;
      await gate.pass(paceOf(type, metadata.fromNumber, parts.settings().textsPerSecond), unitsOf(waiting));
      if (lines.isClosed() || (await sendNow(job, why))) return;
    }
  }

  /** Asks Twilio once; false when it was certainly not reached, so that it may be asked again. */
  async function sendNow(job: Job, why: Why): Promise<boolean> {
    const sending = await change(job, (message, now, conversation) => {
      if (!isToBeSent(message)) return null;
      const reason = why(now, conversation, message);
      return reason === null ? { status: 'sending' } : { status: 'failed', error: { code: null, message: reason } };
    });
    if (!sending || sending.next.status === 'failed') return true;
    try {
      await ask(job, sending.message);
      gate.wasThrough();
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      return settleFailure(job, error);
    }
  }

  async function ask(job: Job, message: Message): Promise<void> {
    if (isCall(message)) return sendCall(parts, job, message);
    const request = outgoingMessage(parts, message);
    if (request === null) throw new TwilioUnreachable(WAITS_FOR_ADDRESS, true);
    await adopt(job, await parts.client().createMessage(request));
  }

  async function settleFailure(job: Job, error: unknown): Promise<boolean> {
    if (error instanceof TwilioUnreachable && error.certainlyNotSent) {
      gate.shut();
      await change(job, ifSending({ status: 'queued', error: { code: null, message: error.message } }));
      return false;
    }
    if (error instanceof TwilioRefusal && error.status === TOO_MANY) {
      gate.shut(error.retryAfterMs);
      await change(job, ifSending({ status: 'queued' }));
      return false;
    }
    if (error instanceof TwilioRefusal) {
      gate.wasThrough();
      const { code, said } = error;
      await change(job, ifSending({ status: 'failed', error: { code, message: said } }));
      parts.log(`Twilio refused a message: ${error.message}`, job.contact_id);
      return true;
    }
    if (!(error instanceof TwilioUnreachable)) parts.onError(error);
    await unknown(job);
    return true;
  }

  async function unknown(job: Job): Promise<void> {
    if (await change(job, ifSending({ status: 'unknown' }))) {
      parts.log('Nobody knows yet whether Twilio took a message: looking it up.', job.contact_id);
    }
    const message = (await store.conversation(job.address)).message(job.message_id);
    if (message && isUnsettled(message)) lookUps.begin(job);
  }

  /** Takes over what Twilio says of a message; never a step back. */
  async function adopt(job: Job, remote: RemoteMessage): Promise<void> {
    await change(job, (message) => stateFromTwilio(message, remote));
  }

  /** Changes a message's state durably; gives it as it was, with its new state, or null when there was nothing to change. */
  function change(
    job: Job,
    decide: (message: Message, now: Now, conversation: Conversation) => NextState | null,
  ): Promise<{ readonly message: Message; readonly next: NextState } | null> {
    return store.commitTo(job.address, (now, conversation) => {
      const message = conversation.message(job.message_id);
      const next = message ? decide(message, now, conversation) : null;
      if (!message || !next) return { changes: [], result: null };
      return {
        changes: statusChanges(now, conversation, message, next, isoNow(clock)),
        result: { message, next },
      };
    });
  }
}

function isToBeSent(message: Message): boolean {
  return message.status === 'queued' && !message.metadata.twilioMessageSid && !isUnsaid(message);
}

function isCall({ communication_type }: Message): boolean {
  return communication_type === 'voice';
}

/** What becomes of a message that waits for something of its own: it says so, once. */
function waitsWith(message: Message, reason: string): NextState | null {
  if (!isToBeSent(message) || message.error?.message === reason) return null;
  return { status: 'queued', error: { code: null, message: reason } };
}

/** What becomes of a message that Twilio was asked to send, unless it has been settled otherwise meanwhile. */
function ifSending(next: NextState): (message: Message) => NextState | null {
  return (message) => (message.status === 'sending' && !message.metadata.twilioMessageSid ? next : null);
}

function isRetryable(status: MessageStatus): boolean {
  return isFailure(status) || status === 'unknown';
}

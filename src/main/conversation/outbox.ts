import { isUnsaid } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Message, MessageStatus, Thread } from '../../shared/domain';
import { isPending } from '../../shared/message-status';
import { isoNow, type Clock } from '../app/clock';
import { Problem } from '../ipc/problem';
import { StoreUnavailableError, type Conversation, type Now, type Store } from '../store/store';
import { TwilioRefusal, TwilioUnreachable, type RemoteMessage, type TwilioClient } from '../twilio/client';
import type { DeskSettings } from './desk-settings';
import { findSent } from './find-sent';
import { whyHeldBack, whyUnsubscribed } from './hold-back';
import { outgoingMessage, type OutgoingLinks } from './outgoing-message';
import { isFailure, stateFromTwilio, type NextState } from './remote-state';
import type { EarlyReport } from './report-status';
import { findPlaced, sendCall } from './send-call';
import { createSerialLines } from './serial-lines';

/** First pause after Twilio could not be reached, doubled each time up to the longest, in milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** When an unknown message is looked up: soon, and again once Twilio's list has surely caught up. */
const LOOK_UP_AFTER_MS = [2_000, 15_000, 60_000] as const;

export interface OutboxParts extends OutgoingLinks {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  readonly settings: () => DeskSettings;
  /** A status that was reported for this SID before it was known whose it is. */
  readonly earlyReport: (sid: string) => EarlyReport | undefined;
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
  /** Starts nothing more and waits for what is under way. */
  close(): Promise<void>;
}

/** Which message is meant. */
export interface Job {
  readonly address: string;
  readonly contact_id: string;
  readonly message_id: string;
}

/**
 * Makes the part that sends. Messages to one contact go out one after the other, in order. Each is marked
 * `sending` durably before Twilio is asked: should the process or the line die in between, it is `unknown`
 * and is looked up, never sent again blindly, since Twilio has no idempotency key for messages.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts;
  const lines = createSerialLines(clock, parts.onError);
  let unsubscribe: (() => void) | undefined;

  return {
    start() {
      unsubscribe = store.subscribe((entry) => entry.changes.forEach(notice));
      for (const thread of store.now.values('threads')) {
        if (thread.pendingIds.length > 0) resume(thread).catch(parts.onError);
      }
    },
    async retry(job) {
      await settleUnknown(job);
      const queued = await change(job, (message) =>
        isRetryable(message.status) && !isUnsaid(message) ? { status: 'queued', sid: null } : null,
      );
      if (!queued) throw new Problem('refused', 'Twilio has this message: nothing is sent twice.');
      enqueue(job, sendAnyway);
    },
    async close() {
      unsubscribe?.();
      await lines.close();
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

  async function resume(thread: Thread): Promise<void> {
    for (const address of store.now.get('contacts', thread._id)?.addresses ?? []) {
      const conversation = await store.conversation(address);
      for (const message_id of thread.pendingIds) {
        if (!conversation.message(message_id)) continue;
        enqueue({ address, contact_id: thread._id, message_id }, takeUp);
      }
    }
  }

  /** Goes on with a message that was left: queued was never tried, sending may have reached Twilio. */
  async function takeUp(job: Job): Promise<void> {
    const message = (await store.conversation(job.address)).message(job.message_id);
    const sid = message?.metadata.twilioMessageSid;
    if (!message || !isPending(message.status) || isUnsaid(message)) return;
    if (sid) await refresh(job, sid);
    else if (message.status === 'queued') await send(job);
    else if (message.status === 'sending') await unknown(job);
    else void lookUp(job);
  }

  function send(job: Job): Promise<void> {
    return sendUnless(job, (now, conversation, message) => whyHeldBack(now, conversation, message, parts.settings()));
  }

  /** An operator who asks for it again knows what has happened meanwhile. */
  function sendAnyway(job: Job): Promise<void> {
    return sendUnless(job, whyUnsubscribed);
  }

  async function sendUnless(
    job: Job,
    why: (now: Now, conversation: Conversation, message: Message) => string | null,
  ): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !lines.closed; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const waiting = await change(job, (message, now, conversation) => {
        if (message.status !== 'queued' || message.metadata.twilioMessageSid || isUnsaid(message)) return null;
        const reason = why(now, conversation, message);
        return reason === null ? { status: 'sending' } : { status: 'failed', error: { code: null, message: reason } };
      });
      if (!waiting || waiting.next.status === 'failed' || (await attempt(job, waiting.message))) return;
      await lines.pause(pause);
    }
  }

  /** Asks Twilio once; false when it was certainly not reached, so that it may be asked again. */
  async function attempt(job: Job, message: Message): Promise<boolean> {
    try {
      if (message.communication_type === 'voice') await sendCall(parts, job, message);
      else await adopt(job, await parts.client().createMessage(outgoingMessage(parts, message)));
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      return settleFailure(job, error);
    }
  }

  async function settleFailure(job: Job, error: unknown): Promise<boolean> {
    if (error instanceof TwilioUnreachable && error.certainlyNotSent) {
      const reason = { code: null, message: error.message };
      await change(job, ifSending({ status: 'queued', error: reason }));
      return false;
    }
    if (error instanceof TwilioRefusal) {
      const { code, message } = error;
      await change(job, ifSending({ status: 'failed', error: { code, message } }));
      parts.log(`Twilio refused a message: ${message}`, job.contact_id);
      return true;
    }
    parts.onError(error);
    await unknown(job);
    return true;
  }

  async function unknown(job: Job): Promise<void> {
    if (!(await change(job, ifSending({ status: 'unknown' })))) return;
    parts.log('Nobody knows yet whether Twilio took a message: looking it up.', job.contact_id);
    void lookUp(job);
  }

  async function lookUp(job: Job): Promise<void> {
    for (const ms of LOOK_UP_AFTER_MS) {
      await lines.pause(ms);
      if (lines.closed) return;
      try {
        if (await settleUnknown(job)) return;
      } catch (error) {
        parts.onError(error);
      }
    }
  }

  /** Looks an unknown message up in Twilio's list; true when it is not unknown (any more). */
  async function settleUnknown(job: Job): Promise<boolean> {
    const conversation = await store.conversation(job.address);
    const message = conversation.message(job.message_id);
    if (message?.status !== 'unknown') return true;
    if (message.communication_type === 'voice') return findPlaced(parts, job, message);
    const taken = new Set(conversation.messages().map((one) => one.metadata.twilioMessageSid));
    const remote = await findSent(parts.client(), message, taken);
    if (remote) await adopt(job, remote);
    return remote !== undefined;
  }

  async function refresh(job: Job, sid: string): Promise<void> {
    await adopt(job, await parts.client().fetchMessage(sid));
  }

  /** Takes over what Twilio says of a message; never a step back. */
  async function adopt(job: Job, remote: RemoteMessage): Promise<void> {
    await change(job, (message) => stateFromTwilio(message, remote, parts.earlyReport(remote.sid)));
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
        changes: [{ type: 'message.status', ...ofNow(now, job), ...next, at: isoNow(clock) }],
        result: { message, next },
      };
    });
  }
}

/** Contacts may have been merged or taken apart since. */
function ofNow(now: Now, job: Job): Job {
  return { ...job, contact_id: now.get('addresses', job.address)?.contact_id ?? job.contact_id };
}

/** What becomes of a message that Twilio was asked to send, unless it has been settled otherwise meanwhile. */
function ifSending(next: NextState): (message: Message) => NextState | null {
  return (message) => (message.status === 'sending' && !message.metadata.twilioMessageSid ? next : null);
}

function isRetryable(status: MessageStatus): boolean {
  return isFailure(status) || status === 'unknown';
}

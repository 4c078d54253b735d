import { isUnsaid } from '../../shared/apply-to-conversation';
import { backOffMs } from '../../shared/back-off';
import type { Message } from '../../shared/domain';
import { explainError } from '../../shared/error-guide';
import { isoNow, type Clock } from '../app/clock';
import { StoreUnavailableError, type Conversation, type Now, type Store } from '../store/store';
import { isTooMany, TwilioRefusal, TwilioUnreachable, type RemoteMessage, type TwilioClient } from '../twilio/client';
import { changeMessage } from './change-message';
import type { DeskSettings } from './desk-settings';
import type { Held } from './hold-back';
import { isUnsettled, type LookUps } from './look-up';
import type { Job } from './outbox';
import { outgoingMessage, type OutgoingLinks } from './outgoing-message';
import { paceOf, unitsOf } from './pace';
import { createPauses } from './pauses';
import { stateFromTwilio, type NextState } from './remote-state';
import { sendCall } from './send-call';
import { createSendGate } from './send-gate';
import { statusChanges } from './status-changes';
import { takenBack } from './take-back';

/** How long a message waits for a public address of its files before it looks again, in milliseconds. */
const FILES_BACK_OFF = { firstMs: 1_000, longestMs: 60_000 } as const;
const WAITS_FOR_ADDRESS = 'Waiting for a public address at which Twilio can fetch the file.';

export interface SendQueuedParts extends OutgoingLinks {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  readonly settings: () => DeskSettings;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  readonly log: (line: string, contactId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Says why a message is not sent after all; null when it is. Asked on the newest state, just before Twilio is. */
export type WhyNot = (now: Now, conversation: Conversation, message: Message) => Held | null;

/** Sends single messages. */
export interface SendQueued {
  /** Asks Twilio to send a queued message, again and again while it has certainly not taken it. @throws Error of the store */
  send(job: Job, why: WhyNot): Promise<void>;
  /** Twilio may have been asked before: has the message looked up, if nobody knows. @throws Error of the store */
  doubt(job: Job): Promise<void>;
  /** What waits for the network or a public address is tried at once. */
  wake(): void;
  /** Starts nothing more; what is under way goes on. */
  close(): void;
}

/**
 * Makes the part that brings one message to Twilio, through a gate that keeps the pace of its sender. It is marked
 * `sending` durably before Twilio is asked: should the process or the line die in between, it is `unknown` and is looked
 * up, never sent again blindly, since Twilio has no idempotency key for messages.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function createSendQueued(parts: SendQueuedParts & { readonly lookUps: LookUps }): SendQueued {
  const { store, clock } = parts;
  const gate = createSendGate(clock, parts.random);
  const forFiles = createPauses(clock);
  let isClosed = false;

  return {
    send,
    doubt,
    wake() {
      gate.open();
      forFiles.end();
    },
    close() {
      isClosed = true;
      gate.close();
      forFiles.close();
    },
  };

  async function send(job: Job, why: WhyNot): Promise<void> {
    for (let waits = 0; !hasClosed();) {
      const waiting = (await store.conversation(job.address)).message(job.message_id);
      if (!waiting || !isToBeSent(waiting)) return;
      if (!isCall(waiting) && outgoingMessage(parts, waiting) === null) {
        await changeMessage(parts, job, (message) => waitsWith(message, WAITS_FOR_ADDRESS));
        waits += 1;
        await forFiles.pause(backOffMs(FILES_BACK_OFF, waits, parts.random));
        continue;
      }
      const { communication_type: type, metadata } = waiting;
      await gate.pass(paceOf(type, metadata.fromNumber, parts.settings().textsPerSecond), unitsOf(waiting));
      if (hasClosed() || (await sendNow(job, why))) return;
    }
  }

  function hasClosed(): boolean {
    return isClosed;
  }

  /** Asks Twilio once; false when it was certainly not reached, so that it may be asked again. */
  async function sendNow(job: Job, why: WhyNot): Promise<boolean> {
    const sending = await store.commitTo<Message | null>(job.address, (now, conversation) => {
      const message = conversation.message(job.message_id);
      if (!message || !isToBeSent(message)) return { changes: [], result: null };
      const at = isoNow(clock);
      const held = why(now, conversation, message);
      if (!held)
        return { changes: statusChanges(now, conversation, message, { status: 'sending' }, at), result: message };
      const failed = { status: 'failed', error: { code: null, message: `Not sent: ${held.why}` } } as const;
      const changes =
        takenBack(now, conversation, message, held, at) ?? statusChanges(now, conversation, message, failed, at);
      return { changes, result: null };
    });
    if (!sending) return true;
    try {
      await ask(job, sending);
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
      await changeMessage(parts, job, ifSending({ status: 'queued', error: { code: null, message: error.message } }));
      return false;
    }
    if (isTooMany(error)) {
      gate.shut(error.retryAfterMs);
      await changeMessage(parts, job, ifSending({ status: 'queued' }));
      return false;
    }
    if (error instanceof TwilioRefusal) {
      gate.wasThrough();
      const { code, said } = error;
      await changeMessage(parts, job, ifSending({ status: 'failed', error: { code, message: said } }));
      // Twilio's own words repeat the number; they stand with the message.
      const number = code === null ? '' : ` (${code})`;
      parts.log(`Twilio refused a message: ${explainError(code).meaning}${number}`, job.contact_id);
      return true;
    }
    if (!(error instanceof TwilioUnreachable)) parts.onError(error);
    await doubt(job);
    return true;
  }

  /** Nobody knows whether Twilio has it. */
  async function doubt(job: Job): Promise<void> {
    if (await changeMessage(parts, job, ifSending({ status: 'unknown' }))) {
      parts.log('Nobody knows yet whether Twilio took a message: looking it up.', job.contact_id);
    }
    const message = (await store.conversation(job.address)).message(job.message_id);
    if (message && isUnsettled(message)) parts.lookUps.begin(job);
  }

  /** Takes over what Twilio says of a message; never a step back. */
  async function adopt(job: Job, remote: RemoteMessage): Promise<void> {
    await changeMessage(parts, job, (message) => stateFromTwilio(message, remote));
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

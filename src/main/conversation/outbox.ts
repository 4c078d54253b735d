import { isUnsaid } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import { isPending } from '../../shared/message-status';
import { Problem } from '../ipc/problem';
import { changeMessage } from './change-message';
import { heldBack, heldByConsent } from './hold-back';
import { createLookUps } from './look-up';
import { isFailure } from './remote-state';
import { createSendQueued, type SendQueuedParts } from './send-queued';
import { createSerialLines } from './serial-lines';

export interface Outbox {
  /** Takes up what an earlier run left unsettled, and everything queued from now on. */
  start(): void;
  /**
   * Sends a message again that failed; where nobody is sure of that, it is looked up first.
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

/** Makes the part that sends. Messages to one person go out one after the other, in order. */
export function createOutbox(parts: SendQueuedParts): Outbox {
  const { store } = parts;
  const lines = createSerialLines(parts.onError);
  const lookUps = createLookUps(parts);
  const queued = createSendQueued({ ...parts, lookUps });
  let stops: readonly (() => void)[] = [];

  return {
    start() {
      stops = [
        store.subscribe((entry) => entry.changes.forEach(notice)),
        // What the disk did not take ended the work on it, wherever that was.
        store.onProblem((problem) => problem === null && takeUpAll()),
      ];
      takeUpAll();
    },
    async retry(job) {
      await lookUps.once(job);
      const isQueued = await changeMessage(parts, job, (message) => {
        if (message.status === 'unknown') throw stillSought();
        return isFailure(message.status) && !isUnsaid(message) ? { status: 'queued', sid: null } : null;
      });
      if (!isQueued) throw new Problem('refused', 'Twilio has this message: nothing is sent twice.');
      enqueue(job, sendAnyway);
    },
    wake() {
      queued.wake();
      lookUps.wake();
    },
    async close() {
      for (const stop of stops) stop();
      const ended = lines.close();
      queued.close();
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

  function takeUpAll(): void {
    for (const { _id, pendingIds } of store.now.values('threads')) {
      // In the line of its person, so that what is written from now on stands behind it.
      if (pendingIds.length > 0) lines.enqueue(_id, () => resume(_id, pendingIds));
    }
  }

  /** What is pending stands in the order in which it became so, which is not the order in which it was written. */
  async function resume(contact_id: string, pendingIds: readonly string[]): Promise<void> {
    const left: { readonly job: Job; readonly writtenAt: string }[] = [];
    for (const address of store.now.get('contacts', contact_id)?.addresses ?? []) {
      for (const { _id, createdAt } of (await store.conversation(address)).messages()) {
        const job = { address, contact_id, message_id: _id };
        if (pendingIds.includes(_id)) left.push({ job, writtenAt: createdAt });
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
    else await queued.doubt(job);
  }

  function send(job: Job): Promise<void> {
    const { settings, clock } = parts;
    return queued.send(job, (now, conversation, message) =>
      heldBack(now, conversation, message, settings(), clock.now()),
    );
  }

  /** An operator who asks for it again knows what has happened meanwhile. */
  function sendAnyway(job: Job): Promise<void> {
    return queued.send(job, heldByConsent);
  }
}

/** Twilio's list may lack for a while what it has taken, so that one look is not enough. */
function stillSought(): Problem {
  const remedy = 'Wait a few minutes until it is known.';
  return new Problem('unavailable', 'Twilio is still being asked whether it has this message already.', remedy);
}

import { isUnsaid } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Attachment, Withdrawn } from '../../shared/contract/composer-contract';
import type { Message, Thread } from '../../shared/domain';
import { isoNow } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Conversation, Decision, Now } from '../store/store';
import type { Attachments } from './attachments';
import { requireWindow, windowProblem } from './check-window';
import type { Job } from './outbox';
import { placeMessage } from './place-message';
import { removeUnsaid } from './remove-unsaid';
import { requireFuture, type SendParts } from './send-message';
import { requireConsent } from './sending-channel';
import { unsaidPieces } from './text-pieces';
import { createWaitingTimes } from './waiting-times';

/** Why a message that waited was called off. */
const wroteFirst = 'The customer wrote first.';
const unsubscribed = 'The customer unsubscribed before it was sent.';

export interface WaitingParts extends SendParts {
  readonly attachments: Attachments;
  readonly onError: (error: unknown) => void;
}

/** Messages that wait for their time: scheduled ones, and those held for a moment so that they can be undone. */
export interface WaitingMessages {
  /** How many wait. */
  readonly count: number;
  /** Takes up what an earlier run left waiting, and everything that comes to wait from now on. */
  start(): void;
  /** Sends at once what waits, or what was called off. @throws Problem when it is neither */
  sendNow(job: Job): Promise<void>;
  /** @throws Problem when it does not wait (any more) */
  reschedule(job: Job, sendAt: string): Promise<void>;
  /** Takes back what waits or was called off. @throws Problem when it is too late */
  withdraw(job: Job): Promise<Withdrawn>;
  /** Sends nothing more and waits for what is under way. */
  close(): Promise<void>;
}

/**
 * Makes the part that sends messages when their time has come. Each is decided on the newest state, once: a scheduled
 * one is called off when the customer has written first. What is sent is said then, so it moves to that time and into
 * the session that is then open; the outbox takes it up from there.
 */
export function createWaitingMessages(parts: WaitingParts): WaitingMessages {
  const { store, clock } = parts;
  const times = createWaitingTimes(clock, (job) => due(job), parts.onError);
  let unsubscribe: (() => void) | undefined;

  return {
    get count() {
      return times.jobs.length;
    },
    start() {
      unsubscribe = store.subscribe((entry) => entry.changes.forEach(notice));
      for (const thread of store.now.values('threads')) {
        if (thread.pendingIds.length > 0) resume(thread).catch(parts.onError);
      }
    },
    sendNow: (job) =>
      decideAll(job, (now, conversation, message, known) => {
        const channel = now.get('channels', message.channel_id);
        if (channel) requireConsent(now, job.address, channel);
        if (isFreeWhatsApp(message)) requireWindow(conversation, message.channel_id, clock.now());
        return release(now, conversation, known, message);
      }),
    async reschedule(job, sendAt) {
      requireFuture(sendAt, clock.now());
      const at = isoNow(clock);
      await decideAll(job, (_now, _conversation, message, known) =>
        message.status === 'queued' && !message.held
          ? {
              changes: [{ type: 'message.rescheduled', ...known, sendAt: new Date(sendAt).toISOString(), at }],
              result: true,
            }
          : { changes: [], result: false },
      );
    },
    async withdraw(job) {
      const pieces = await decide(job, (now, conversation, one, known) => {
        const all = unsaidPieces(conversation, one);
        return {
          changes: [...removeUnsaid(now, conversation, known, all, isoNow(clock)), ...reopened(now, known, one)],
          result: all,
        };
      });
      const [first] = pieces ?? [];
      if (!pieces || !first) throw tooLate();
      const media = pieces.flatMap((one) => one.media ?? []);
      const attachments: readonly Attachment[] = await parts.attachments.giveBack(media);
      const content = pieces.map((one) => one.content).join(' ');
      return { address: job.address, type: first.communication_type, content, attachments };
    },
    async close() {
      unsubscribe?.();
      await times.close();
    },
  };

  function notice(change: Change): void {
    switch (change.type) {
      case 'message.added': {
        const { address, contact_id, message } = change;
        if (waits(message)) times.set({ address, contact_id, message_id: message._id }, message.sendAt);
        else if (message.sender === 'contact') {
          times.jobs.filter((job) => contactOf(store.now, job) === contact_id).forEach(callOff);
        }
        return;
      }
      case 'message.rescheduled':
        if (change.sendAt !== null) times.set(jobOf(change), change.sendAt);
        return;
      case 'message.withdrawn':
        times.forget(change.message_id);
        return;
      default:
        return;
    }
  }

  async function resume(thread: Thread): Promise<void> {
    for (const address of store.now.get('contacts', thread._id)?.addresses ?? []) {
      const conversation = await store.conversation(address);
      for (const message_id of thread.pendingIds) {
        const message = conversation.message(message_id);
        if (message && waits(message)) times.set({ address, contact_id: thread._id, message_id }, message.sendAt);
      }
    }
  }

  /** The customer wrote: what is scheduled is called off at once. What is only held was sent in the operator's mind. */
  function callOff(job: Job): void {
    decide(job, (now, _conversation, message, known) =>
      isOvertaken(now, known, message) ? calledOff(known, wroteFirst) : { changes: [], result: null },
    ).catch(parts.onError);
  }

  async function due(job: Job): Promise<void> {
    await decide(job, (now, conversation, message, known) => {
      const isDue = message.status === 'queued' && (message.sendAt ?? '') <= isoNow(clock);
      if (!isDue) return { changes: [], result: null };
      if (isOvertaken(now, known, message)) return calledOff(known, wroteFirst);
      if (Object.hasOwn(now.get('addresses', job.address)?.optedOut ?? {}, message.channel_id)) {
        return calledOff(known, unsubscribed);
      }
      const closed = isFreeWhatsApp(message) ? windowProblem(conversation, message.channel_id, clock.now()) : null;
      return closed === null ? release(now, conversation, known, message) : calledOff(known, closed);
    });
  }

  function calledOff(job: Job, why: string): Decision<true> {
    times.forget(job.message_id);
    const error = { code: null, message: why };
    return {
      changes: [{ type: 'message.status', ...job, status: 'failed', at: isoNow(clock), error }],
      result: true,
    };
  }

  /** Says what waited: now, and in the session that is open now. The thread stays done or snoozed if it is. */
  function release(now: Now, conversation: Conversation, job: Job, message: Message): Decision<true> {
    const at = isoNow(clock);
    const { address, contact_id } = job;
    const { communication_type: type, metadata } = message;
    const ours = metadata.fromNumber;
    const { gapMs } = parts.settings();
    const place = placeMessage(now, { type, address, ours, profileName: null, at, gapMs }, parts.newId);
    const { sendAt: _due, held: _held, error: _error, updatedAt: _before, ...rest } = message;
    // What was held back of the AI's, an operator sends all the same: then it is not held back again.
    const by = message.sender === 'ai' ? { metadata: { ...metadata, byHand: true as const } } : {};
    const said: Message = { ...rest, ...by, status: 'queued', session_id: place.session_id, createdAt: at };
    const { state, snoozedUntil } = now.get('threads', contact_id) ?? { state: 'open', snoozedUntil: null };
    return {
      changes: [
        ...removeUnsaid(now, conversation, job, [message], at, place.session_id),
        ...place.changes,
        { type: 'message.added', address, contact_id, message: said },
        ...(state === 'open' ? [] : [{ type: 'thread.state' as const, contact_id, state, until: snoozedUntil }]),
      ],
      result: true,
    };
  }

  /** Decides about each piece of a text of which one is meant. @throws Problem when it is too late for all of them */
  async function decideAll(
    job: Job,
    decideOn: (now: Now, conversation: Conversation, message: Message, known: Job) => Decision<boolean>,
  ): Promise<void> {
    const conversation = await store.conversation(job.address);
    const message = conversation.message(job.message_id);
    const pieces = message ? unsaidPieces(conversation, message) : [];
    let isAny = false;
    for (const { _id } of pieces) {
      if (await decide({ ...job, message_id: _id }, decideOn)) isAny = true;
    }
    if (!isAny) throw tooLate();
  }

  /** Decides about a message that waits or was called off; null for any other. */
  function decide<R>(
    job: Job,
    decideOn: (now: Now, conversation: Conversation, message: Message, known: Job) => Decision<R>,
  ): Promise<R | null> {
    return store.commitTo<R | null>(job.address, (now, conversation) => {
      const message = conversation.message(job.message_id);
      if (!message || !isUnsaid(message)) return { changes: [], result: null };
      return decideOn(now, conversation, message, { ...job, contact_id: contactOf(now, job) });
    });
  }
}

function waits(message: Message): message is Message & { readonly sendAt: string } {
  return message.status === 'queued' && isUnsaid(message);
}

/** Whether it is a text on WhatsApp that no template makes independent of the window. */
function isFreeWhatsApp({ communication_type, metadata }: Message): boolean {
  return communication_type === 'whatsapp' && metadata.template === undefined;
}

/** Whose an address is now: contacts are merged and taken apart while a message waits. */
function contactOf(now: Now, { address, contact_id }: Job): string {
  return now.get('addresses', address)?.contact_id ?? contact_id;
}

/** Whether the customer has written, from wherever, since a scheduled message was. */
function isOvertaken(now: Now, { contact_id }: Job, message: Message): boolean {
  if (message.held || message.status !== 'queued') return false;
  return (now.get('threads', contact_id)?.lastInboundAt ?? '') > message.createdAt;
}

/** Undoing “Send & Done” opens the thread again: the text is being written on. */
function reopened(now: Now, { contact_id }: Job, message: Message): Change[] {
  const isOpen = now.get('threads', contact_id)?.state === 'open';
  return message.held && !isOpen ? [{ type: 'thread.state', contact_id, state: 'open', until: null }] : [];
}

function jobOf({ address, contact_id, message_id }: Job): Job {
  return { address, contact_id, message_id };
}

function tooLate(): Problem {
  return new Problem('refused', 'It is too late for that: the message is on its way.');
}

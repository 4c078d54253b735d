import { backOffMs } from '../../shared/back-off';
import type { Message } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Decision, Store } from '../store/store';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from '../twilio/client';
import { isWithoutAccess } from '../twilio/without-access';
import { findSent, takenSids } from './find-sent';
import type { Job } from './outbox';
import type { ReportLinks } from './report-links';
import { createPauses } from './pauses';
import { stateFromTwilio } from './remote-state';
import { endSession, findPlaced } from './send-call';
import { statusChanges } from './status-changes';

/** When an unknown message is looked up: soon, and again until Twilio's list has surely caught up. Each after the one before. */
const LOOK_UP_AFTER_MS = [2_000, 15_000, 60_000, 300_000] as const;
/** How long until it is tried again to look at all, in milliseconds. */
const BACK_OFF = { firstMs: 1_000, longestMs: 60_000 } as const;
/** Without access nothing is asked again for so long, unless somebody says that there is access now. */
const BARRED_MS = 3_600_000;
/** What is said of a message that is not at Twilio. */
export const NO_TRACE = 'Twilio has no trace of this message, so it was most likely never sent.';

export interface LookUpParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  readonly random: () => number;
  readonly reports: ReportLinks;
  readonly log: (line: string, contactId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Finds out what became of messages that nobody knows of. */
export interface LookUps {
  /** Looks until it is found or until there is no hope of it. */
  begin(job: Job): void;
  /** Looks now, if there is anything to find out. @throws Problem while nobody can look */
  once(job: Job): Promise<void>;
  /** Who could not reach Twilio tries again at once. */
  wake(): void;
  close(): Promise<void>;
}

/** What a look gave: it is known now, it is not at Twilio, nobody could look, or nobody may. */
type Outcome = 'settled' | 'absent' | 'hidden' | 'barred';

/** Whether nobody is sure that Twilio has not got a message. */
export function isUnsettled({ status, error, metadata }: Message): boolean {
  if (metadata.twilioMessageSid !== undefined) return false;
  return status === 'unknown' || (status === 'failed' && error?.unsure === true);
}

/**
 * Makes the part that looks unknown messages up in Twilio's list. One that is not there after the last look has failed: its
 * list has had minutes by then, and Twilio reports to us on each message that it took. Should it turn up all the same, its
 * report or the look before a retry puts that right; "on its way" would be believed for ever, and nobody would act.
 */
export function createLookUps(parts: LookUpParts): LookUps {
  const { store, clock } = parts;
  const waits = createPauses(clock);
  const hidden = createPauses(clock);
  const underWay = new Set<Promise<void>>();
  /** The newest search for each message: one that is sent again and unknown again is searched for from the beginning. */
  const newest = new Map<string, Job>();
  let isClosed = false;

  return {
    begin(job) {
      if (isClosed) return;
      newest.set(job.message_id, job);
      const work: Promise<void> = lookUp(job)
        .catch(parts.onError)
        .finally(() => {
          underWay.delete(work);
          if (newest.get(job.message_id) === job) newest.delete(job.message_id);
        });
      underWay.add(work);
    },
    async once(job) {
      const outcome = await look(job);
      if (outcome === 'settled' || outcome === 'absent') return;
      throw new Problem(
        'unavailable',
        'Nobody can ask Twilio now whether it has this message already, so it is not sent again.',
        'Try again once Twilio can be reached.',
      );
    },
    wake: () => hidden.end(),
    async close() {
      isClosed = true;
      waits.close();
      hidden.close();
      await Promise.all(underWay);
    },
  };

  async function lookUp(job: Job): Promise<void> {
    for (const ms of LOOK_UP_AFTER_MS) {
      await waits.pause(ms);
      for (let tries = 1; ; tries += 1) {
        if (isClosed || newest.get(job.message_id) !== job) return;
        const outcome = await look(job);
        if (outcome === 'settled') return;
        if (outcome === 'absent') break;
        await hidden.pause(outcome === 'barred' ? BARRED_MS : backOffMs(BACK_OFF, tries, parts.random));
      }
    }
    await giveUp(job);
  }

  async function look(job: Job): Promise<Outcome> {
    const message = (await store.conversation(job.address)).message(job.message_id);
    if (!message || !isUnsettled(message)) return 'settled';
    try {
      if (message.communication_type !== 'voice') return await lookFor(job, message);
      return (await findPlaced(parts, job, message)) ? 'settled' : 'absent';
    } catch (error) {
      if (isWithoutAccess(error)) return 'barred';
      if (error instanceof TwilioUnreachable || error instanceof TwilioRefusal) return 'hidden';
      throw error;
    }
  }

  async function lookFor(job: Job, sought: Message): Promise<Outcome> {
    const candidates = await findSent(parts.client(), sought);
    return store.commitTo(job.address, (now, conversation): Decision<Outcome> => {
      const message = conversation.message(job.message_id);
      if (!message || !isUnsettled(message)) return { changes: [], result: 'settled' };
      // What was listed may be another message with the same words, whose SID is only on its way to us.
      if (conversation.messages().some((one) => one !== message && isTwinUnderWay(one, message))) {
        return { changes: [], result: 'hidden' };
      }
      // Chosen where it is kept, so that no two messages are ever given the same one.
      const taken = takenSids(conversation);
      const remote = candidates.find(({ sid }) => !taken.has(sid));
      if (!remote) return { changes: [], result: 'absent' };
      const next = stateFromTwilio(message, remote);
      return { changes: statusChanges(now, conversation, message, next, isoNow(clock)), result: 'settled' };
    });
  }

  async function giveUp(job: Job): Promise<void> {
    const given = await store.commitTo(job.address, (now, conversation): Decision<Message | null> => {
      const message = conversation.message(job.message_id);
      if (message?.status !== 'unknown') return { changes: [], result: null };
      const error = { code: null, message: NO_TRACE, unsure: true } as const;
      const next = { status: 'failed', error } as const;
      return { changes: statusChanges(now, conversation, message, next, isoNow(clock)), result: message };
    });
    if (given === null) return;
    if (given.communication_type === 'voice') await endSession(parts, job);
    parts.log(NO_TRACE, job.contact_id);
  }
}

/** Whether Twilio is being asked to send the same words, so that it may have a message that nobody can tell apart yet. */
function isTwinUnderWay(one: Message, { content, channel_id }: Message): boolean {
  const isOpen = one.status === 'sending' && one.metadata.twilioMessageSid === undefined;
  return isOpen && one.content === content && one.channel_id === channel_id;
}
